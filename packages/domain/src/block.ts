import type { Block, BlockReason, MemberId } from "@eigenkanaal/protocol";
import type { Change, Conversation } from "./conversation.js";

/** Who asks, and as what: a colleague or a supervisor of its desk, or who administers the town's settings. */
export type AsksAbout = { member: MemberId; as: "colleague" | "supervisor" | "administrator" };

/** The block that holds at this moment; null where there is none, or its end has passed (PROTOCOL.md B1). */
export const currentBlock = ({ block }: Pick<Conversation, "block">, nowMs: number): Block | null =>
  block !== null && block.untilMs > nowMs ? block : null;

const isInHandOf = ({ handling }: Conversation, member: MemberId): boolean =>
  handling.state === "in_hand" && handling.assignee === member;

/**
 * Refuses what a conversation's citizen writes, until a moment (unix ms). Who has it in hand may, because they read what
 * was written, and a supervisor of its desk. Another colleague hears `already_taken` of one that somebody has, and takes
 * first one that nobody has: `forbidden`. Blocked again it is blocked anew (PROTOCOL.md B3).
 */
export const block = (
  conversation: Conversation,
  { member, as }: AsksAbout,
  { reason, untilMs }: { reason: BlockReason; untilMs: number },
): Change => {
  if (!isInHandOf(conversation, member) && as !== "supervisor") {
    const isAnothers = conversation.handling.state === "in_hand";
    return { outcome: "refused", code: isAnothers ? "already_taken" : "forbidden" };
  }
  return {
    outcome: "changed",
    conversation: { ...conversation, block: { untilMs, by: member, reason } },
    event: { kind: "blocked", reason, untilMs },
  };
};

/**
 * Ends a block before its date: who made it, who has the conversation in hand, a supervisor of its desk and who administers
 * the town's settings may. Lifting what is not blocked any more is no error and changes nothing (PROTOCOL.md B5).
 */
export const liftBlock = (conversation: Conversation, { member, as }: AsksAbout, nowMs: number): Change => {
  const current = currentBlock(conversation, nowMs);
  if (current === null) return { outcome: "unchanged" };
  if (as === "colleague" && current.by !== member && !isInHandOf(conversation, member))
    return { outcome: "refused", code: "forbidden" };
  return {
    outcome: "changed",
    conversation: { ...conversation, block: null },
    event: { kind: "block_lifted" },
  };
};
