import type { ConversationId, DeskId, LabelId, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Change, type Conversation, close, take } from "./conversation.js";
import { give, maxReturns, type Transfer, transfer } from "./handover.js";
import { onTime } from "./lateness.js";
import { defaultRetention } from "./retention.js";

const rules = { table: defaultRetention, topicClass: null };
const leaving = { by: "citizen", outcome: "left", rules } as const;
const asSpam = {
  by: "member",
  outcome: "spam",
  registration: { topic: null, class: null, card: null },
  rules,
} as const;

const [anna, bram, chris] = ["a", "b", "c"].map(
  (letter) => `00000000-0000-4000-8000-00000000000${letter}` as MemberId,
) as [MemberId, MemberId, MemberId];
const desk = "00000000-0000-4000-8000-000000000002" as DeskId;

const inHand: Conversation = {
  conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
  ...{ desk, topic: null, language: null },
  handling: { state: "in_hand", assignee: anna, snooze: null },
  handover: null,
  reader: null,
  labels: [],
  reopened: null,
  block: null,
  ...{
    openedAtMs: 1,
    waitingSinceMs: 2,
    late: onTime,
    lastActivityAtMs: 3,
    seq: { public: 4, internal: 5 },
    citizenSeq: 4,
  },
};
const changed = (change: Change): Conversation => {
  if (change.outcome !== "changed") throw new Error(change.outcome);
  return change.conversation;
};

test("who has it gives it, and the citizen waits no shorter for it", () => {
  const given = give(inHand, { by: anna, to: bram }, 9);
  expect(given).toMatchObject({
    conversation: {
      handling: { state: "in_hand", assignee: bram },
      handover: { by: anna, from: desk, state: "offered", returns: 0 },
      waitingSinceMs: 2,
      lastActivityAtMs: 9,
    },
    event: { kind: "transferred", toDesk: desk },
  });
  expect(give(inHand, { by: bram, to: chris }, 9)).toMatchObject({ code: "already_taken" });
  expect(give(inHand, { by: anna, to: anna }, 9)).toMatchObject({ code: "malformed" });
  const closed = changed(close(inHand, asSpam, 9));
  expect(give(closed, { by: anna, to: bram }, 9)).toMatchObject({ code: "conversation_closed" });
});

test("until it is accepted, who gave it can take it back", () => {
  const offered = changed(give(inHand, { by: anna, to: bram }, 9));
  expect(changed(take(offered, bram, 10)).handover).toMatchObject({ by: anna, state: "accepted" });
  expect(changed(take(offered, anna, 10))).toMatchObject({ handling: { assignee: anna }, handover: null });
  expect(take(offered, chris, 10)).toMatchObject({ code: "already_taken" });
  expect(take(changed(take(offered, bram, 10)), anna, 11)).toMatchObject({ code: "already_taken" });
  expect(changed(close(offered, asSpam, 10)).handover).toBeNull();
});

test("to and fro is counted, and ends with whoever is free", () => {
  let now = changed(give(inHand, { by: anna, to: bram }, 9));
  for (let back = 1; back <= maxReturns; back++) {
    const [by, to] = back % 2 === 1 ? [bram, anna] : [anna, bram];
    const change = give(now, { by, to }, 10);
    expect(change).toMatchObject({ event: { kind: "handed_back" } });
    now = changed(change);
    expect(now.handover?.returns).toBe(back);
  }
  expect(changed(give(now, { by: anna, to: chris }, 11)).handover).toMatchObject({ returns: maxReturns });
  const last = changed(give(now, { by: anna, to: bram }, 11));
  expect(last).toMatchObject({ handling: { state: "waiting" }, handover: null, waitingSinceMs: 2 });
});

const taxes = "00000000-0000-4000-8000-000000000003" as DeskId;
const to = (desk: DeskId, over: Partial<Transfer> = {}): Transfer => ({
  by: anna,
  to: { desk, kind: "special" },
  ...{ reading: "not", giver: "away" },
  ...over,
});

test("at another desk it waits, the citizen no shorter, and who hands it over reads along if they wish", () => {
  const change = transfer(inHand, to(taxes), 9);
  expect(change).toMatchObject({
    conversation: {
      ...{ desk: taxes, handling: { state: "waiting" }, waitingSinceMs: 2, reader: null },
      handover: { by: anna, from: desk, state: "offered", returns: 0 },
    },
    event: { kind: "transferred", toDesk: taxes },
  });
  const warm = changed(transfer(inHand, to(taxes, { reading: "along" }), 9));
  expect(warm.reader).toBe(anna);
  expect(changed(take(warm, chris, 10))).toMatchObject({ reader: null, handover: { state: "accepted" } });
  expect(changed(close(warm, leaving, 10))).toMatchObject({ reader: null });
  expect(changed(give(warm, { by: bram, to: chris }, 10)).reader).toBeNull();
  // What waits at another desk is not its giver's to take back.
  expect(
    take(changed(transfer(changed(take(warm, chris, 10)), to(desk, { by: chris }), 11)), chris, 12),
  ).toMatchObject({
    outcome: "changed",
  });
});

test("another's, a closed one and the desk's own are refused", () => {
  expect(transfer(inHand, to(taxes, { by: bram }), 9)).toMatchObject({ code: "already_taken" });
  expect(transfer(inHand, to(desk), 9)).toMatchObject({ code: "malformed" });
  const closed = changed(close(inHand, asSpam, 9));
  expect(transfer(closed, to(taxes), 9)).toMatchObject({ code: "conversation_closed" });
});

test("it goes back to its giver while they are there, and a fourth time to the general desk only", () => {
  let now = changed(transfer(inHand, to(taxes), 9));
  const back = (over: Partial<Transfer>) => {
    const target = now.desk === taxes ? desk : taxes;
    const by = now.handling.state === "in_hand" ? now.handling.assignee : bram;
    return transfer(now, to(target, { by, ...over }), 10);
  };
  expect(back({ giver: "on_duty" })).toMatchObject({
    conversation: { handling: { state: "in_hand", assignee: anna }, handover: { returns: 1 } },
    event: { kind: "handed_back" },
  });
  for (let times = 1; times <= maxReturns; times++) now = changed(back({}));
  expect(now.handover?.returns).toBe(maxReturns);
  expect(back({})).toMatchObject({ code: "returned_too_often" });
  const general = { desk: now.desk === taxes ? desk : taxes, kind: "general" as const };
  expect(back({ to: general })).toMatchObject({ outcome: "changed" });
  const elsewhere = "00000000-0000-4000-8000-000000000004" as DeskId;
  expect(transfer(now, to(elsewhere, { by: bram }), 11)).toMatchObject({
    conversation: { handover: { returns: maxReturns } },
    event: { kind: "transferred" },
  });
});

test("putting it off ends where somebody else has it, and another desk gets it without labels", () => {
  const label = "00000000-0000-4000-8000-00000000001a" as LabelId;
  const busy: Conversation = {
    ...{ ...inHand, labels: [label] },
    handling: { state: "in_hand", assignee: anna, snooze: { untilMs: null } },
  };
  expect(changed(give(busy, { by: anna, to: bram }, 9))).toMatchObject({
    handling: { assignee: bram, snooze: null },
    labels: [label],
  });
  const to = { desk: "00000000-0000-4000-8000-000000000003" as DeskId, kind: "special" } as const;
  const moved = transfer(busy, { by: anna, to, reading: "not", giver: "away" }, 9);
  expect(changed(moved)).toMatchObject({ handling: { state: "waiting" }, labels: [] });
});
