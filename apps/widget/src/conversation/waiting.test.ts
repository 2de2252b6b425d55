import type { Delivery, Entry } from "@eigenkanaal/client";
import { MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { awaited, isStored } from "./waiting.js";

const place = { id: "1", channel: "public", atMs: 0 } as const;
const text = { ...place, kind: "text", text: "tekst" } as const;
const asked = (delivery: Delivery): Entry => ({ ...text, author: { role: "citizen" }, own: true, delivery });
const sanne = {
  role: "member",
  member: MemberId.parse("00000000-0000-4000-8000-000000000001"),
  alias: "Sanne",
} as const;
const answer: Entry = { ...text, author: sanne, own: false, delivery: null };
const closed: Entry = { ...place, kind: "closed", author: sanne, outcome: "answered" };
const turn: Entry = {
  ...{ ...place, kind: "turn" },
  turn: { kind: "overflowed", epoch: 1, atMs: 0, from: "Afval", to: "Algemeen", history: "along" },
};
const invalid: Entry = { ...place, kind: "invalid", why: "tampered" };
const question = asked({ state: "read" });
const unsent = asked({ state: "queued" });
const refused = asked({ state: "refused", code: "too_many_requests" });

it.each([
  ["their question, that nobody has", { state: "waiting", entries: [question] }, question],
  ["their question, once a colleague has it", { state: "in_hand", entries: [question] }, question],
  ["what they wrote later", { state: "in_hand", entries: [question, answer, unsent] }, unsent],
  ["their question, whichever desk has it now", { state: "waiting", entries: [question, turn] }, question],
  [
    "their question, whatever was refused since",
    { state: "in_hand", entries: [question, refused] },
    question,
  ],
  ["more, of who handed it on", { state: "waiting", entries: [question, answer, turn] }, answer],
] as const)("a citizen waits for an answer to %s", (_, { state, entries }, expected) => {
  expect(awaited({ state, entries: [...entries] })).toBe(expected);
});

it.each([
  ["before they asked", { state: "waiting", entries: [] }],
  ["once they were answered", { state: "in_hand", entries: [question, answer] }],
  ["after an answer when what they wrote was refused", { state: "in_hand", entries: [answer, refused] }],
  ["once it is closed", { state: "closed", entries: [question, closed] }],
  ["once it is closed, also before that is said", { state: "closed", entries: [question] }],
  ["after what cannot be read", { state: "in_hand", entries: [question, invalid] }],
] as const)("a citizen waits for nothing %s", (_, { state, entries }) => {
  expect(awaited({ state, entries: [...entries] })).toBe(undefined);
});

it("knows what the gateway has from what is still here", () => {
  expect([question, unsent, answer].map(isStored)).toEqual([true, false, true]);
});
