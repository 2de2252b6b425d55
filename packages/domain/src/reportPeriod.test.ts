import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "./calendar.js";
import { daysIn, presetPeriod, previousPeriod, reportPresets, slotsOf, stepOf } from "./reportPeriod.js";

const period = (fromDate: string, toDate: string) => ({ fromDate, toDate });
const anyPeriod = fc
  .record({ from: fc.integer({ min: 0, max: 20_000 }), days: fc.integer({ min: 1, max: 1_500 }) })
  .map(({ from, days }) => {
    const fromDate = addDays("2000-01-01", from);
    return { fromDate, toDate: addDays(fromDate, days - 1) };
  });

test("the period before has as many days and ends the day before, over a leap day too", () => {
  expect(previousPeriod(period("2026-11-23", "2026-11-29"))).toEqual(period("2026-11-16", "2026-11-22"));
  expect(previousPeriod(period("2024-03-01", "2024-03-31"))).toEqual(period("2024-01-30", "2024-02-29"));
  fc.assert(
    fc.property(anyPeriod, (one) => {
      const before = previousPeriod(one);
      expect(daysIn(before)).toBe(daysIn(one));
      expect(addDays(before.toDate, 1)).toBe(one.fromDate);
    }),
  );
});

test("a trend is by day up to two months, by week up to a year, by month beyond", () => {
  expect(stepOf(period("2026-11-01", "2026-12-31"))).toBe("day");
  expect(stepOf(period("2026-11-01", "2027-01-31"))).toBe("week");
  expect(stepOf(period("2026-01-01", "2026-12-31"))).toBe("week");
  expect(stepOf(period("2025-01-01", "2026-12-31"))).toBe("month");
});

test("weeks begin on Monday and months on the first, cut off where the period is", () => {
  expect(slotsOf(period("2026-11-25", "2026-12-08"), "week")).toEqual([
    period("2026-11-25", "2026-11-29"),
    period("2026-11-30", "2026-12-06"),
    period("2026-12-07", "2026-12-08"),
  ]);
  expect(slotsOf(period("2026-01-31", "2026-03-01"), "month")).toEqual([
    period("2026-01-31", "2026-01-31"),
    period("2026-02-01", "2026-02-28"),
    period("2026-03-01", "2026-03-01"),
  ]);
});

test("the parts of a period follow one another without a gap, from its first day to its last", () => {
  fc.assert(
    fc.property(anyPeriod, fc.constantFrom("day", "week", "month"), (one, step) => {
      const slots = slotsOf(one, step);
      expect(slots[0]?.fromDate).toBe(one.fromDate);
      expect(slots.at(-1)?.toDate).toBe(one.toDate);
      for (const [index, slot] of slots.entries()) {
        expect(daysIn(slot)).toBeGreaterThan(0);
        const after = slots[index + 1];
        if (after) expect(after.fromDate).toBe(addDays(slot.toDate, 1));
      }
    }),
  );
});

test("a preset is the whole week, month, quarter or year of today, or the one before", () => {
  const on = (today: string) =>
    Object.fromEntries(reportPresets.map((name) => [name, presetPeriod(name, today)]));
  expect(on("2026-11-29")).toEqual({
    this_week: period("2026-11-23", "2026-11-29"),
    last_week: period("2026-11-16", "2026-11-22"),
    this_month: period("2026-11-01", "2026-11-30"),
    last_month: period("2026-10-01", "2026-10-31"),
    this_quarter: period("2026-10-01", "2026-12-31"),
    last_quarter: period("2026-07-01", "2026-09-30"),
    this_year: period("2026-01-01", "2026-12-31"),
    last_year: period("2025-01-01", "2025-12-31"),
  });
  expect(on("2027-01-01")).toMatchObject({
    this_week: period("2026-12-28", "2027-01-03"),
    last_month: period("2026-12-01", "2026-12-31"),
    last_quarter: period("2026-10-01", "2026-12-31"),
  });
});
