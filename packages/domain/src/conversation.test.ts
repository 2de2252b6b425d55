import type { ConversationId, DeskId, LabelId, MemberId, MessageId, TopicId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import {
  type Closer,
  type Conversation,
  close,
  type Handling,
  reopen,
  summaryFor,
  take,
} from "./conversation.js";
import { onTime } from "./lateness.js";
import { defaultRetention } from "./retention.js";

const anna = "00000000-0000-4000-8000-00000000000a" as MemberId;
const bram = "00000000-0000-4000-8000-00000000000b" as MemberId;

const topic = "00000000-0000-4000-8000-00000000000c" as TopicId;

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
const closed = conversation({
  ...{ state: "closed", closedAtMs: 7, outcome: "answered", had: anna },
  registered: { retention: "6.1.3", card: null },
  verdict: null,
});

const rules = { table: defaultRetention, topicClass: null };
const registration = { topic: null, class: null, card: null };
const byMember = (outcome: Closer["outcome"]): Closer => ({ by: "member", outcome, registration, rules });
const byCitizen = (outcome: Closer["outcome"]): Closer => ({ by: "citizen", outcome, rules });

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
    expect(close(open, byMember("spam"), 9)).toMatchObject({
      outcome: "changed",
      conversation: { handling: { state: "closed", closedAtMs: 9, outcome: "spam" }, waitingSinceMs: null },
      event: { kind: "closed", outcome: "spam", topic: open.topic },
    });
  expect(close(waiting, byCitizen("left"), 9)).toMatchObject({ outcome: "changed" });
  expect(close(waiting, byCitizen("spam"), 9)).toMatchObject({ code: "malformed" });
  expect(close(waiting, byMember("left"), 9)).toMatchObject({ code: "malformed" });
});

test("a colleague registers what they close, nobody else does, and only a rule finds it abandoned", () => {
  const refused = { outcome: "refused", code: "malformed" };
  expect(close(inHand, { by: "member", outcome: "answered", rules }, 9)).toEqual(refused);
  expect(close(inHand, { ...byCitizen("left"), registration }, 9)).toEqual(refused);
  expect(close(inHand, byMember("abandoned"), 9)).toEqual(refused);
  expect(close(inHand, { by: "gateway", outcome: "abandoned", rules }, 9)).toMatchObject({
    conversation: { handling: { registered: { retention: "6.3", card: null } } },
  });
});

test("the class follows from the topic, or is named where the gateway is told no topic, never both", () => {
  const card = "00000000-0000-4000-8000-0000000000cc" as MessageId;
  const closedWith = (closer: Partial<Closer>) => close(inHand, { ...byMember("answered"), ...closer }, 9);
  expect(
    closedWith({ rules: { ...rules, topicClass: "6.1" }, registration: { topic, class: null, card } }),
  ).toMatchObject({
    conversation: { topic, handling: { registered: { retention: "6.1", card } } },
    event: { kind: "closed", topic },
  });
  expect(closedWith({ registration: { topic: null, class: "13.1", card } })).toMatchObject({
    conversation: { topic: null, handling: { registered: { retention: "13.1" } } },
    event: { kind: "closed", topic: null },
  });
  // What nobody registers is closed about what it was begun about.
  for (const closer of [
    { by: "citizen", outcome: "left", rules },
    { by: "gateway", outcome: "abandoned", rules },
  ] as const)
    expect(close({ ...inHand, topic }, closer, 9)).toMatchObject({ event: { kind: "closed", topic } });
  expect(closedWith({ registration: { topic, class: "13.1", card } })).toMatchObject({ code: "malformed" });
});

test("closing what is closed changes nothing", () => {
  expect(close(closed, byMember("spam"), 9)).toEqual({ outcome: "unchanged" });
});

test("a citizen's summary knows nothing of the internal channel, a desk's does", () => {
  expect(summaryFor("citizen", inHand)).toMatchObject({ publicSeq: 4, internalSeq: 0, assignee: anna });
  expect(summaryFor("desk", inHand)).toMatchObject({ publicSeq: 4, internalSeq: 5, closedAtMs: null });
  expect(summaryFor("desk", closed)).toMatchObject({ state: "closed", closedAtMs: 7, assignee: null });
});

test("what is closed remembers who had it, and a colleague goes on with it; of what is open that is taking it", () => {
  expect(close(inHand, byMember("answered"), 9)).toMatchObject({
    conversation: { handling: { had: anna }, reopened: null },
  });
  expect(close(waiting, byCitizen("left"), 9)).toMatchObject({
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
