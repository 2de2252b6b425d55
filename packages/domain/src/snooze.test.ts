import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import type { Conversation, Handling } from "./conversation.js";
import { onTime } from "./lateness.js";
import { isTakenFirst, maxSnoozeMs, snooze, wake } from "./snooze.js";

const anna = "00000000-0000-4000-8000-00000000000a" as MemberId;
const bram = "00000000-0000-4000-8000-00000000000b" as MemberId;
const desk = "00000000-0000-4000-8000-000000000002" as DeskId;

const conversation = (handling: Handling): Conversation => ({
  conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
  ...{
    desk,
    topic: null,
    language: null,
    handling,
    handover: null,
    reader: null,
    labels: [],
    reopened: null,
    block: null,
    late: onTime,
  },
  ...{ openedAtMs: 1, waitingSinceMs: 2, lastActivityAtMs: 3, citizenSeq: 4 },
  seq: { public: 4, internal: 5 },
});
const waiting = conversation({ state: "waiting" });
const inHand = conversation({ state: "in_hand", assignee: anna, snooze: null });
const away = conversation({ state: "in_hand", assignee: anna, snooze: { untilMs: 20 } });
const closed = conversation({
  state: "closed",
  closedAtMs: 7,
  outcome: "answered",
  had: anna,
  registered: { retention: "6.1.3", card: null },
  verdict: null,
});
const refused = (code: string) => ({ outcome: "refused", code });

test("who has it puts it off, and a citizen who waits waits no shorter for it", () => {
  for (const untilMs of [20, null])
    expect(snooze(inHand, { by: anna, untilMs }, 9)).toEqual({
      outcome: "changed",
      conversation: { ...inHand, handling: { state: "in_hand", assignee: anna, snooze: { untilMs } } },
      event: { kind: "snoozed" },
    });
  expect(snooze(away, { by: anna, untilMs: 20 }, 9)).toEqual({ outcome: "unchanged" });
  expect(snooze(away, { by: anna, untilMs: null }, 9)).toMatchObject({ outcome: "changed" });
});

test("not a colleague's, not what nobody has, not what is closed, not until a moment that is past or too far away", () => {
  expect(snooze(inHand, { by: bram, untilMs: null }, 9)).toEqual(refused("already_taken"));
  expect(snooze(waiting, { by: anna, untilMs: null }, 9)).toEqual(refused("already_taken"));
  expect(snooze(closed, { by: anna, untilMs: null }, 9)).toEqual(refused("conversation_closed"));
  for (const untilMs of [9, 10 + maxSnoozeMs])
    expect(snooze(inHand, { by: anna, untilMs }, 9)).toEqual(refused("malformed"));
  expect(snooze(inHand, { by: anna, untilMs: 9 + maxSnoozeMs }, 9)).toMatchObject({ outcome: "changed" });
});

test("what waits, or is offered, is taken first; what is one's own or another's is not", () => {
  const offered = { by: bram, from: desk, state: "offered", returns: 0 } as const;
  expect(isTakenFirst(waiting, anna)).toBe(true);
  expect(isTakenFirst({ ...inHand, handover: offered }, anna)).toBe(true);
  expect(isTakenFirst({ ...inHand, handover: offered }, bram)).toBe(false);
  expect([inHand, closed].map((one) => isTakenFirst(one, anna))).toEqual([false, false]);
});

test("who put it off goes on with it, once", () => {
  expect(wake(away, anna)).toEqual({ outcome: "changed", conversation: inHand, event: { kind: "woken" } });
  expect(wake(away, bram)).toEqual(refused("already_taken"));
  expect([inHand, waiting].map((one) => wake(one, anna))).toEqual([
    { outcome: "unchanged" },
    { outcome: "unchanged" },
  ]);
  expect(wake(closed, anna)).toEqual(refused("conversation_closed"));
});
