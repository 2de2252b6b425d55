import type { QueueItem } from "@eigenkanaal/client";
import { ConversationId, DeskId, TopicId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { arrange } from "./arrange.js";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const row = (n: number, over: Partial<QueueItem>): QueueItem => ({
  conversation: ConversationId.parse(id(n)),
  desk: DeskId.parse(id(100)),
  topic: TopicId.parse(id(200 + n)),
  language: null,
  state: "waiting",
  assignee: null,
  handover: null,
  ...{ standing: "on_desk", labels: [], snooze: null, reopened: null, block: null, back: false },
  openedAtMs: 0,
  waitingSinceMs: n,
  late: null,
  overflow: null,
  closedAtMs: null,
  retention: null,
  lastActivityAtMs: 0,
  unread: false,
  given: false,
  ...over,
});
const names = new Map([
  [id(201), "Parkeren"],
  [id(202), "afval"],
  [id(203), "Élektra"],
]);
const around = {
  open: null,
  lateBeforeMs: 0,
  topicName: (topic: string | null) => names.get(topic ?? "") ?? "",
};
const rows = [
  row(1, { lastActivityAtMs: 20 }),
  row(2, { lastActivityAtMs: 30, unread: true }),
  row(3, { lastActivityAtMs: 10 }),
];
const numbers = (arranged: readonly QueueItem[]) => arranged.map(({ waitingSinceMs }) => waitingSinceMs);

it("keeps the order they came in, or sorts by activity, or by topic as people sort words", () => {
  expect(numbers(arrange(rows, { sort: "longest_wait", filters: [] }, around))).toEqual([1, 2, 3]);
  expect(numbers(arrange(rows, { sort: "newest_activity", filters: [] }, around))).toEqual([2, 1, 3]);
  expect(numbers(arrange(rows, { sort: "topic", filters: [] }, around))).toEqual([2, 3, 1]);
});

it("shows what the filters leave, and what is open as long as it is", () => {
  const unread = { sort: "longest_wait", filters: [{ by: "unread" }] } as const;
  expect(numbers(arrange(rows, unread, around))).toEqual([2]);
  expect(numbers(arrange(rows, unread, { ...around, open: id(3) }))).toEqual([2, 3]);
});
