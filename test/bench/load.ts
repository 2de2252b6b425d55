import { setTimeout as wait } from "node:timers/promises";
import type { Pair, Said } from "./pair.js";

/** Keeps `inFlight` messages under way for so long; the messages a second that were acknowledged and heard. */
export const saturate = async (
  pairs: readonly Pair[],
  { inFlight, seconds }: { inFlight: number; seconds: number },
): Promise<number> => {
  const idle = [...pairs];
  const startedMs = performance.now();
  const untilMs = startedMs + seconds * 1000;
  let said = 0;
  const speak = async () => {
    while (performance.now() < untilMs) {
      const pair = idle.shift();
      if (!pair) throw new Error("more in flight than conversations");
      await pair.say();
      idle.push(pair);
      said++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, speak));
  return (said * 1000) / (performance.now() - startedMs);
};

/**
 * Wants to say so many messages a second, whatever becomes of them; how long after the moment at which each was
 * due it was acknowledged and heard, in milliseconds. What finds every conversation busy waits, and its wait counts.
 */
export const pace = async (
  pairs: readonly Pair[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Said[]> => {
  const idle = [...pairs];
  const due: number[] = [];
  const waits: Said[] = [];
  const failures: unknown[] = [];
  const sayWhatIsDue = () => {
    for (let pair = idle[0]; pair && due.length > 0; pair = idle[0]) {
      idle.shift();
      void say(pair, due.shift() ?? 0);
    }
  };
  const say = async (pair: Pair, dueMs: number) => {
    try {
      const said = await pair.say();
      waits.push({ acknowledgedMs: said.acknowledgedMs - dueMs, heardMs: said.heardMs - dueMs });
      idle.push(pair);
      sayWhatIsDue();
    } catch (error) {
      failures.push(error);
    }
  };
  const startedMs = performance.now();
  const count = perSecond * seconds;
  for (let wanted = 0; waits.length + failures.length < count; await wait(1)) {
    for (; wanted < count && startedMs + (wanted * 1000) / perSecond <= performance.now(); wanted++)
      due.push(startedMs + (wanted * 1000) / perSecond);
    sayWhatIsDue();
    if (failures.length > 0) throw failures[0];
  }
  return waits;
};
