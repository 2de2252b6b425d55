import type { ErrorCode, Reply } from "@eigenkanaal/protocol";
import { requestBackoff } from "./backoff.js";
import { isPassing } from "./connection.js";

/** How reading in the background asks: one call after the other, well below what the gateway grants one person [L1]. */
export type Pace = {
  /** Asks until there is an answer that time does not mend; undefined once that is not wanted any more. */
  ask<T>(asking: () => Promise<Reply<T>>, wish: Wish): Promise<Reply<T> | undefined>;
  /** Ends the waits of this moment: the line is back, or nobody waits any more. */
  wake(): void;
  /** The first calls go quickly again. */
  reset(): void;
};

export type Wish = {
  isWanted: () => boolean;
  /** After which refusals it is asked again: all that are passing, unless given. */
  waitsFor?: (code: ErrorCode) => boolean;
  /** Its abort ends the wait; `isWanted` says the rest. */
  signal?: AbortSignal | undefined;
};

/** The first calls go quickly, so that a small town waits for nothing. */
const quickCalls = 200;
const quickPaceMs = 10;
const paceMs = 250;

export const createPace = (): Pace => {
  let calls = 0;
  const wakes = new Set<() => void>();
  const wait = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wakes.delete(done);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      wakes.add(done);
      signal?.addEventListener("abort", done);
      if (signal?.aborted) done();
    });
  /** However many ask at once, the gateway hears them at this pace. */
  let turns: Promise<void> = Promise.resolve();
  const turn = (signal?: AbortSignal) => {
    turns = turns.then(() =>
      signal?.aborted ? undefined : wait(calls++ < quickCalls ? quickPaceMs : paceMs, signal),
    );
    return turns;
  };

  return {
    ask: async (asking, { isWanted, waitsFor = isPassing, signal }) => {
      const waits = requestBackoff();
      for (;;) {
        await turn(signal);
        if (!isWanted()) return undefined;
        const reply = await asking();
        if (!isWanted()) return undefined;
        if (reply.ok || !waitsFor(reply.code)) return reply;
        await wait(waits.nextMs(reply.retryAfterMs ?? 0), signal);
      }
    },
    wake: () => {
      for (const done of [...wakes]) done();
    },
    reset: () => {
      calls = 0;
    },
  };
};
