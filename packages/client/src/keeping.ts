import type { ConversationSummary } from "@eigenkanaal/protocol";
import type { ConversationView } from "./conversationViews.js";

/** How a conversation is kept, as its summary tells. */
export const registeredAs = (summary: ConversationSummary | undefined): ConversationView["keeping"] =>
  summary && summary.closedAtMs !== null && summary.retention !== null
    ? { closedAtMs: summary.closedAtMs, retention: summary.retention }
    : null;
