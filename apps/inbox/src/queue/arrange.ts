import type { QueueItem } from "@eigenkanaal/client";
import { type Filter, filtered } from "../filter/filters.js";

export const sorts = ["longest_wait", "newest_activity", "topic"] as const;
export type Sort = (typeof sorts)[number];

/** How somebody looks at a list; kept while they go from list to list. */
export type Arrangement = { sort: Sort; filters: readonly Filter[] };

/**
 * The rows as they are looked at. `longest_wait` is the order in which they came (packages/client): longest wait first,
 * finished newest first. The conversation that is open stays, whatever the filters: it must not vanish under one's eyes.
 */
export const arrange = (
  rows: readonly QueueItem[],
  { sort, filters }: Arrangement,
  { open, topicName }: { open: string | null; topicName: (topic: QueueItem["topic"]) => string },
): readonly QueueItem[] => {
  const left = new Set(filtered(rows, filters));
  const shown =
    filters.length === 0 ? rows : rows.filter((row) => left.has(row) || row.conversation === open);
  switch (sort) {
    case "longest_wait":
      return shown;
    case "newest_activity":
      return shown.toSorted((one, other) => other.lastActivityAtMs - one.lastActivityAtMs);
    case "topic": {
      const { compare } = new Intl.Collator();
      return shown.toSorted((one, other) => compare(topicName(one.topic), topicName(other.topic)));
    }
  }
};
