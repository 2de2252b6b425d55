import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationState } from "@eigenkanaal/protocol";

/** What a colleague may write in a conversation. Notes are for everyone who can read it, until it is closed. */
export type Access =
  | { may: "answer" }
  | { may: "take" }
  | { may: "note"; inHandOf: string }
  | { may: "nothing" };

/** The rule of the product: who opens a waiting conversation takes it, and only who has it answers. */
export const accessOf = (state: ConversationState, assignee: QueueItem["assignee"]): Access => {
  if (state === "closed") return { may: "nothing" };
  if (assignee === null) return { may: "take" };
  return assignee.me ? { may: "answer" } : { may: "note", inHandOf: assignee.name };
};
