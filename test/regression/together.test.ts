import type { AgentConversation, AgentConversationState } from "@eigenkanaal/client";
import { answersSince, newestAnswer } from "@eigenkanaal/client";
import { afterAll, expect, it } from "vitest";
import { deviceHeader, openLines } from "../faults/lines.js";
import { asAnswered } from "../harness/closing.js";
import { freePort } from "../harness/gateway.js";
import { agentBrowser, newDevice, until } from "../harness/people.js";
import { type Setting, useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, isReady, shows, texts, usePeople } from "../harness/talks.js";

/** Colleagues who have the same conversation open, as each sees the others. */

// Everybody comes to the inbox by a door of which one person's line can be cut.
const door = await freePort();
const inboxOrigin = `http://localhost:${door}`;
const setting = useSetting({ INBOX_ORIGIN: inboxOrigin });
const lines = await openLines(door, {
  upstreamPort: () => Number(new URL(setting.gateway.inboxOrigin).port),
});
afterAll(() => lines.stop());
const byTheDoor: Setting = Object.create(setting, {
  gateway: { get: () => ({ ...setting.gateway, inboxOrigin }) },
});
const { asked, openAgent, openConversation } = usePeople(byTheDoor);

const sees = (...viewers: string[]) => {
  const wanted = viewers.join(", ");
  return (state: AgentConversationState) =>
    isOpen(state) && state.viewers.map(({ name, doing }) => `${name} ${doing}`).join(", ") === wanted;
};
const seen = (one: AgentConversation, ...viewers: string[]) => until(one.state, sees(...viewers));

it("shows who else has it open and what they write, until they leave, lock or are gone", async () => {
  const { citizen, id } = await asked("Wie leest mee?");
  const [anna, bram] = [await openAgent("anna"), await openAgent("bram")];
  const forAnna = await openConversation(anna.agent, id);
  await forAnna.take();
  const forBram = await openConversation(bram.agent, id);
  await Promise.all([seen(forAnna, "bram reading"), seen(forBram, "anna reading")]);

  // Signs pass by: whoever wants to see one looks before it is given.
  const seenTyping = Promise.all([
    seen(forBram, "anna answering"),
    until(citizen.state, (state) => "conversation" in state && state.conversation.typing !== null),
  ]);
  forAnna.typing("public");
  await seenTyping;
  await forAnna.send("Ik antwoord");
  // The message says more than the sign, which has served.
  await seen(forBram, "anna reading");
  await forBram.note("Tot zover");
  await until(forAnna.state, shows("Tot zover"));
  const seenNoting = seen(forAnna, "bram noting");
  forBram.typing("internal");
  await seenNoting;

  // Another tab of one's own is nobody else, and closing it is no leaving.
  const again = await bram.reload();
  const forBramAgain = await openConversation(again, id);
  await seen(forBramAgain, "anna reading");
  const seenLeaving = seen(forAnna);
  forBramAgain.leave();
  await seenLeaving;
  await seen(forAnna, "bram reading");
  await bram.agent.lock();
  await seen(forAnna);
});

it("knows the answers that came after one began to write, whoever gave them", async () => {
  const { citizen, id } = await asked("Wie antwoordt?");
  const [{ agent: anna }, { agent: bram }] = [await openAgent("anna"), await openAgent("bram")];
  const forAnna = await openConversation(anna, id);
  await forAnna.take();
  const begun = newestAnswer(entriesOf(forAnna.state.getState()));
  await forAnna.give(setting.colleague("bram").member as never, "Neem jij hem?");
  const forBram = await openConversation(bram, id);
  await forBram.take();
  await forBram.send("Antwoord van Bram");
  await until(citizen.state, shows("Wie antwoordt?", "Antwoord van Bram"));
  await until(forAnna.state, shows("Antwoord van Bram"));
  const meanwhile = answersSince(entriesOf(forAnna.state.getState()), begun);
  expect(meanwhile.map(({ text }) => text)).toEqual(["Antwoord van Bram"]);
  expect(answersSince(entriesOf(forBram.state.getState()), null)).toEqual([]);
  expect(texts(forAnna.state.getState())).toContain("Antwoord van Bram");
});

it("lets what was still being sealed go before it closes", async () => {
  const { citizen, id } = await asked("Is het klaar?");
  const { agent } = await openAgent("anna");
  const conversation = await openConversation(agent, id);
  await conversation.take();
  const [sent, refused] = await Promise.all([
    conversation.send("Ja, dag!", 10_000),
    conversation.close(asAnswered),
  ]);
  expect([sent, refused]).toEqual([undefined, undefined]);
  await until(citizen.state, shows("Ja, dag!"));
});

const overtaken = (state: AgentConversationState) =>
  entriesOf(state).filter((entry) => entry.kind === "text" && entry.delivery?.state === "overtaken");

it.each(["open", "left"])(
  "asks before what waited for the line goes out after a colleague's answer, in a conversation that is %s",
  async (place) => {
    const { citizen, id } = await asked("Wie was eerst?");
    const network = { headers: { [deviceHeader]: place }, isUp: () => !lines.isOffline(place) };
    const browser = await agentBrowser(inboxOrigin, setting.colleague("anna"), { ...newDevice(), network });
    const anna = browser.open();
    await until(anna.state, isReady);
    const forAnna = await openConversation(anna, id);
    await forAnna.take();
    const forBram = await openConversation((await openAgent("bram")).agent, id);

    void lines.strike("offline", [place], 60_000);
    await until(anna.state, (state) => state.phase === "ready" && state.connection === "offline");
    await forAnna.note("Voor collega's");
    await forAnna.send("Eerste van Anna");
    await forAnna.send("Tweede van Anna");
    if (place === "left") forAnna.leave();
    await forBram.send("Antwoord van Bram");
    await until(citizen.state, shows("Antwoord van Bram"));
    await lines.mend();

    await until(forAnna.state, (state) => overtaken(state).length === 2);
    const [first, second] = overtaken(forAnna.state.getState());
    expect([first, second]).toMatchObject([{ text: "Eerste van Anna" }, { text: "Tweede van Anna" }]);
    // A note is no second answer.
    await until(forBram.state, shows("Voor collega's"));
    expect(shows("Eerste van Anna")(citizen.state.getState())).toBe(false);

    await Promise.all([1, 2].map(() => forAnna.retry(first?.id ?? "")));
    await until(citizen.state, shows("Wie was eerst?", "Antwoord van Bram", "Eerste van Anna"));
    expect(await forAnna.recall(second?.id ?? "")).toBe("Tweede van Anna");
    await forAnna.send("Derde van Anna");
    await until(citizen.state, shows("Derde van Anna"));
    expect(texts(citizen.state.getState())).toEqual([
      ...["Wie was eerst?", "Antwoord van Bram", "Eerste van Anna", "Derde van Anna"],
    ]);
    expect(overtaken(forAnna.state.getState())).toEqual([]);
    anna.stop();
  },
);
