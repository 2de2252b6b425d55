import type { ConversationId, ConversationSummary, MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { createQueue } from "./queue.js";

const summary = (name: string): ConversationSummary => ({
  conversation: name as ConversationId,
  desk: "" as ConversationSummary["desk"],
  topic: null,
  language: null,
  state: "waiting",
  assignee: null,
  handover: null,
  reader: null,
  labels: [],
  snooze: null,
  reopened: null,
  block: null,
  openedAtMs: 0,
  waitingSinceMs: 1,
  late: null,
  overflow: null,
  closedAtMs: null,
  retention: null,
  verdict: null,
  lastActivityAtMs: 0,
  publicSeq: 1,
  internalSeq: 0,
  citizenSeq: 1,
});
const queued = (queue: ReturnType<typeof createQueue>) =>
  queue
    .view({ me: "" as MemberId, members: [], desks: [] })
    .queue.map(({ conversation }) => String(conversation))
    .toSorted();

it("keeps what a page or news named, and lets go of the rest once all pages were read", () => {
  const queue = createQueue();
  for (const name of ["gone", "stays"]) queue.put(summary(name));
  const reading = queue.readOpen();
  reading.page([summary("first"), summary("stays")]);
  queue.put(summary("new"));
  expect(queued(queue)).toEqual(["first", "gone", "new", "stays"]);
  reading.page([summary("second")]);
  reading.end();
  expect(queued(queue)).toEqual(["first", "new", "second", "stays"]);
});

it("tells of what came back to who had put it off, until they open it, and does not count it while it is away", () => {
  const me = "me" as MemberId;
  const queue = createQueue();
  const mine = { ...summary("one"), state: "in_hand" as const, assignee: me };
  const isBack = () => queue.view({ me, members: [], desks: [] }).queue.map(({ back }) => back);
  queue.put(mine);
  queue.put({ ...mine, snooze: { untilMs: null } });
  expect([queue.inHand(me), isBack()]).toEqual([0, [false]]);
  queue.put(mine);
  queue.put({ ...mine, citizenSeq: 2 });
  expect([queue.inHand(me), isBack()]).toEqual([1, [true]]);
  queue.opened(mine.conversation);
  expect(isBack()).toEqual([false]);
  queue.put({ ...mine, snooze: { untilMs: 9 } });
  queue.put({ ...mine, state: "waiting", assignee: null });
  expect(isBack()).toEqual([false]);
});
