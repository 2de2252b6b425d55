import type { ConversationSummary, Reply } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { Refused, SortingActions } from "./sortingViews.js";

/** Labels, putting off and going on with what was closed: metadata, for which nothing is opened or sealed (PROTOCOL.md W). */
export const createSorting = ({
  call,
  hear,
}: {
  call: Connection["call"];
  hear: (summary: ConversationSummary) => void;
}): SortingActions => {
  const change = async (asked: Promise<Reply<ConversationSummary>>): Promise<Refused> => {
    const reply = await asked;
    if (reply.ok) {
      hear(reply.value);
      return undefined;
    }
    const { code, retryAfterMs } = reply;
    return retryAfterMs === undefined ? { code } : { code, retryAfterMs };
  };
  return {
    label: (conversation, labels) =>
      change(call("conversation:label", { conversation, labels: [...labels] })),
    snooze: (conversation, untilMs) => change(call("conversation:snooze", { conversation, untilMs })),
    wake: (conversation) => change(call("conversation:wake", { conversation })),
    reopen: (conversation) => change(call("conversation:reopen", { conversation })),
  };
};
