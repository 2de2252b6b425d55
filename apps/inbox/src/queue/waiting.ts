import type { Texts } from "../texts/wording.js";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A wait in whole minutes, hours with minutes, or whole days, rounded down. A clock that runs behind gives no negative wait. */
export const durationText = (waitMs: number, words: Texts["duration"]): string => {
  if (waitMs < minuteMs) return words.lessThanAMinute;
  if (waitMs < hourMs) return words.minutes(Math.floor(waitMs / minuteMs));
  if (waitMs < dayMs)
    return words.hours(Math.floor(waitMs / hourMs), Math.floor((waitMs % hourMs) / minuteMs));
  return words.days(Math.floor(waitMs / dayMs));
};
