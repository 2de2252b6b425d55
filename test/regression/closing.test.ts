import { randomUUID } from "node:crypto";
import type { AgentConversation, Closing } from "@eigenkanaal/client";
import { defaultRetention, keepingOf } from "@eigenkanaal/domain";
import type { TopicId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, isTalk, shows, type Talk, usePeople } from "../harness/talks.js";

/** Closing with a card: what colleagues read of it, what the citizen is told, and what becomes of that. */

const setting = useSetting();
const { asked, openAgent, openConversation, taken } = usePeople(setting);

const card = { summary: "Bank kapot in het park", place: "Lindelaan, bij nr. 12", topic: "Groen" };
const withCard: Closing = { ...asAnswered, card };

const cardsOf = ({ state }: Pick<AgentConversation, "state">) =>
  entriesOf(state.getState()).flatMap((entry) => (entry.kind === "registration" ? [entry.card] : []));
const isKept = (state: Parameters<typeof isTalk>[0]): state is Talk =>
  isTalk(state) && state.conversation.keeping !== null;

it("tells a colleague what it is kept under and the citizen until when; writing takes that away, and closing again begins anew", async () => {
  const { citizen, id } = await asked("De bank in het park is kapot.");
  const conversation = await taken("anna", id);
  expect(await conversation.close(withCard)).toBeUndefined();

  const { agent: bram } = await openAgent("bram");
  await bram.loadClosed("newest");
  const forBram = bram.conversation(id as never);
  const open = await until(forBram.state, isOpen);
  expect(open.view.keeping).toMatchObject({ retention: "6.1.3" });
  await expect.poll(() => cardsOf(forBram)).toEqual([card]);
  expect(entriesOf(forBram.state.getState()).find(({ kind }) => kind === "registration")).toMatchObject({
    ...{ channel: "internal", own: false, author: { alias: "anna" } },
  });

  const first = await until(citizen.state, isKept);
  const { keeping } = first.conversation;
  if (!keeping) throw new Error("not kept");
  expect(keeping.retention).toBe("6.1.3");
  expect(keepingOf(first.town.retention, keeping).kept).toBe("until");
  expect(first.town.retention).toEqual(defaultRetention);
  // Said among colleagues.
  expect(entriesOf(first).some(({ kind }) => kind === "registration")).toBe(false);

  await citizen.send("Hij is nog steeds kapot.");
  await until(citizen.state, (state) => isTalk(state) && state.conversation.keeping === null);
  await until(forBram.state, (state) => isOpen(state) && state.view.keeping === null);
  await until(conversation.state, shows("Hij is nog steeds kapot."));

  const again = { ...card, summary: "Bank nog niet gemaakt" };
  expect(await conversation.close({ ...withCard, outcome: "refused", card: again })).toBeUndefined();
  const second = await until(citizen.state, isKept);
  expect(second.conversation.keeping).toMatchObject({ retention: "6.2" });
  expect(second.conversation.keeping?.closedAtMs).toBeGreaterThan(keeping.closedAtMs);
  await expect.poll(() => cardsOf(forBram)).toEqual([card, again]);
});

it("says a card once, though closing was refused and is asked again", async () => {
  const { id } = await asked("Mag dit nog een keer?");
  const conversation = await taken("anna", id);
  const unknown = { topic: randomUUID() as TopicId, retention: null };
  expect(await conversation.close({ ...withCard, about: unknown })).toBe("not_found");
  expect(conversation.state.getState()).toMatchObject({ view: { state: "in_hand" } });
  expect(await conversation.close(withCard)).toBeUndefined();
  expect(cardsOf(conversation)).toEqual([card]);
});

it("closes without a card where there is nothing to sum up", async () => {
  const { citizen, id } = await asked("Goedkope dakgoten!");
  const { agent } = await openAgent("anna");
  const conversation = await openConversation(agent, id);
  expect(await conversation.close({ ...asAnswered, outcome: "spam" })).toBeUndefined();
  expect(cardsOf(conversation)).toEqual([]);
  expect((await until(citizen.state, isKept)).conversation.keeping).toMatchObject({ retention: "6.3" });
});
