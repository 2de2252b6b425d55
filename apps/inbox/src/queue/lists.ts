import type { DeskView, QueueItem } from "@eigenkanaal/client";
import type { DeskId } from "@eigenkanaal/protocol";

export const listNames = ["waiting", "mine", "desk", "snoozed", "closed"] as const;
export type ListName = (typeof listNames)[number];

type Lists = { queue: readonly QueueItem[]; closed: readonly QueueItem[] };

/**
 * The rows of one list in the order of the client (oldest wait first, finished newest first; of those put off what comes
 * back first); `desk` null shows every desk.
 */
export const rowsOf = (lists: Lists, list: ListName, desk: DeskId | null): QueueItem[] => {
  const rows = list === "closed" ? lists.closed : lists.queue.filter((item) => belongs(item, list));
  const ofDesk = rows.filter((item) => desk === null || item.desk === desk);
  return list === "snoozed" ? ofDesk.toSorted((one, other) => backAtMs(one) - backAtMs(other)) : ofDesk;
};

const backAtMs = ({ snooze }: QueueItem): number => snooze?.untilMs ?? Number.MAX_SAFE_INTEGER;

/** What is put off stands in its own list and in no other: one does not work from it. */
const belongs = (item: QueueItem, list: Exclude<ListName, "closed">): boolean => {
  if (list === "snoozed" || item.snooze !== null) return list === "snoozed" && item.snooze !== null;
  if (list === "waiting") return item.state === "waiting" && item.standing === "on_desk";
  return list === "mine" ? isMine(item) : true;
};

/**
 * In one's hands, or given to a colleague or a desk where nobody has accepted it; or answered late by the citizen of whom
 * one had it in hand: it waits for anybody, and who knows it should find it first (PROTOCOL.md W7).
 */
const isMine = ({ state, assignee, handover, reopened }: QueueItem): boolean =>
  assignee?.me === true ||
  (handover?.state === "offered" && handover.by.me) ||
  (state === "waiting" && reopened?.had?.me === true);

/** A member's own desks in the town's order, and how many open conversations each has. */
export const openPerDesk = (
  queue: readonly QueueItem[],
  desks: readonly DeskView[],
  own: readonly DeskId[],
) =>
  desks
    .filter(({ desk }) => own.includes(desk))
    .map((desk) => ({ desk, open: rowsOf({ queue, closed: [] }, "desk", desk.desk).length }));

/** The row to go to from `current`: one further or one back, staying at the ends; the first when `current` is not in the list. */
export const stepFrom = <Id extends string>(
  ids: readonly Id[],
  current: string | null,
  step: 1 | -1,
): Id | undefined => {
  const at = current === null ? -1 : (ids as readonly string[]).indexOf(current);
  return at === -1 ? ids[0] : ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
};
