import type { Entry, TownView } from "@eigenkanaal/client";
import { maxRegistrationBytes } from "@eigenkanaal/crypto";
import { defaultRetention } from "@eigenkanaal/domain";
import { DeskId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import {
  aboutOf,
  type CardDraft,
  closingOf,
  faultsOf,
  firstSentence,
  firstTopic,
  maxCardBytes,
  prefilled,
  registrationOf,
  topicClassOf,
} from "./card.js";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const [trees, debts, ended] = [TopicId.parse(id(1)), TopicId.parse(id(2)), TopicId.parse(id(3))];
const desk = DeskId.parse(id(9));
const topic = (of: TopicId, nl: string, over: Partial<TownView["topics"][number]> = {}) => ({
  ...{ topic: of, parent: null, desk, name: { nl }, normMinutes: 60, hours: null },
  ...{ sensitive: false, retention: null },
  ...over,
});
const town = {
  topics: [topic(trees, "Bomen", { retention: "6.1" }), topic(debts, "Schulden", { sensitive: true })],
  former: { desks: [], topics: [{ topic: ended, name: { nl: "Kerstbomen" } }] },
  desks: [],
  retention: defaultRetention,
};

const sanne = { role: "member", member: MemberId.parse(id(8)), alias: "Sanne" } as const;
const said = (
  text: string,
  author: Extract<Entry, { kind: "text" }>["author"] = { role: "citizen" },
): Entry => ({
  ...{ kind: "text", id: text, channel: "public", author, own: false, text, atMs: 0, delivery: null },
});
const registered = (
  summary: string,
  over: Partial<Extract<Entry, { kind: "registration" }>> = {},
): Entry => ({
  ...{ kind: "registration", id: summary, channel: "internal", author: sanne, own: false, atMs: 0 },
  ...{ card: { summary, place: "Centrum", topic: "Schulden" }, delivery: null },
  ...over,
});

it("has the limits of the encryption", () => {
  expect(maxCardBytes).toEqual(maxRegistrationBytes);
});

describe("the beginning of a question", () => {
  it.each([
    ["Mijn container is niet geleegd. Hij stinkt!", "Mijn container is niet geleegd."],
    ["Kan ik morgen langskomen? Of later?", "Kan ik morgen langskomen?"],
    ["Goedemorgen. Mijn container is niet geleegd.", "Mijn container is niet geleegd."],
    ["Beste gemeente,\n\nIk wil  een boom\tkappen", "Ik wil een boom kappen"],
    ["Hallo!", "Hallo!"],
    ["  ", ""],
    ["De stoep bij nr. 12 is kapot", "De stoep bij nr. 12 is kapot"],
  ])("of %j is %j", (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });

  it("is cut at a word, within 140 characters, and within a word only where there is one alone", () => {
    const long = firstSentence(`Ik vraag ${"heel ".repeat(40)}veel`);
    expect([...long].length).toBeLessThanOrEqual(140);
    expect(long).toMatch(/ heel…$/);
    expect(firstSentence("é".repeat(200))).toBe(`${"é".repeat(139)}…`);
    expect(firstSentence(`Drie woorden ${"a".repeat(126)}.`)).toHaveLength(140);
    // No half of a character.
    expect(firstSentence("🌳".repeat(200))).toBe(`${"🌳".repeat(139)}…`);
  });
});

describe("what a card begins with", () => {
  it("is the citizen's first question, whoever wrote before it", () => {
    expect(prefilled([said("Dag, kan ik helpen?", sanne), said("Ik zoek een formulier.")])).toEqual({
      ...{ summary: "Ik zoek een formulier.", place: "" },
    });
    expect(prefilled([])).toEqual({ summary: "", place: "" });
  });

  it("is what it was registered with before, the newest of it, and not what was refused", () => {
    const refused = { delivery: { state: "refused", code: "unavailable" } } as const;
    const entries = [said("Ik zoek een formulier."), registered("Oud"), registered("Nieuw")];
    expect(prefilled([...entries, registered("Geweigerd", refused)])).toEqual({
      ...{ summary: "Nieuw", place: "Centrum" },
    });
    expect(registrationOf([said("Ik zoek een formulier.")])).toBeUndefined();
  });

  it("is its own topic, or the sensitive one of before that the gateway was not told", () => {
    expect(firstTopic(trees, [registered("Oud")], town)).toBe(trees);
    expect(firstTopic(null, [registered("Oud")], town)).toBe(debts);
    expect(firstTopic(null, [], town)).toBeNull();
    const openly = registered("Oud", { card: { summary: "Oud", place: "", topic: "Bomen" } });
    expect(firstTopic(null, [openly], town)).toBeNull();
  });
});

describe("what is registered", () => {
  const draft: CardDraft = {
    outcome: "answered",
    topic: trees,
    place: " Lindelaan 12 ",
    summary: " Een boom ",
  };

  it("tells the gateway a topic, and of a sensitive one its class alone", () => {
    expect(aboutOf(trees, town)).toEqual({ topic: trees, retention: null });
    expect(aboutOf(ended, town)).toEqual({ topic: ended, retention: null });
    expect(aboutOf(null, town)).toEqual({ topic: null, retention: null });
    expect(aboutOf(debts, town)).toEqual({ topic: null, retention: null });
    const kept = { topics: [topic(debts, "Schulden", { sensitive: true, retention: "6.1.1" })] };
    expect(aboutOf(debts, kept)).toEqual({ topic: null, retention: "6.1.1" });
  });

  it("seals the words, with the topic's name in Dutch, also of one that has ended", () => {
    const card = { summary: "Een boom", place: "Lindelaan 12", topic: "Bomen" };
    expect(closingOf(draft, town)).toEqual({
      ...{ outcome: "answered", about: { topic: trees, retention: null }, card },
    });
    expect(closingOf({ ...draft, topic: debts }, town)).toMatchObject({
      ...{ about: { topic: null }, card: { topic: "Schulden" } },
    });
    expect(closingOf({ ...draft, topic: ended }, town)).toMatchObject({ card: { topic: "Kerstbomen" } });
    expect(closingOf({ ...draft, topic: null }, town)).toMatchObject({ card: { topic: "" } });
  });

  it("cuts a name that is too long, and has no card without a summary", () => {
    const long = { ...town, topics: [topic(trees, "é".repeat(120))] };
    expect(closingOf(draft, long).card?.topic).toBe("é".repeat(100));
    expect(closingOf({ ...draft, outcome: "spam", place: "", summary: " " }, town).card).toBeNull();
  });

  it("needs a summary, but for spam, and both within their bytes", () => {
    expect(faultsOf(draft)).toEqual([]);
    for (const outcome of ["answered", "refused", "no_answer"] as const)
      expect(faultsOf({ ...draft, outcome, summary: " \n" })).toEqual(["summary_missing"]);
    expect(faultsOf({ outcome: "spam", place: "", summary: "" })).toEqual([]);
    // A place alone cannot be kept.
    expect(faultsOf({ outcome: "spam", place: "Centrum", summary: "" })).toEqual(["summary_missing"]);
    expect(faultsOf({ ...draft, summary: "é".repeat(1_000), place: "é".repeat(250) })).toEqual([]);
    expect(faultsOf({ ...draft, summary: "é".repeat(1_001), place: "é".repeat(251) })).toEqual([
      ...["summary_too_long", "place_too_long"],
    ]);
  });
});

it("knows the class of a topic that is offered, and not of one that has ended", () => {
  expect([trees, debts, null, ended].map((one) => topicClassOf(one, town))).toEqual([
    ...["6.1", null, null, undefined],
  ]);
});
