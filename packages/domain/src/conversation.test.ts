import type { ConversationId, DeskId, LabelId, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Conversation, close, type Handling, reopen, summaryFor, take } from "./conversation.js";
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
  labels: [],
  reopened: null,
  block: null,
  openedAtMs: 1,
  waitingSinceMs: handling.state === "closed" ? null : 2,
  late: onTime,
  lastActivityAtMs: 3,
  seq: { public: 4, internal: 5 },
  citizenSeq: 4,
});
const waiting = conversation({ state: "waiting" });
const inHand = conversation({ state: "in_hand", assignee: anna, snooze: null });
const closed = conversation({ state: "closed", closedAtMs: 7, outcome: "answered", had: anna });

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

test("what is closed remembers who had it, and a colleague goes on with it; of what is open that is taking it", () => {
  expect(close(inHand, { by: "member", outcome: "answered" }, 9)).toMatchObject({
    conversation: { handling: { had: anna }, reopened: null },
  });
  expect(close(waiting, { by: "citizen", outcome: "left" }, 9)).toMatchObject({
    conversation: { handling: { had: null } },
  });
  expect(reopen(closed, bram, 9)).toMatchObject({
    outcome: "changed",
    conversation: {
      handling: { state: "in_hand", assignee: bram, snooze: null },
      reopened: { atMs: 9, had: anna },
      waitingSinceMs: null,
    },
    event: { kind: "reopened" },
  });
  expect(reopen(waiting, bram, 9)).toMatchObject({ event: { kind: "taken" } });
  expect(reopen(inHand, anna, 9)).toEqual({ outcome: "unchanged" });
  expect(reopen(inHand, bram, 9)).toEqual({ outcome: "refused", code: "already_taken" });
});

test("labels, putting off and opening again are a desk's own business", () => {
  const label = "00000000-0000-4000-8000-00000000001a" as LabelId;
  const busy: Conversation = {
    ...conversation({ state: "in_hand", assignee: anna, snooze: { untilMs: 20 } }),
    ...{ labels: [label], reopened: { atMs: 6, had: bram } },
  };
  const own = { labels: [label], snooze: { untilMs: 20 }, reopened: { atMs: 6, had: bram } };
  expect(summaryFor("desk", busy)).toMatchObject(own);
  expect(summaryFor("citizen", busy)).toMatchObject({ labels: [], snooze: null, reopened: null });
});
