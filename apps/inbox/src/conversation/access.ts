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
  | { may: "note"; inHandOf: string }
  | { may: "nothing" };

/** The rule of the product: who opens a waiting conversation takes it, and only who has it answers. */
export const accessOf = (
  state: ConversationState,
  assignee: QueueItem["assignee"],
  take: TakeState,
): Access => {
  if (state === "closed") return { may: "nothing" };
  if (assignee === null) return { may: take.state === "taking" ? "answer_once_taken" : "take" };
  return assignee.me ? { may: "answer" } : { may: "note", inHandOf: assignee.name };
};
