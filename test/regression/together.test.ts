import type { AgentConversation, AgentConversationState } from "@eigenkanaal/client";
import { answersSince, newestAnswer } from "@eigenkanaal/client";
import { expect, it } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, shows, texts, usePeople } from "../harness/talks.js";

/** Colleagues who have the same conversation open, as each sees the others. */

const setting = useSetting();
const { asked, openAgent, openConversation } = usePeople(setting);

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
    conversation.close("answered"),
  ]);
  expect([sent, refused]).toEqual([undefined, undefined]);
  await until(citizen.state, shows("Ja, dag!"));
});
