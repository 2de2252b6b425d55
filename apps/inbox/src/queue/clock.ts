import { createContext, use, useSyncExternalStore } from "react";

/** One tick for all waiting times on the screen, so that a list of a hundred rows has one timer. */
export type Clock = {
  /** The moment of the last tick, in unix milliseconds of the database's clock. */
  nowMs: () => number;
  subscribe: (ticked: () => void) => () => void;
};

/** A clock that reads `readMs` every `everyMs` while somebody listens. */
export const tickingClock = (readMs: () => number, everyMs: number): Clock => {
  const listeners = new Set<() => void>();
  let nowMs = readMs();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    nowMs = readMs();
    for (const ticked of listeners) ticked();
  };
  return {
    nowMs: () => nowMs,
    subscribe: (ticked) => {
      listeners.add(ticked);
      timer ??= setInterval(tick, everyMs);
      return () => {
        listeners.delete(ticked);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
};

export const ClockContext = createContext<Clock>(tickingClock(() => 0, 1000));

/** What `read` makes of the time; draws again only when that changes, not at every tick. */
export const useClock = <T extends string | number>(read: (nowMs: number) => T): T => {
  const clock = use(ClockContext);
  return useSyncExternalStore(clock.subscribe, () => read(clock.nowMs()));
};
