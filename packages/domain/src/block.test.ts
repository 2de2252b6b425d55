import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { type AsksAbout, block, currentBlock, liftBlock } from "./block.js";
import { type Conversation, summaryFor } from "./conversation.js";
import { onTime } from "./lateness.js";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const [anna, bram] = [id(10), id(11)] as [MemberId, MemberId];
const conversation: Conversation = {
  ...{ conversation: id(1) as ConversationId, desk: id(2) as DeskId, topic: null, language: null },
  handling: { state: "in_hand", assignee: anna, snooze: null },
  ...{ handover: null, reader: null, labels: [], reopened: null, block: null },
  ...{ openedAtMs: 1, waitingSinceMs: null, late: onTime, lastActivityAtMs: 1 },
  ...{ seq: { public: 1, internal: 0 }, citizenSeq: 1 },
};
const standing = { untilMs: 50, by: anna, reason: "threats" } as const;
const blocked = { ...conversation, block: standing };
const waiting = { ...conversation, handling: { state: "waiting" } } as const;
const closed = {
  ...conversation,
  handling: {
    state: "closed",
    closedAtMs: 2,
    outcome: "spam",
    had: anna,
    registered: { retention: "6.1.3", card: null },
    verdict: null,
  },
} as const;
const as = (member: MemberId, role: AsksAbout["as"] = "colleague"): AsksAbout => ({ member, as: role });
const refused = (code: string) => ({ outcome: "refused", code });

describe("a block", () => {
  const wish = { reason: "insults", untilMs: 90 } as const;

  test("is made by who has the conversation in hand, and by a supervisor at any time; made again it is another", () => {
    const made = { untilMs: 90, by: anna, reason: "insults" };
    expect(block(conversation, as(anna), wish)).toMatchObject({
      outcome: "changed",
      conversation: { block: made },
      event: { kind: "blocked", reason: "insults", untilMs: 90 },
    });
    expect(block(blocked, as(anna), wish)).toMatchObject({ conversation: { block: made } });
    for (const state of [conversation, waiting, closed])
      expect(block(state, as(bram, "supervisor"), wish)).toMatchObject({
        conversation: { block: { by: bram }, handling: state.handling },
      });
  });

  test("is nobody else's to make, an administrator's neither", () => {
    expect(block(conversation, as(bram), wish)).toEqual(refused("already_taken"));
    expect(block(conversation, as(bram, "administrator"), wish)).toEqual(refused("already_taken"));
    for (const state of [waiting, closed]) expect(block(state, as(anna), wish)).toEqual(refused("forbidden"));
  });

  test("ends by itself at its moment", () => {
    expect([currentBlock(conversation, 9), currentBlock(blocked, 49), currentBlock(blocked, 50)]).toEqual([
      ...[null, standing, null],
    ]);
  });

  test("is lifted by who made it, who has the conversation, a supervisor or an administrator, and by nobody else", () => {
    const lifted = { outcome: "changed", conversation: { block: null }, event: { kind: "block_lifted" } };
    const givenAway = { ...blocked, handling: { ...conversation.handling, assignee: bram } };
    expect(liftBlock(givenAway as Conversation, as(anna), 9)).toMatchObject(lifted);
    expect(liftBlock(givenAway as Conversation, as(bram), 9)).toMatchObject(lifted);
    for (const role of ["supervisor", "administrator"] as const)
      expect(liftBlock(blocked, as(bram, role), 9)).toMatchObject(lifted);
    expect(liftBlock(blocked, as(bram), 9)).toEqual(refused("forbidden"));
  });

  test("that has ended is lifted without anything happening", () => {
    for (const state of [conversation, { ...blocked, block: { ...standing, untilMs: 9 } }])
      expect(liftBlock(state, as(bram), 9)).toEqual({ outcome: "unchanged" });
  });

  test("tells its citizen until when, and neither by whom nor why", () => {
    expect(summaryFor("desk", blocked).block).toEqual(standing);
    expect(summaryFor("citizen", blocked).block).toEqual({ untilMs: 50, by: null, reason: null });
  });
});
