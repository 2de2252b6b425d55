import type { Texts } from "../texts/nl.js";

const minuteMs = 60_000;

/** A place in the queue in words, and what an answer usually takes: rounded up, coarser the longer it is. */
export const queueWords = (
  { ahead, typicalWaitMs }: { ahead: number; typicalWaitMs: number | null },
  texts: Texts["queue"],
): string => {
  const place = ahead === 0 ? texts.first : texts.ahead(ahead);
  if (typicalWaitMs === null) return place;
  const minutes = Math.max(1, Math.ceil(typicalWaitMs / minuteMs));
  const coarse = minutes <= 5 ? minutes : Math.ceil(minutes / 5) * 5;
  const usually = coarse < 60 ? texts.minutes(coarse) : texts.hours(Math.ceil(coarse / 60));
  return `${place} ${usually}`;
};
