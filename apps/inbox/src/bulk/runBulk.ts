import type { Refused } from "@eigenkanaal/client";
import { type ConversationId, type ErrorCode, errors } from "@eigenkanaal/protocol";

/** Why one did not succeed; `note_lost`: it was handed over, and what was written with it was not kept. */
export type Failure = { conversation: ConversationId; why: ErrorCode | "note_lost" };

export type Act = (conversation: ConversationId) => Promise<Refused | "note_lost">;

export type Progress = { done: number; failures: readonly Failure[] };

type Surroundings = {
  /** Resolves after so long, or at once when it is stopped. */
  wait: (ms: number) => Promise<void>;
  isStopped: () => boolean;
  progressed: (progress: Progress) => void;
};

/** So often is one asked again that the gateway asks to wait for. */
const maxTries = 8;
const usualWaitMs = 2_000;

/**
 * Does the act with one conversation after the other, so that each stands by itself: what is refused is told and the next
 * one goes on. A refusal that waiting mends is waited for.
 */
export const runBulk = async (
  conversations: readonly ConversationId[],
  act: Act,
  { wait, isStopped, progressed }: Surroundings,
): Promise<Progress> => {
  const failures: Failure[] = [];
  let done = 0;
  for (const conversation of conversations) {
    if (isStopped()) break;
    const why = await attempt(conversation, act, { wait, isStopped });
    if (why === "stopped") break;
    if (why) failures.push({ conversation, why });
    done++;
    progressed({ done, failures: [...failures] });
  }
  return { done, failures };
};

const attempt = async (
  conversation: ConversationId,
  act: Act,
  { wait, isStopped }: Pick<Surroundings, "wait" | "isStopped">,
): Promise<Failure["why"] | "stopped" | undefined> => {
  for (let tries = 1; ; tries++) {
    const refused = await act(conversation);
    if (refused === undefined || refused === "note_lost") return refused;
    if (!errors[refused.code].retryable || tries === maxTries) return refused.code;
    await wait(refused.retryAfterMs ?? usualWaitMs);
    if (isStopped()) return "stopped";
  }
};
