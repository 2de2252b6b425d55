import type { QueueItem } from "@eigenkanaal/client";
import { LabelId, TopicId } from "@eigenkanaal/protocol";

/** What alone is shown of a list. Within labels, topics and owners any of them will do; all else must hold together. */
export type Filter =
  | { by: "unread" }
  | { by: "late" }
  | { by: "owner"; owner: "mine" | "nobody" }
  | { by: "label"; label: LabelId }
  | { by: "topic"; topic: TopicId };

/** Names a filter; equal for two that ask the same. */
export const keyOf = (filter: Filter): string => {
  switch (filter.by) {
    case "owner":
      return `owner:${filter.owner}`;
    case "label":
      return `label:${filter.label}`;
    case "topic":
      return `topic:${filter.topic}`;
    default:
      return filter.by;
  }
};

export const has = (filters: readonly Filter[], filter: Filter): boolean =>
  filters.some((one) => keyOf(one) === keyOf(filter));

/** With the filter, or without it where it was there. */
export const toggled = (filters: readonly Filter[], filter: Filter): Filter[] =>
  has(filters, filter) ? filters.filter((one) => keyOf(one) !== keyOf(filter)) : [...filters, filter];

/** Those rows that the filters leave. */
export const filtered = (rows: readonly QueueItem[], filters: readonly Filter[]): readonly QueueItem[] => {
  if (filters.length === 0) return rows;
  const kinds = [...new Set(filters.map(({ by }) => by))].map((by) => filters.filter((one) => one.by === by));
  const fits = (row: QueueItem) => (filter: Filter) => {
    switch (filter.by) {
      case "unread":
        return row.unread;
      case "late":
        return row.late === "passed";
      case "owner":
        return filter.owner === "mine" ? row.assignee?.me === true : row.assignee === null;
      case "label":
        return row.labels.includes(filter.label);
      case "topic":
        return row.topic === filter.topic;
    }
  };
  return rows.filter((row) => kinds.every((ofKind) => ofKind.some(fits(row))));
};

/** What was kept of them; whatever is none any more is left out. */
export const filtersOf = (kept: string | null): Filter[] =>
  (kept ?? "").split(" ").flatMap((key): Filter[] => {
    const [by, value] = key.split(":");
    if (by === "unread" || by === "late") return [{ by }];
    if (by === "owner" && (value === "mine" || value === "nobody")) return [{ by, owner: value }];
    const label = by === "label" ? LabelId.safeParse(value) : undefined;
    if (by === "label" && label?.success) return [{ by, label: label.data }];
    const topic = by === "topic" ? TopicId.safeParse(value) : undefined;
    return by === "topic" && topic?.success ? [{ by, topic: topic.data }] : [];
  });
