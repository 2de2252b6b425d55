import type { Delay, Rate } from "@eigenkanaal/protocol";

const minuteMs = 60_000;
const intervalMs = ({ perMinute }: Rate) => minuteMs / perMinute;

/**
 * What is known of one who asks: until when all that was taken is paid off (unix ms), at one for each interval of the
 * rate. Undefined, or in the past: nothing is owed.
 */
export type PaidOffAtMs = number | undefined;

export type RateDecision =
  | { outcome: "taken"; paidOffAtMs: number }
  | { outcome: "over"; retryAfterMs: number };

/** What is owed, in milliseconds of the rate. */
const owedMs = (paidOffAtMs: PaidOffAtMs, nowMs: number) => Math.max((paidOffAtMs ?? nowMs) - nowMs, 0);

/** The generic cell rate algorithm (ITU-T I.371, annex A): `burst` at once, and then one for each interval. */
export const takeFrom = (rate: Rate, paidOffAtMs: PaidOffAtMs, nowMs: number): RateDecision => {
  const owed = owedMs(paidOffAtMs, nowMs);
  const overMs = owed - (rate.burst - 1) * intervalMs(rate);
  // An interval need not be a whole number of milliseconds; a rounding error is no excess.
  return overMs > 1e-6
    ? { outcome: "over", retryAfterMs: Math.ceil(overMs) }
    : { outcome: "taken", paidOffAtMs: nowMs + owed + intervalMs(rate) };
};

/** Work in leading zero bits: what is asked first, and what is asked at most. */
export type WorkRange = { bits: number; maxBits: number };

/**
 * What one who is over the rate can do instead of waiting: work, one bit more (twice as much) for each doubling of
 * what is owed. It never grows above `maxBits`: a person must always get through.
 */
export const workFor = (
  rate: Rate,
  paidOffAtMs: PaidOffAtMs,
  { nowMs, range }: { nowMs: number; range: WorkRange },
) => {
  const bursts = owedMs(paidOffAtMs, nowMs) / (rate.burst * intervalMs(rate));
  return Math.min(range.bits + Math.floor(Math.log2(Math.max(bursts, 1))), range.maxBits);
};

/** One more is taken over the rate, against work. What is owed has an end, so that what was busy becomes quiet again. */
export const takeOver = (
  rate: Rate,
  paidOffAtMs: PaidOffAtMs,
  { nowMs, range }: { nowMs: number; range: WorkRange },
): number => {
  const mostMs = rate.burst * intervalMs(rate) * 2 ** (range.maxBits - range.bits + 1);
  return nowMs + Math.min(owedMs(paidOffAtMs, nowMs) + intervalMs(rate), mostMs);
};

/** Attempts that failed, one after another, and when the last did (unix ms). */
export type Failures = { count: number; lastAtMs: number };

/** How long the next attempt must wait, in milliseconds: nothing for the first few, then doubling up to a bound. */
export const delayMs = (delay: Delay, failures: Failures | undefined, nowMs: number): number => {
  if (!failures || failures.count < delay.free) return 0;
  const wholeMs = Math.min(delay.firstMs * 2 ** (failures.count - delay.free), delay.maxMs);
  return Math.max(failures.lastAtMs + wholeMs - nowMs, 0);
};
