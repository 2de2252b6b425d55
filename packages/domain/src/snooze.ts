import type { MemberId } from "@eigenkanaal/protocol";
import type { Change, Conversation } from "./conversation.js";

/** So far ahead can a conversation be put off: what lies away for longer is forgotten. */
export const maxSnoozeMs = 366 * 86_400_000;

/**
 * Whether who puts a conversation off must take it first: what waits, and what is offered to them. Nothing lies away
 * without somebody whose it is (PROTOCOL.md W4).
 */
export const isTakenFirst = ({ handling, handover }: Conversation, by: MemberId): boolean =>
  handling.state === "waiting" ||
  (handling.state === "in_hand" && handling.assignee === by && handover?.state === "offered");

/**
 * Who has a conversation in hand puts it off, until a moment (unix ms) or until the citizen writes (null). It stays
 * theirs, and a citizen who waits goes on waiting: only the lists that one works from do without it (PROTOCOL.md W4).
 */
export const snooze = (
  conversation: Conversation,
  { by, untilMs }: { by: MemberId; untilMs: number | null },
  nowMs: number,
): Change => {
  const { handling } = conversation;
  if (handling.state === "closed") return { outcome: "refused", code: "conversation_closed" };
  if (handling.state === "waiting" || handling.assignee !== by)
    return { outcome: "refused", code: "already_taken" };
  if (untilMs !== null && (untilMs <= nowMs || untilMs > nowMs + maxSnoozeMs))
    return { outcome: "refused", code: "malformed" };
  if (handling.snooze !== null && handling.snooze.untilMs === untilMs) return { outcome: "unchanged" };
  return {
    outcome: "changed",
    conversation: { ...conversation, handling: { ...handling, snooze: { untilMs } } },
    event: { kind: "snoozed" },
  };
};

/** Who put it off goes on with it; going on with what is not put off is no error (PROTOCOL.md W5). */
export const wake = (conversation: Conversation, by: MemberId): Change => {
  const { handling } = conversation;
  if (handling.state === "closed") return { outcome: "refused", code: "conversation_closed" };
  if (handling.state === "waiting" || handling.snooze === null) return { outcome: "unchanged" };
  if (handling.assignee !== by) return { outcome: "refused", code: "already_taken" };
  return {
    outcome: "changed",
    conversation: { ...conversation, handling: { ...handling, snooze: null } },
    event: { kind: "woken" },
  };
};
