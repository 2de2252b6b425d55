import type { Texts } from "../texts/nl.js";

const minuteMs = 60_000;

/**
 * A place in the queue in words, and what an answer usually takes: rounded up, coarser the longer it is. It counts opening
 * hours, and says so where the desk closes before that.
 */
export const queueWords = (
  { ahead, typicalWaitMs }: { ahead: number; typicalWaitMs: number | null },
  { texts, nowMs, closesAtMs }: { texts: Texts["queue"]; nowMs: number; closesAtMs: number | null },
): string => {
  const place = ahead === 0 ? texts.first : texts.ahead(ahead);
  if (typicalWaitMs === null) return place;
  const minutes = Math.max(1, Math.ceil(typicalWaitMs / minuteMs));
  const coarse = minutes <= 5 ? minutes : Math.ceil(minutes / 5) * 5;
  const usually = coarse < 60 ? texts.minutes(coarse) : texts.hours(Math.ceil(coarse / 60));
  const closesBefore = closesAtMs !== null && nowMs + coarse * minuteMs > closesAtMs;
  return [place, usually, ...(closesBefore ? [texts.openOnly] : [])].join(" ");
};
