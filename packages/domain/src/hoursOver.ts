import type { Hours } from "@eigenkanaal/protocol";
import { openIntervals, openMsBetween } from "./businessHours.js";

/** Opening hours from a moment (unix ms) on, until the next of them. */
export type HoursFrom = { fromMs: number; hours: Hours };

const minuteMs = 60_000;

/** Each of the hours with the part of a period in which they hold (unix ms); parts of no length are left out. */
const partsOf = (hours: readonly HoursFrom[], fromMs: number, toMs: number) =>
  hours.flatMap((piece, index) => {
    const startMs = Math.max(fromMs, piece.fromMs);
    const endMs = Math.min(toMs, hours[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY);
    return startMs < endMs ? [{ hours: piece.hours, startMs, endMs }] : [];
  });

/**
 * By when so many minutes were open (unix ms), over all changes of the hours (oldest first); undefined when that is not
 * known: the last of them stay closed for sixty days before that.
 */
export const addOpenMinutesOver = (
  hours: readonly HoursFrom[],
  fromMs: number,
  minutes: number,
): number | undefined => {
  let restMs = minutes * minuteMs;
  for (const part of partsOf(hours, fromMs, Number.POSITIVE_INFINITY)) {
    if (restMs <= 0) return part.startMs;
    for (const open of openIntervals(part.hours, part.startMs, part.endMs)) {
      const openMs = Math.min(open.endMs, part.endMs) - open.startMs;
      if (openMs >= restMs) return open.startMs + restMs;
      restMs -= Math.max(0, openMs);
    }
  }
  return undefined;
};

/**
 * For how many milliseconds it was open from one moment to another (unix ms), over all changes of the hours (oldest first);
 * before the first of them it was closed. 0 when `toMs` is not after `fromMs`.
 */
export const openMsOver = (hours: readonly HoursFrom[], fromMs: number, toMs: number): number =>
  partsOf(hours, fromMs, toMs)
    .map((part) => openMsBetween(part.hours, part.startMs, part.endMs))
    .reduce((sum, openMs) => sum + openMs, 0);
