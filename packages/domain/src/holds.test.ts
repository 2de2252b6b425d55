import type { ConversationId, DeskId, PlaceHold, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { holdFault, isSameHold } from "./holds.js";

const [desk, other] = ["desk", "other"] as [DeskId, DeskId];
const [topic, conversation] = ["topic", "conversation"] as [TopicId, ConversationId];
const nothing = { desks: [], topics: [], fromMs: null, untilMs: null };
const hold: PlaceHold = {
  ...{ kind: "woo", reference: "Woo 2026-14", reason: "Verzoek over afval" },
  ...{ scope: { ...nothing, desks: [desk] }, conversations: [], endsAtMs: null },
};

describe("holdFault", () => {
  it.each([
    ["a desk", hold, undefined],
    ["a topic", { ...hold, scope: { ...nothing, topics: [topic] } }, undefined],
    ["a period without an end", { ...hold, scope: { ...nothing, fromMs: 5 } }, undefined],
    ["a conversation", { ...hold, scope: null, conversations: [conversation] }, undefined],
    ["nothing", { ...hold, scope: null }, "malformed"],
    ["the whole town", { ...hold, scope: nothing }, "malformed"],
    [
      "the whole town and a conversation",
      { ...hold, scope: nothing, conversations: [conversation] },
      "malformed",
    ],
    ["a period of no length", { ...hold, scope: { ...nothing, fromMs: 5, untilMs: 5 } }, "malformed"],
    ["an end now", { ...hold, endsAtMs: 100 }, "in_the_past"],
    ["an end later", { ...hold, endsAtMs: 101 }, undefined],
  ] as const)("%s: %s", (_, asked, fault) => {
    expect(holdFault(asked as PlaceHold, 100)).toBe(fault);
  });
});

describe("isSameHold", () => {
  it("does not mind the order, and minds all else", () => {
    const two = { ...hold, scope: { ...nothing, desks: [desk, other] } };
    expect(isSameHold(two, { ...hold, scope: { ...nothing, desks: [other, desk, other] } })).toBe(true);
    expect(isSameHold(two, hold)).toBe(false);
    expect(isSameHold(hold, { ...hold, reason: "Iets anders" })).toBe(false);
    expect(isSameHold(hold, { ...hold, endsAtMs: 5 })).toBe(false);
    expect(isSameHold(hold, { ...hold, scope: null, conversations: [conversation] })).toBe(false);
  });
});
