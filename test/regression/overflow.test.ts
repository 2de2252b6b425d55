import { beforeAll, expect, it } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isReady, isTalk, shows, type Talk, texts, usePeople } from "../harness/talks.js";

/** Another desk that a citizen chooses, by the clients of both sides. */

const setting = useSetting();
const { asked, openCitizen, openAgent, openConversation } = usePeople(setting);

beforeAll(async () => {
  const day = { opens: "00:00", closes: "24:00" };
  const hours = {
    timeZone: "Europe/Amsterdam",
    weekly: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ day: n, ...day })),
    exceptions: [],
  };
  const { desk, otherDesk, town } = setting;
  for (const [one, overflow] of [
    [desk.desk, otherDesk.desk],
    [otherDesk.desk, null],
  ])
    await setting.rows(
      `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, overflow_desk_id)
       VALUES ($1, $2, '2020-01-01', '{"nl": "Een"}', $3, $4)`,
      [town.organisation, one, hours, overflow],
    );
});

const isOffered = (state: unknown): state is Talk =>
  isTalk(state as Talk) && (state as Talk).overflow !== null;
const turns = (state: Parameters<typeof entriesOf>[0]) =>
  entriesOf(state).flatMap((entry) => (entry.kind === "turn" ? [entry.turn] : []));

/** A citizen who has waited for long, and the offer that they see. */
const offered = async (question: string) => {
  const talk = await asked(question);
  await setting.rows(
    "UPDATE conversation SET waiting_since = now() - interval '3 hours', late_due_at = now() WHERE conversation_id = $1",
    [talk.id],
  );
  const { overflow } = await until(talk.citizen.state, isOffered);
  if (!overflow) throw new Error("no offer");
  return { ...talk, overflow };
};

it("gives the chosen desk all that was said, by an epoch of the citizen's that every other tab takes", async () => {
  const { citizen, device, id, overflow } = await offered("Hoe laat gaan jullie open?");
  const elsewhere = await openCitizen(device);
  await until(elsewhere.state, isOffered);
  const { agent: anna } = await openAgent("anna");
  const before = await openConversation(anna, id);
  expect(overflow.to).toBe(setting.otherDesk.desk);
  expect(await citizen.overflow.accept(overflow.to)).toBeUndefined();
  for (const { state } of [citizen, elsewhere]) {
    const chosen = await until(
      state,
      (now): now is Talk => isTalk(now) && turns(now).some(({ kind }) => kind === "overflowed"),
    );
    expect(chosen.overflow).toBeNull();
    expect(turns(chosen)).toMatchObject([{ kind: "overflowed", to: overflow.name, history: "along" }]);
    expect(chosen.conversation.readers).toMatchObject([
      ...[{ role: "citizen" }, { role: "desk", members: ["chris"] }, { role: "archive" }],
    ]);
  }
  await until(before.state, ({ phase }) => phase === "moved");
  await until(
    anna.state,
    (state) => isReady(state) && !state.queue.some(({ conversation }) => conversation === id),
  );
  await citizen.send("Ook op zaterdag?");

  const chris = await openConversation((await openAgent("chris")).agent, id);
  await until(chris.state, shows("Hoe laat gaan jullie open?", "Ook op zaterdag?"));
  expect(turns(chris.state.getState())).toMatchObject([{ kind: "overflowed", to: overflow.name }]);
  await chris.take();
  await chris.send("Om negen uur.");
  await until(citizen.state, shows("Om negen uur."));
  await until(elsewhere.state, shows("Ook op zaterdag?", "Om negen uur."));
  await chris.note("Is van het andere bureau gekomen.");
  await until(chris.state, shows("Is van het andere bureau gekomen."));
  // A tab that is opened only now reads the same.
  const late = await openCitizen(device);
  await until(late.state, shows("Hoe laat gaan jullie open?", "Ook op zaterdag?", "Om negen uur."));
  expect(turns(late.state.getState())).toHaveLength(1);
});

it("is gone in every tab once it was declined, and once somebody has taken the conversation", async () => {
  const { citizen, device, id } = await offered("Wie kan mij helpen?");
  const elsewhere = await openCitizen(device);
  await until(elsewhere.state, isOffered);
  expect(await citizen.overflow.decline()).toBeUndefined();
  for (const { state } of [citizen, elsewhere])
    await until(state, (now) => isTalk(now) && now.overflow === null);
  const other = await offered("En mij?");
  const conversation = await openConversation((await openAgent("bram")).agent, other.id);
  await conversation.take();
  await until(other.citizen.state, (now) => isTalk(now) && now.overflow === null);
  expect(await other.citizen.overflow.accept(other.overflow.to)).toBe("not_found");
  expect(texts(citizen.state.getState())).toEqual(["Wie kan mij helpen?"]);
  expect(id).not.toBe(other.id);
});
