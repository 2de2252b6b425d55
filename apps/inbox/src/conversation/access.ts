import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationState, ErrorCode } from "@eigenkanaal/protocol";

/** How taking the conversation that is open stands; `none` also when it was given. */
export type TakeState = { state: "none" } | { state: "taking" } | { state: "refused"; code: ErrorCode };

/** What a colleague may write in a conversation. Notes are for everyone who can read it, until it is closed. */
export type Access =
  | { may: "answer" }
  | { may: "take" }
  /** Being taken: one writes already, and what is sent waits for it. */
  | { may: "answer_once_taken" }
  /** Handed over to us: it must be accepted first. */
  | { may: "accept" }
  | { may: "note"; inHandOf: string }
  /** Handed to another desk, until somebody there takes it. */
  | { may: "read" }
  | { may: "nothing" };

/**
 * The rule of the product: who opens a waiting conversation takes it, only who has it answers, and what was handed over
 * must be accepted first.
 */
export const accessOf = (
  state: ConversationState,
  { assignee, handover, standing }: Pick<QueueItem, "assignee" | "handover" | "standing">,
  take: TakeState,
): Access => {
  if (state === "closed") return { may: "nothing" };
  if (standing === "reads_along") return { may: "read" };
  if (assignee === null) return { may: take.state === "taking" ? "answer_once_taken" : "take" };
  if (!assignee.me) return { may: "note", inHandOf: assignee.name };
  return { may: handover?.state === "offered" ? "accept" : "answer" };
};
