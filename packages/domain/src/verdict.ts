import type { VerdictAnswer } from "@eigenkanaal/protocol";
import { type Change, type Conversation, verdictUntilMs } from "./conversation.js";

/** Whether its citizen is asked now; so long they can remark on it too. */
export const isVerdictAsked = (
  conversation: Pick<Conversation, "handling" | "block">,
  nowMs: number,
): boolean => nowMs < (verdictUntilMs(conversation) ?? 0);

/**
 * The citizen says whether they were helped, or would rather not; said otherwise, the newest counts. The same again changes
 * nothing. `not_asked` where nobody asks, or its days have passed. Nothing else of the conversation changes: it is no message
 * (PROTOCOL.md Q1, Q2).
 */
export const giveVerdict = (conversation: Conversation, verdict: VerdictAnswer, nowMs: number): Change => {
  const { handling } = conversation;
  if (handling.state !== "closed" || !isVerdictAsked(conversation, nowMs))
    return { outcome: "refused", code: "not_asked" };
  if (handling.verdict === verdict) return { outcome: "unchanged" };
  return {
    outcome: "changed",
    conversation: { ...conversation, handling: { ...handling, verdict } },
    event: verdict === "skipped" ? { kind: "verdict_skipped" } : { kind: "verdict_given", verdict },
  };
};
