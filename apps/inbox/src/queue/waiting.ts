import type { Texts } from "../texts/wording.js";

/** How long a citizen may wait for an answer: a warning from `nearMs`, too late from `pastMs`. */
export type Norm = { nearMs: number; pastMs: number };

export type Urgency = "within" | "near" | "past";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Where a wait of `waitMs` stands against the norm. */
export const urgencyOf = (waitMs: number, norm: Norm): Urgency => {
  if (waitMs >= norm.pastMs) return "past";
  return waitMs >= norm.nearMs ? "near" : "within";
};

/** A wait in whole minutes, hours with minutes, or whole days, rounded down. A clock that runs behind gives no negative wait. */
export const durationText = (waitMs: number, words: Texts["duration"]): string => {
  if (waitMs < minuteMs) return words.lessThanAMinute;
  if (waitMs < hourMs) return words.minutes(Math.floor(waitMs / minuteMs));
  if (waitMs < dayMs)
    return words.hours(Math.floor(waitMs / hourMs), Math.floor((waitMs % hourMs) / minuteMs));
  return words.days(Math.floor(waitMs / dayMs));
};
