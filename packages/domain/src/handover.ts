import type { MemberId } from "@eigenkanaal/protocol";
import type { Change, Conversation } from "./conversation.js";

/** So often is a conversation given back; once more, and it goes to whoever is free instead (PROTOCOL.md X3). */
export const maxReturns = 3;

/**
 * A colleague hands the conversation to another of the same desk, who has it from then on; `offered` until they accept.
 * Giving it to whom one has it from gives it back, and counts; what went to and fro too often waits for anybody of the
 * desk. Only who has a conversation in hand may, or anybody while it waits (PROTOCOL.md X1, X3).
 */
export const give = (
  conversation: Conversation,
  { by, to }: { by: MemberId; to: MemberId },
  nowMs: number,
): Change => {
  const { handling, handover, desk } = conversation;
  if (handling.state === "closed") return { outcome: "refused", code: "conversation_closed" };
  if (handling.state === "in_hand" && handling.assignee !== by)
    return { outcome: "refused", code: "already_taken" };
  if (to === by) return { outcome: "refused", code: "malformed" };
  const isReturn = handling.state === "in_hand" && handover?.from === desk && handover.by === to;
  const returns = (handover?.returns ?? 0) + (isReturn ? 1 : 0);
  const isLoop = isReturn && returns > maxReturns;
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      handling: isLoop ? { state: "waiting" } : { state: "in_hand", assignee: to },
      handover: isLoop ? null : { by, from: desk, state: "offered", returns },
      lastActivityAtMs: nowMs,
    },
    event: { kind: isReturn ? "handed_back" : "transferred", toDesk: desk },
  };
};
