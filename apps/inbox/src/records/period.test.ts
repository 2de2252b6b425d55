import { expect, test } from "vitest";
import { dayOf, firstOfMonth, periodOf } from "./period.js";

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

test("a day is the one on this device's calendar", () => {
  expect(dayOf(at(2026, 10, 3, 0, 0))).toBe("2026-11-03");
  expect(dayOf(at(2026, 10, 3, 23, 59))).toBe("2026-11-03");
  expect(firstOfMonth(at(2026, 10, 30, 12))).toBe("2026-11-01");
});

test("a period goes from the beginning of its first day to the end of its last", () => {
  expect(periodOf("2026-11-30", "2026-11-30")).toEqual({
    fromMs: at(2026, 10, 30),
    toMs: at(2026, 11, 1),
  });
  expect(periodOf("2026-12-31", "2026-12-31")?.toMs).toBe(at(2027, 0, 1));
});

test.each([
  ["", "2026-11-30"],
  ["2026-11-30", ""],
  ["2026-12-01", "2026-11-30"],
  ["30-11-2026", "2026-12-01"],
])("from %j to %j is no period", (from, to) => {
  expect(periodOf(from, to)).toBe(undefined);
});
