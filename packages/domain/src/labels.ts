import type { Label, LabelId } from "@eigenkanaal/protocol";
import type { Change, Conversation } from "./conversation.js";

/**
 * A conversation has these labels from then on, and no others; each a label of its desk, and one that has ended only
 * where it is on it already (PROTOCOL.md W2). The same ones again change nothing.
 */
export const label = (
  conversation: Conversation,
  { labels, known }: { labels: readonly LabelId[]; known: readonly Pick<Label, "label" | "state">[] },
): Change => {
  const { labels: before } = conversation;
  const after = [...new Set(labels)].toSorted();
  const may = (one: LabelId) =>
    before.includes(one) || known.some(({ label, state }) => label === one && state === "in_use");
  if (!after.every(may)) return { outcome: "refused", code: "not_found" };
  if (after.length === before.length && after.every((one) => before.includes(one)))
    return { outcome: "unchanged" };
  return {
    outcome: "changed",
    conversation: { ...conversation, labels: after },
    event: { kind: "labelled" },
  };
};
