import type { ConversationId } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Act, type Failure, runBulk } from "./runBulk.js";

/** What is done with many at once. */
export type BulkKind = "label" | "move" | "snooze" | "finish";

export type Job = { kind: BulkKind; conversations: readonly ConversationId[]; act: Act };

export type BulkState =
  | { at: "idle" }
  /** Nothing has happened yet, and one can think again. Device time. */
  | { at: "held"; job: Job; untilMs: number }
  | { at: "running"; job: Job; done: number; failures: readonly Failure[] }
  | { at: "ended"; job: Job; done: number; failures: readonly Failure[] }
  | { at: "undone" };

/** As long as an answer waits (conversation/OpenConversation.tsx). */
const holdMs = 10_000;

/**
 * Does something with many conversations, one job at a time. What others see of it cannot be taken back honestly, so it waits
 * before it begins; what was confirmed with its number (`at_once`) does not.
 */
export const useBulk = () => {
  const [state, setState] = useState<BulkState>({ at: "idle" });
  const stop = useRef<() => void>(() => {});

  // Who locks the inbox or leaves it has not asked for more.
  useEffect(() => () => stop.current(), []);

  const run = useCallback(async (job: Job) => {
    let stopped = false;
    let wake = () => {};
    stop.current = () => {
      stopped = true;
      wake();
    };
    setState({ at: "running", job, done: 0, failures: [] });
    const progress = await runBulk(job.conversations, job.act, {
      isStopped: () => stopped,
      wait: (ms) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        }),
      progressed: (so) => setState({ at: "running", job, ...so }),
    });
    setState({ at: "ended", job, ...progress });
  }, []);

  const start = useCallback(
    (job: Job, when: "held" | "at_once") => {
      if (when === "at_once") return void run(job);
      const timer = setTimeout(() => void run(job), holdMs);
      stop.current = () => {
        clearTimeout(timer);
        setState({ at: "undone" });
      };
      setState({ at: "held", job, untilMs: Date.now() + holdMs });
    },
    [run],
  );
  const now = useCallback(() => {
    if (state.at !== "held") return;
    stop.current();
    void run(state.job);
  }, [state, run]);

  return {
    state,
    start,
    /** Does at once what is held. */
    now,
    /** Undoes what is held; stops what is running after the one that is under way. */
    stop: useCallback(() => stop.current(), []),
    dismiss: useCallback(() => setState({ at: "idle" }), []),
  };
};
export type Bulk = ReturnType<typeof useBulk>;
