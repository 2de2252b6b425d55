import { expect, test } from "vitest";
import { codeWaitMs, isFreshStep, waitForCodeMs } from "./secondFactor.js";

test("two wrong codes cost nothing; from the third on the wait doubles, up to an hour", () => {
  const seconds = [0, 1, 2, 3, 4, 5, 6, 9, 10, 1000].map((failures) => codeWaitMs(failures) / 1000);
  expect(seconds).toEqual([0, 0, 0, 30, 60, 120, 240, 1920, 3600, 3600]);
});

test("a code may be tried when the wait since the last wrong one is over, and not a moment before", () => {
  const after3 = { failures: 3, failedAtMs: 1_000_000 };
  expect(waitForCodeMs(after3, 1_010_000)).toBe(20_000);
  expect(waitForCodeMs(after3, 1_029_999)).toBe(1);
  expect(waitForCodeMs(after3, 1_030_000)).toBe(0);
  expect(waitForCodeMs(after3, 2_000_000)).toBe(0);
  expect(waitForCodeMs({ failures: 2, failedAtMs: 1_000_000 }, 1_000_000)).toBe(0);
  expect(waitForCodeMs({ failures: 0, failedAtMs: null }, 0)).toBe(0);
});

test("a time step serves once, and none before it serves after", () => {
  expect([9, 10, 11].map((step) => isFreshStep(step, 10))).toEqual([false, false, true]);
  expect(isFreshStep(0, null)).toBe(true);
});
