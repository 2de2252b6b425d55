import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type AppendPlace, decideAppend, type Incoming } from "./append.js";
import type { Actor, Handling } from "./conversation.js";
import { onTime } from "./lateness.js";

const citizen: Actor = { kind: "citizen", vkB64: "citizen" };
const colleague: Actor = { kind: "member", member: "00000000-0000-4000-8000-00000000000a" as MemberId };
const cryptoId = "00000000-0000-4000-8000-000000000001";

const place: AppendPlace = {
  conversation: {
    conversation: cryptoId as ConversationId,
    desk: "00000000-0000-4000-8000-000000000002" as DeskId,
    topic: null,
    language: null,
    handling: { state: "waiting" },
    handover: null,
    reader: null,
    labels: [],
    reopened: null,
    block: null,
    openedAtMs: 1,
    waitingSinceMs: null,
    late: onTime,
    lastActivityAtMs: 1,
    seq: { public: 6, internal: 2 },
    citizenSeq: 5,
  },
  epoch: { newest: 3, cryptoId, keys: "newest" },
  chain: { senderSeq: 7, sender: citizen },
  earlier: undefined,
};
const message: Incoming = {
  channel: "public",
  sender: citizen,
  class: "message",
  cryptoId,
  epoch: 3,
  senderSeq: 8,
};
const closed = {
  state: "closed",
  closedAtMs: 2,
  outcome: "answered",
  had: null,
  registered: { retention: "6.1.3", card: null },
  verdict: null,
} as const;
const closedPlace: AppendPlace = {
  ...place,
  conversation: { ...place.conversation, handling: closed },
};
const replaced = { newest: 3, cryptoId, keys: "replaced" } as const;
const from = (sender: Actor, at: AppendPlace = place): AppendPlace => ({
  ...at,
  chain: { senderSeq: 7, sender },
});

test("a citizen's message gets the next seq and starts the waiting, once", () => {
  expect(decideAppend(message, place, 9)).toMatchObject({
    outcome: "accepted",
    seq: 7,
    conversation: { seq: { public: 7, internal: 2 }, citizenSeq: 7, waitingSinceMs: 9, lastActivityAtMs: 9 },
    events: [{ kind: "citizen_message" }],
  });
  const already = { ...place, conversation: { ...place.conversation, waitingSinceMs: 4 } };
  expect(decideAppend(message, already, 9)).toMatchObject({ conversation: { waitingSinceMs: 4 } });
});

test("a colleague's answer ends the waiting; in a closed conversation it is refused", () => {
  const waiting = { ...place.conversation, waitingSinceMs: 4 };
  const answer = { ...message, sender: colleague };
  expect(decideAppend(answer, from(colleague, { ...place, conversation: waiting }), 9)).toMatchObject({
    conversation: { waitingSinceMs: null, citizenSeq: 5 },
    events: [{ kind: "agent_answer" }],
  });
  expect(decideAppend(answer, from(colleague, closedPlace), 9)).toEqual({
    outcome: "refused",
    code: "conversation_closed",
  });
});

test("a citizen's message reopens a closed conversation, a service message of either side does not", () => {
  expect(decideAppend(message, closedPlace, 9)).toMatchObject({
    conversation: { handling: { state: "waiting" }, waitingSinceMs: 9 },
    events: [{ kind: "reopened" }, { kind: "citizen_message" }],
  });
  for (const sender of [citizen, colleague])
    expect(decideAppend({ ...message, sender, class: "service" }, from(sender, closedPlace), 9)).toEqual({
      outcome: "accepted",
      seq: 7,
      conversation: { ...closedPlace.conversation, seq: { public: 7, internal: 2 } },
      events: [],
    });
});

test("an internal message leaves nothing that a citizen could see", () => {
  const note = { ...message, sender: colleague, channel: "internal" as const };
  expect(decideAppend(note, from(colleague, closedPlace), 9)).toEqual({
    outcome: "accepted",
    seq: 3,
    conversation: { ...closedPlace.conversation, seq: { public: 6, internal: 3 } },
    events: [{ kind: "internal_note" }],
  });
});

test("a repeated id is the first row's whatever has changed since, for its sender only", () => {
  const earlier = { seq: 2, storedAtMs: 5, sender: citizen, bytes: "same" as const };
  const late = { ...message, epoch: 1, senderSeq: 0, cryptoId: "other" };
  expect(decideAppend(late, { ...closedPlace, earlier }, 9)).toEqual({ outcome: "duplicate", earlier });
  expect(decideAppend(message, { ...place, epoch: replaced, earlier }, 9)).toEqual({
    outcome: "duplicate",
    earlier,
  });
  expect(decideAppend({ ...late, sender: colleague }, { ...place, earlier }, 9)).toMatchObject({
    code: "id_in_use",
  });
});

test.each([
  ["out_of_order", { senderSeq: 9 }, {}],
  ["out_of_order", { senderSeq: 7 }, {}],
  ["out_of_order", {}, { chain: undefined }],
  ["out_of_order", {}, { epoch: undefined }],
  ["epoch_superseded", { epoch: 2 }, {}],
  ["epoch_superseded", { epoch: 4 }, {}],
  ["desk_superseded", {}, { epoch: replaced }],
  ["desk_superseded", { senderSeq: 9 }, { epoch: replaced }],
  ["desk_superseded", { class: "service" }, { epoch: replaced }],
  ["epoch_superseded", { epoch: 2 }, { epoch: replaced }],
  ["malformed", { cryptoId: "other" }, {}],
  ["malformed", { class: "ephemeral" }, {}],
  ["id_in_use", { sender: colleague }, {}],
] as const)("%s for %j at %j", (code, spoilt, otherwise) => {
  expect(decideAppend({ ...message, ...spoilt }, { ...place, ...otherwise }, 9)).toEqual({
    outcome: "refused",
    code,
  });
  expect(decideAppend(message, place, 9)).toMatchObject({ outcome: "accepted" });
});

test("a chain begins at 0", () => {
  expect(decideAppend({ ...message, senderSeq: 0 }, { ...place, chain: undefined }, 9)).toMatchObject({
    seq: 7,
  });
});

test("a citizen who writes opens what was closed, whoever had it, and brings back what was put off; a colleague does not", () => {
  const had = "00000000-0000-4000-8000-00000000000a" as MemberId;
  const at = (handling: Handling): AppendPlace => ({
    ...place,
    conversation: { ...place.conversation, handling },
  });
  expect(decideAppend(message, at({ ...closed, had }), 9)).toMatchObject({
    conversation: { handling: { state: "waiting" }, reopened: { atMs: 9, had } },
    events: [{ kind: "reopened" }, { kind: "citizen_message" }],
  });
  for (const snooze of [{ untilMs: 90 }, { untilMs: null }]) {
    const away = at({ state: "in_hand", assignee: had, snooze });
    expect(decideAppend(message, away, 9)).toMatchObject({
      conversation: { handling: { state: "in_hand", assignee: had, snooze: null }, waitingSinceMs: 9 },
      events: [{ kind: "woken" }, { kind: "citizen_message" }],
    });
    const stays = { conversation: { handling: { snooze } } };
    expect(decideAppend({ ...message, class: "service" }, away, 9)).toMatchObject({ ...stays, events: [] });
    expect(decideAppend({ ...message, sender: colleague }, from(colleague, away), 9)).toMatchObject({
      ...stays,
      events: [{ kind: "agent_answer" }],
    });
  }
});

test("a blocked citizen's message of any class is refused until the moment, before anything is asked of epochs; what was stored stays so", () => {
  const block = { untilMs: 9, by: null, reason: null };
  const blocked = { ...place, conversation: { ...place.conversation, block }, epoch: undefined };
  const refused = { outcome: "refused", code: "blocked", untilMs: 9 };
  expect(decideAppend(message, blocked, 8)).toEqual(refused);
  expect(decideAppend({ ...message, class: "service" }, blocked, 8)).toEqual(refused);
  const earlier = { seq: 3, storedAtMs: 2, sender: citizen, bytes: "same" } as const;
  expect(decideAppend(message, { ...blocked, earlier }, 8)).toMatchObject({ outcome: "duplicate" });
  const standing = { ...blocked, epoch: place.epoch };
  expect(decideAppend(message, standing, 9)).toMatchObject({ outcome: "accepted" });
  expect(decideAppend({ ...message, sender: colleague }, from(colleague, standing), 8)).toMatchObject({
    outcome: "accepted",
  });
});
