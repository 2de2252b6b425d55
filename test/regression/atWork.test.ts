import { setTimeout as wait } from "node:timers/promises";
import type { AgentConversationState, CitizenState } from "@eigenkanaal/client";
import { beforeAll, expect, test, vi } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isReady, isTalk, usePeople } from "../harness/talks.js";

/** The real inbox and the real gateway: what colleagues see of who is at work, and of what is assigned to them. */

const setting = useSetting();
const { asked, openAgent, openConversation } = usePeople(setting);

beforeAll(() =>
  setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment)
     VALUES ($1, $2, now(), '{"nl": "Eerste"}', '{"timeZone": "Europe/Amsterdam", "weekly": [], "exceptions": []}', 'push')`,
    [setting.town.organisation, setting.desk.desk],
  ),
);

type Agent = Awaited<ReturnType<typeof openAgent>>["agent"];
const isMine =
  (id: string, given: boolean) =>
  (state: ReturnType<Agent["state"]["getState"]>): boolean =>
    isReady(state) &&
    state.queue.some(
      (item) => item.conversation === id && item.assignee?.me === true && item.given === given,
    );
/** How a colleague is in the eyes of another. */
const isSeen =
  (name: string, how: string) =>
  (state: ReturnType<Agent["state"]["getState"]>): boolean =>
    isReady(state) &&
    state.presence !== null &&
    state.presence.desks[0]?.colleagues.find((one) => one.name === name)?.state === how;

test("what is assigned stands out until it is opened, and counts as in hand; what one takes does not stand out", async () => {
  const [{ agent: anna }, { agent: bram }] = [await openAgent("anna"), await openAgent("bram")];
  await until(anna.state, (state) => isReady(state) && state.presence?.state === "off");
  const own = await asked("Is het loket open?");
  const taken = await openConversation(bram, own.id);
  expect(await taken.take()).toBeUndefined();
  await until(bram.state, isMine(own.id, false));

  expect(await anna.setPresence("on_duty")).toBeUndefined();
  await until(bram.state, isSeen("anna", "on_duty"));
  await until(anna.state, isSeen("bram", "wrap_up"));
  const { id } = await asked("Wanneer wordt het afval opgehaald?");
  await until(anna.state, isMine(id, true));
  const ready = await until(anna.state, isReady);
  expect(ready.presence).toMatchObject({ state: "on_duty", inHand: 1, capacity: 4 });
  const conversation = await openConversation(anna, id);
  await until(anna.state, isMine(id, false));

  await anna.setPresence("off");
  await until(anna.state, (state) => isReady(state) && state.presence?.inHand === 0);
  await until(bram.state, isSeen("anna", "off"));
  conversation.leave();
});

const isAnswered = (state: AgentConversationState) =>
  state.phase === "open" &&
  state.view.entries.some(
    (entry) => entry.kind === "text" && entry.author.role === "member" && entry.delivery?.state !== "queued",
  );

test("who answers while off is at work again, and keeps what they have", async () => {
  const { agent: anna } = await openAgent("anna");
  await anna.setPresence("on_duty");
  const { id, citizen } = await asked("Mijn pas is kwijt.");
  await until(anna.state, isMine(id, true));
  const conversation = await openConversation(anna, id);
  await conversation.send("Ik kijk het na.");
  // Stored: of who waits for an answer going off would be leaving.
  await until(conversation.state, isAnswered);
  await anna.setPresence("off");
  await conversation.send("Er is een nieuwe onderweg.");
  await until(anna.state, (state) => isReady(state) && state.presence?.state === "wrap_up");
  await citizen.send("Dank u.");
  await until(conversation.state, (state) => state.phase === "open" && state.view.entries.length === 4);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(isMine(id, false)(anna.state.getState())).toBe(true);
});

test("who waits sees their place in the queue, and no longer once somebody has them", async () => {
  await setting.rows(
    `UPDATE conversation SET state = 'closed', outcome = 'spam', closed_at = now(), retention_class = '6.3', waiting_since = NULL,
       assignee_id = NULL WHERE state <> 'closed'`,
  );
  await setting.rows("UPDATE member_presence SET state = 'off'");
  const { citizen } = await asked("Hoe laat opent u?");
  const { citizen: second } = await asked("En morgen?");
  const waits = (ahead: number | undefined) => (state: CitizenState) =>
    isTalk(state) && state.queue?.ahead === ahead;
  await until(citizen.state, waits(0));
  await until(second.state, waits(1));
  const { agent: anna } = await openAgent("anna");
  await anna.setPresence("on_duty");
  await until(citizen.state, (state) => isTalk(state) && state.conversation.state === "in_hand");
  await until(citizen.state, waits(undefined));
});

test("signing out is going off, and never said to be a day that ran out", async () => {
  const [{ agent: anna }, { agent: bram }] = [await openAgent("anna"), await openAgent("bram")];
  const ends = new Set<string | null>();
  anna.state.subscribe((state) => state.phase === "signed_out" && ends.add(state.ended));
  await anna.setPresence("pause");
  await until(bram.state, isSeen("anna", "pause"));
  // The gateway's word that the session ended is here before its answer.
  const ask = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
    const answer = await ask(...request);
    if (request[1]?.method === "DELETE") await wait(500);
    return answer;
  });
  await anna.signOut();
  vi.restoreAllMocks();
  await until(bram.state, isSeen("anna", "off"));
  expect([...ends]).toEqual(["signed_out"]);
});
