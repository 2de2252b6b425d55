import type { Hours } from "@eigenkanaal/protocol";
import { openMinutesBetween } from "./businessHours.js";

/** A first answer: when the citizen had asked, and when it was given (unix ms). */
export type AnsweredWait = { askedMs: number; atMs: number };

const minuteMs = 60_000;

/** What lies further back, in minutes that the desk was open, tells nothing about now. */
const recentOpenMinutes = 240;
/** Fewer tell nothing either. */
const leastMeasured = 20;

/**
 * How long a first answer usually takes now, in ms that the desk is open: the median of those given in the last four hours
 * that it was; undefined where they were fewer than twenty. Nobody waits longer now because others wrote before a
 * weekend. A figure of what was, and no promise.
 */
export const typicalWait = (
  answers: readonly AnsweredWait[],
  { hours, nowMs }: { hours: Hours; nowMs: number },
): number | undefined => {
  const waitsMs = answers
    .filter(({ atMs }) => openMinutesBetween(hours, atMs, nowMs) <= recentOpenMinutes)
    .map(({ askedMs, atMs }) => openMinutesBetween(hours, askedMs, atMs) * minuteMs)
    .toSorted((a, b) => a - b);
  if (waitsMs.length < leastMeasured) return undefined;
  const middle = (waitsMs.length - 1) / 2;
  return ((waitsMs[Math.floor(middle)] ?? 0) + (waitsMs[Math.ceil(middle)] ?? 0)) / 2;
};
