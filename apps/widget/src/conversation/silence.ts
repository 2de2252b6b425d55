import type { ConversationView } from "@eigenkanaal/client";
import type { RetentionTable } from "@eigenkanaal/protocol";

const dayMs = 86_400_000;

/**
 * After how many days of silence a conversation was closed by a rule of the town; null where it was not. Who closes one says
 * so in it, right after: where nobody did, and nobody had written for so long, it was the rule.
 */
export const closedAfterDays = (
  { keeping, entries }: Pick<ConversationView, "keeping" | "entries">,
  { abandonedAfterDays }: Pick<RetentionTable, "abandonedAfterDays">,
): number | null => {
  if (keeping === null) return null;
  const { closedAtMs } = keeping;
  const isSaid = entries.some(({ kind, atMs }) => kind === "closed" && atMs >= closedAtMs);
  const newestMs = Math.max(0, ...entries.map(({ atMs }) => atMs).filter((atMs) => atMs < closedAtMs));
  const isSilent = closedAtMs - newestMs >= abandonedAfterDays * dayMs;
  return !isSaid && isSilent ? abandonedAfterDays : null;
};
