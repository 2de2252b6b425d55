import { describe, expect, test } from "vitest";
import { delayMs, type PaidOffAtMs, takeFrom, takeOver, workFor } from "./rateLimit.js";

const rate = { burst: 3, perMinute: 60 };
const range = { bits: 10, maxBits: 14 };
const nowMs = 1_000_000;

/** What becomes of one request after another, at these times. */
const outcomes = (times: number[]) => {
  let paidOffAtMs: PaidOffAtMs;
  return times.map((atMs) => {
    const decision = takeFrom(rate, paidOffAtMs, atMs);
    if (decision.outcome === "taken") paidOffAtMs = decision.paidOffAtMs;
    return decision.outcome === "taken" ? "taken" : decision.retryAfterMs;
  });
};

describe("a rate", () => {
  test("takes its burst at once, and tells the next how long to wait", () => {
    expect(outcomes([nowMs, nowMs, nowMs, nowMs])).toEqual(["taken", "taken", "taken", 1000]);
  });

  test("takes one more after each interval, and a burst after a rest", () => {
    expect(outcomes([0, 0, 0, 999, 1000, 1000, 2000])).toEqual([
      "taken",
      "taken",
      "taken",
      1,
      "taken",
      1000,
      "taken",
    ]);
    expect(outcomes([0, 0, 0, 60_000, 60_000, 60_000, 60_000])).toEqual([
      ...["taken", "taken", "taken"],
      ...["taken", "taken", "taken", 1000],
    ]);
  });

  test("takes whoever waits as long as was told", () => {
    for (const one of [rate, { burst: 1, perMinute: 7 }, { burst: 50, perMinute: 999 }])
      for (const owedMs of [0, 1, 999, 60_000, 123_457]) {
        const first = takeFrom(one, nowMs + owedMs, nowMs);
        const laterMs = nowMs + (first.outcome === "over" ? first.retryAfterMs : 0);
        expect(takeFrom(one, nowMs + owedMs, laterMs).outcome).toBe("taken");
      }
  });
});

describe("work in the place of waiting", () => {
  test("begins at the first bits and grows by one with each doubling of what is owed, up to a bound", () => {
    const bits = (owedMs: number) => workFor(rate, nowMs + owedMs, { nowMs, range });
    expect([0, 3000, 5999, 6000, 12_000, 24_000, 48_000, 10 ** 9].map(bits)).toEqual([
      10, 10, 10, 11, 12, 13, 14, 14,
    ]);
  });

  test("what is owed grows with each that is taken, and has an end", () => {
    let paidOffAtMs = takeOver(rate, undefined, { nowMs, range });
    expect(paidOffAtMs).toBe(nowMs + 1000);
    for (let taken = 0; taken < 1000; taken++) paidOffAtMs = takeOver(rate, paidOffAtMs, { nowMs, range });
    expect(paidOffAtMs).toBe(nowMs + 3000 * 2 ** 5);
    expect(workFor(rate, paidOffAtMs, { nowMs, range })).toBe(14);
  });
});

describe("a delay after failures", () => {
  const delay = { free: 3, firstMs: 1000, maxMs: 10_000 };

  test("the first few are free, then it doubles, up to its bound", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 99].map((count) =>
      delayMs(delay, { count, lastAtMs: nowMs }, nowMs),
    );
    expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(delayMs(delay, undefined, nowMs)).toBe(0);
  });

  test("it passes with time", () => {
    expect(delayMs(delay, { count: 4, lastAtMs: nowMs }, nowMs + 1500)).toBe(500);
    expect(delayMs(delay, { count: 4, lastAtMs: nowMs }, nowMs + 2000)).toBe(0);
  });
});
