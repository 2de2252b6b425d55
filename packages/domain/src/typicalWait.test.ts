import { expect, it } from "vitest";
import { typicalWait } from "./typicalWait.js";

const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "09:00", closes: "17:00" })),
  exceptions: [],
};
const minuteMs = 60_000;
/** Monday the 23rd of November 2026, ten o'clock in the morning; the desk closed on Friday at five. */
const nowMs = Date.parse("2026-11-23T10:00:00+01:00");
const fridayMs = Date.parse("2026-11-20T14:30:00+01:00");
const answers = (count: number, over: { atMs?: number; waitMs?: number } = {}) =>
  Array.from({ length: count }, (_, n) => ({
    atMs: nowMs - n * minuteMs,
    waitMs: (n + 1) * minuteMs,
    ...over,
  }));

it("is the median, of an even count the mean of the middle two", () => {
  expect(typicalWait(answers(21), { hours, nowMs })).toBe(11 * minuteMs);
  expect(typicalWait(answers(20), { hours, nowMs })).toBe(10.5 * minuteMs);
});

it("says nothing of fewer than twenty", () => {
  expect(typicalWait(answers(19), { hours, nowMs })).toBeUndefined();
});

it("counts the last four hours that the desk was open, over a weekend too, and nothing older", () => {
  expect(typicalWait(answers(20, { atMs: fridayMs, waitMs: minuteMs }), { hours, nowMs })).toBe(minuteMs);
  const older = answers(20, { atMs: fridayMs - 91 * minuteMs, waitMs: minuteMs });
  expect(typicalWait(older, { hours, nowMs })).toBeUndefined();
});
