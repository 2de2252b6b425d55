import type { LabelId } from "@eigenkanaal/protocol";
import { maxLabelsOn } from "@eigenkanaal/protocol";

/** Whether a label is on all of the conversations, on some, or on none. */
export type Mark = "all" | "some" | "none";
export type Marks = ReadonlyMap<LabelId, Mark>;

/** How labels stand on conversations together. */
export const marksOf = (conversations: readonly { labels: readonly LabelId[] }[]): Marks => {
  const times = new Map<LabelId, number>();
  for (const one of conversations.flatMap(({ labels }) => labels)) times.set(one, (times.get(one) ?? 0) + 1);
  return new Map(
    [...times].map(([label, n]) => [
      label,
      n === conversations.length ? ("all" as const) : ("some" as const),
    ]),
  );
};

/** One conversation's labels once those marked for all are on it and those for none are not. */
export const withMarks = (labels: readonly LabelId[], marks: Marks): LabelId[] => {
  const added = [...marks].flatMap(([label, mark]) => (mark === "all" ? [label] : []));
  return [...new Set([...labels, ...added])].filter((label) => marks.get(label) !== "none");
};

/** Whether one of the conversations would have more than it can. */
export const isTooMany = (conversations: readonly { labels: readonly LabelId[] }[], marks: Marks): boolean =>
  conversations.some(({ labels }) => withMarks(labels, marks).length > maxLabelsOn);
