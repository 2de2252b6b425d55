import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { type Conversation, type Handling, reopen, summaryFor } from "./conversation.js";
import { onTime } from "./lateness.js";
import { giveVerdict } from "./verdict.js";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const anna = id(10) as MemberId;
const dayMs = 86_400_000;
type Closed = Extract<Handling, { state: "closed" }>;
const closedWith = (over: Partial<Closed> = {}, more: Partial<Conversation> = {}): Conversation => ({
  ...{ conversation: id(1) as ConversationId, desk: id(2) as DeskId, topic: null, language: null },
  handling: {
    ...{ state: "closed", closedAtMs: 1_000, outcome: "answered", had: anna, verdict: null },
    ...{ registered: { retention: "6.1.3", card: null } },
    ...over,
  },
  ...{ handover: null, reader: null, labels: [], reopened: null, block: null },
  ...{ openedAtMs: 1, waitingSinceMs: null, late: onTime, lastActivityAtMs: 1_000 },
  ...{ seq: { public: 2, internal: 0 }, citizenSeq: 1 },
  ...more,
});
const open = { ...closedWith(), handling: { state: "in_hand", assignee: anna, snooze: null } } as const;
const notAsked = { outcome: "refused", code: "not_asked" };
const untilMs = 1_000 + 14 * dayMs;

describe("a verdict", () => {
  test("is given once it is closed, and said otherwise until fourteen days after; nothing else changes", () => {
    for (const verdict of ["yes", "partly", "no"] as const)
      expect(giveVerdict(closedWith(), verdict, untilMs - 1)).toEqual({
        outcome: "changed",
        conversation: closedWith({ verdict }),
        event: { kind: "verdict_given", verdict },
      });
    expect(giveVerdict(closedWith({ verdict: "no" }), "yes", 2_000)).toMatchObject({
      event: { kind: "verdict_given", verdict: "yes" },
    });
    expect(giveVerdict(closedWith(), "yes", untilMs)).toEqual(notAsked);
  });

  test("can be declined, which is no verdict, and given after all", () => {
    expect(giveVerdict(closedWith(), "skipped", 2_000)).toEqual({
      outcome: "changed",
      conversation: closedWith({ verdict: "skipped" }),
      event: { kind: "verdict_skipped" },
    });
    expect(giveVerdict(closedWith({ verdict: "skipped" }), "partly", 2_000)).toMatchObject({
      event: { kind: "verdict_given", verdict: "partly" },
    });
  });

  test("is the same when it is said again", () => {
    for (const verdict of ["no", "skipped"] as const)
      expect(giveVerdict(closedWith({ verdict }), verdict, 2_000)).toEqual({ outcome: "unchanged" });
  });

  test("is not asked of what is open, of spam, nor of whom the town blocks or blocked", () => {
    const block = { untilMs: 500, by: anna, reason: "insults" } as const;
    for (const conversation of [open, closedWith({ outcome: "spam" }), closedWith({}, { block })]) {
      expect(giveVerdict(conversation, "yes", 2_000)).toEqual(notAsked);
      expect(summaryFor("citizen", conversation).verdict).toBeNull();
      expect(summaryFor("desk", conversation).verdict).toBeNull();
    }
  });

  test("goes when it is opened again", () => {
    expect(reopen(closedWith({ verdict: "yes" }), anna, 3_000)).toMatchObject({
      conversation: { handling: { state: "in_hand" } },
    });
  });

  test("is told to both sides with until when it can be given; that it was declined only to its citizen", () => {
    const told = (verdict: Closed["verdict"], side: "citizen" | "desk") =>
      summaryFor(side, closedWith({ verdict })).verdict;
    for (const side of ["citizen", "desk"] as const) {
      expect(told("partly", side)).toEqual({ given: "partly", untilMs });
      expect(told(null, side)).toEqual({ given: null, untilMs });
    }
    expect(told("skipped", "citizen")).toEqual({ given: "skipped", untilMs });
    expect(told("skipped", "desk")).toEqual({ given: null, untilMs });
  });
});
