import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Conversation, close, type Handling, summaryFor, take } from "./conversation.js";
import { onTime } from "./lateness.js";

const anna = "00000000-0000-4000-8000-00000000000a" as MemberId;
const bram = "00000000-0000-4000-8000-00000000000b" as MemberId;

const conversation = (handling: Handling): Conversation => ({
  conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
  desk: "00000000-0000-4000-8000-000000000002" as DeskId,
  topic: null,
  language: "nl",
  handling,
  handover: null,
  reader: null,
  openedAtMs: 1,
  waitingSinceMs: handling.state === "closed" ? null : 2,
  late: onTime,
  lastActivityAtMs: 3,
  seq: { public: 4, internal: 5 },
  citizenSeq: 4,
});
const waiting = conversation({ state: "waiting" });
const inHand = conversation({ state: "in_hand", assignee: anna });
const closed = conversation({ state: "closed", closedAtMs: 7, outcome: "answered" });

test("a waiting conversation is taken, one's own stays, another's and a closed one are refused", () => {
  expect(take(waiting, anna, 9)).toMatchObject({
    outcome: "changed",
    conversation: { handling: { state: "in_hand", assignee: anna }, waitingSinceMs: 2, lastActivityAtMs: 9 },
    event: { kind: "taken" },
  });
  expect(take(inHand, anna, 9)).toEqual({ outcome: "unchanged" });
  expect(take(inHand, bram, 9)).toEqual({ outcome: "refused", code: "already_taken" });
  expect(take(closed, anna, 9)).toEqual({ outcome: "refused", code: "conversation_closed" });
});

test("either side closes with its own outcomes, and nobody waits any longer", () => {
  for (const open of [waiting, inHand])
    expect(close(open, { by: "member", outcome: "spam" }, 9)).toMatchObject({
      outcome: "changed",
      conversation: { handling: { state: "closed", closedAtMs: 9, outcome: "spam" }, waitingSinceMs: null },
      event: { kind: "closed", outcome: "spam" },
    });
  expect(close(waiting, { by: "citizen", outcome: "left" }, 9)).toMatchObject({ outcome: "changed" });
  expect(close(waiting, { by: "citizen", outcome: "spam" }, 9)).toMatchObject({ code: "malformed" });
  expect(close(waiting, { by: "member", outcome: "left" }, 9)).toMatchObject({ code: "malformed" });
});

test("closing what is closed changes nothing", () => {
  expect(close(closed, { by: "member", outcome: "spam" }, 9)).toEqual({ outcome: "unchanged" });
});

test("a citizen's summary knows nothing of the internal channel, a desk's does", () => {
  expect(summaryFor("citizen", inHand)).toMatchObject({ publicSeq: 4, internalSeq: 0, assignee: anna });
  expect(summaryFor("desk", inHand)).toMatchObject({ publicSeq: 4, internalSeq: 5, closedAtMs: null });
  expect(summaryFor("desk", closed)).toMatchObject({ state: "closed", closedAtMs: 7, assignee: null });
});
