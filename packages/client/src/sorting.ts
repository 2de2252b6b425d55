import type { ConversationSummary, Reply } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { Refused, SortingActions } from "./sortingViews.js";

export const refusedOf = ({ code, retryAfterMs }: Extract<Reply<unknown>, { ok: false }>) =>
  retryAfterMs === undefined ? { code } : { code, retryAfterMs };

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
    return refusedOf(reply);
  };
  return {
    label: (conversation, labels) =>
      change(call("conversation:label", { conversation, labels: [...labels] })),
    snooze: (conversation, untilMs) => change(call("conversation:snooze", { conversation, untilMs })),
    wake: (conversation) => change(call("conversation:wake", { conversation })),
    reopen: (conversation) => change(call("conversation:reopen", { conversation })),
  };
};
