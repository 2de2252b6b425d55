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
/** So many, the newest first, the first of them given at `atMs`; the n-th was waited for n minutes. */
const answers = (count: number, { atMs = nowMs, minutes }: { atMs?: number; minutes?: number } = {}) =>
  Array.from({ length: count }, (_, n) => {
    const givenMs = atMs - n * 1_000;
    return { atMs: givenMs, askedMs: givenMs - (minutes ?? n + 1) * minuteMs };
  });

it("is the median, of an even count the mean of the middle two", () => {
  expect(typicalWait(answers(21), { hours, nowMs })).toBe(11 * minuteMs);
  expect(typicalWait(answers(20), { hours, nowMs })).toBe(10.5 * minuteMs);
});

it("says nothing of fewer than twenty", () => {
  expect(typicalWait(answers(19), { hours, nowMs })).toBeUndefined();
});

it("counts the last four hours that the desk was open, over a weekend too, and nothing older", () => {
  expect(typicalWait(answers(20, { atMs: fridayMs, minutes: 1 }), { hours, nowMs })).toBe(minuteMs);
  const older = answers(20, { atMs: fridayMs - 91 * minuteMs, minutes: 1 });
  expect(typicalWait(older, { hours, nowMs })).toBeUndefined();
});

it("counts the time that the desk was open: who asked in the weekend waited from Monday's opening", () => {
  const weekend = answers(20).map(({ atMs }) => ({
    askedMs: Date.parse("2026-11-21T12:00:00+01:00"),
    atMs: atMs - 40 * minuteMs,
  }));
  // Given around 9:20 on Monday, each a second before the next.
  expect(typicalWait(weekend, { hours, nowMs })).toBe(20 * minuteMs - 9_500);
  const friday = weekend.map((one) => ({ ...one, askedMs: Date.parse("2026-11-20T16:50:00+01:00") }));
  expect(typicalWait(friday, { hours, nowMs })).toBe(30 * minuteMs - 9_500);
});
