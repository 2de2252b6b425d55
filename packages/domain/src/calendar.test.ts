import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addPeriod, civilDateAt, readPeriod, startOfDay, writePeriod } from "./calendar.js";

const zone = "Europe/Amsterdam";
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);
const day = fc
  .integer({ min: utc("1900-01-01") / 86_400_000, max: utc("2199-12-31") / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));

describe("readPeriod", () => {
  it("reads years, months, weeks and days", () => {
    expect(readPeriod("P1Y")).toEqual({ years: 1, months: 0, days: 0 });
    expect(readPeriod("P1Y6M")).toEqual({ years: 1, months: 6, days: 0 });
    expect(readPeriod("P6W")).toEqual({ years: 0, months: 0, days: 42 });
    expect(readPeriod("P2M10D")).toEqual({ years: 0, months: 2, days: 10 });
  });

  it.each(["", "P", "P0D", "P0Y0M", "1Y", "P-1Y", "P1.5Y", "PT24H", "P1D1Y", "P1Y ", "p1y", "P1000Y"])(
    "refuses %j",
    (text) => {
      expect(readPeriod(text)).toBeUndefined();
    },
  );
});

describe("writePeriod", () => {
  it.each([
    [{ years: 1, months: 0, days: 0 }, "P1Y"],
    [{ years: 10, months: 6, days: 0 }, "P10Y6M"],
    [{ years: 0, months: 0, days: 28 }, "P28D"],
    [{ years: 100, months: 10, days: 100 }, "P100Y10M100D"],
    [{ years: 0, months: 0, days: 0 }, undefined],
    [{ years: -1, months: 0, days: 0 }, undefined],
    [{ years: Number.NaN, months: 1, days: 0 }, undefined],
    [{ years: 1.5, months: 0, days: 0 }, undefined],
  ])("%j: %s", (period, text) => {
    expect(writePeriod(period)).toBe(text);
  });
});

describe("addPeriod", () => {
  it.each([
    ["2028-02-29", "P1Y", "2029-02-28"],
    ["2028-02-29", "P4Y", "2032-02-29"],
    ["2027-02-28", "P1Y", "2028-02-28"],
    ["2026-08-31", "P6M", "2027-02-28"],
    ["2027-08-31", "P6M", "2028-02-29"],
    ["2026-12-31", "P1M", "2027-01-31"],
    ["2026-01-31", "P1M1D", "2026-03-01"],
    ["1999-11-29", "P110Y", "2109-11-29"],
    ["2099-02-28", "P1Y", "2100-02-28"],
    ["2026-11-29", "P42D", "2027-01-10"],
  ])("%s and %s is %s", (from, period, to) => {
    const read = readPeriod(period);
    expect(read && addPeriod(from, read)).toBe(to);
  });

  it("counts days as the calendar does, forward and back", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(utc(to) - utc(from)).toBe(days * 86_400_000);
        expect(addDays(to, -days)).toBe(from);
      }),
    );
  });
});

describe("startOfDay", () => {
  it("is midnight on the Dutch clock, also on the days that it changes", () => {
    expect(startOfDay("2026-03-29", zone)).toBe(Date.parse("2026-03-28T23:00:00Z"));
    expect(startOfDay("2026-03-30", zone)).toBe(Date.parse("2026-03-29T22:00:00Z"));
    expect(startOfDay("2026-10-25", zone)).toBe(Date.parse("2026-10-24T22:00:00Z"));
    expect(startOfDay("2026-10-26", zone)).toBe(Date.parse("2026-10-25T23:00:00Z"));
  });

  it("is the first millisecond of its day, on every day", () => {
    fc.assert(
      // From 1978 on the clock has changed by whole hours at night.
      fc.property(
        day.filter((date) => date >= "1978-01-01"),
        (date) => {
          const startMs = startOfDay(date, zone);
          expect(civilDateAt(startMs, zone)).toBe(date);
          expect(civilDateAt(startMs - 1, zone)).toBe(addDays(date, -1));
        },
      ),
    );
  });
});
