import type { Hours } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { isOpen, nextOpening } from "./businessHours.js";

const at = (iso: string) => Date.parse(iso);

/** Monday to Friday 8:30–17:00, Thursday also 18:00–20:00; closed on Christmas, short on New Year's Eve. */
const hours: Hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [
    ...[1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
    { day: 4, opens: "18:00", closes: "20:00" },
  ],
  exceptions: [
    { date: "2026-12-25", spans: [] },
    { date: "2026-12-31", spans: [{ opens: "09:00", closes: "12:00" }] },
  ],
};
const alwaysOnSundays = (opens: string, closes: string): Hours => ({
  timeZone: "Europe/Amsterdam",
  weekly: [{ day: 7, opens, closes }],
  exceptions: [],
});

test.each([
  ["2026-11-23T08:29:59+01:00", false],
  ["2026-11-23T08:30:00+01:00", true],
  ["2026-11-23T16:59:59+01:00", true],
  ["2026-11-23T17:00:00+01:00", false],
  ["2026-11-26T17:30:00+01:00", false],
  ["2026-11-26T18:00:00+01:00", true],
  ["2026-11-28T12:00:00+01:00", false],
  ["2026-12-25T12:00:00+01:00", false],
  ["2026-12-31T12:00:00+01:00", false],
  ["2026-12-31T11:59:00+01:00", true],
  ["2026-07-01T08:30:00+02:00", true],
])("at %s open is %s", (iso, open) => {
  expect(isOpen(hours, at(iso))).toBe(open);
});

test.each([
  ["2026-11-23T10:00:30+01:00", "2026-11-23T10:00:30+01:00"],
  ["2026-11-23T03:00:00+01:00", "2026-11-23T08:30:00+01:00"],
  ["2026-11-26T17:00:00+01:00", "2026-11-26T18:00:00+01:00"],
  ["2026-11-27T17:00:00+01:00", "2026-11-30T08:30:00+01:00"],
  ["2026-12-24T21:00:00+01:00", "2026-12-28T08:30:00+01:00"],
  ["2026-12-30T17:00:00+01:00", "2026-12-31T09:00:00+01:00"],
  // Over the change to winter time (25 October 2026) and to summer time (29 March 2026).
  ["2026-10-23T17:00:00+02:00", "2026-10-26T08:30:00+01:00"],
  ["2026-03-27T17:00:00+01:00", "2026-03-30T08:30:00+02:00"],
])("from %s the next opening is %s", (from, next) => {
  expect(nextOpening(hours, at(from))).toBe(at(next));
});

test("on the days of a clock change hours are those of the wall clock", () => {
  for (const [day, before, after] of [
    ["2026-03-29", "+01:00", "+02:00"],
    ["2026-10-25", "+02:00", "+01:00"],
  ] as const) {
    const evening = at(`${day}T00:00:00${before}`) - 3_600_000;
    expect(nextOpening(alwaysOnSundays("00:00", "01:00"), evening)).toBe(at(`${day}T00:00:00${before}`));
    expect(nextOpening(alwaysOnSundays("09:00", "24:00"), evening)).toBe(at(`${day}T09:00:00${after}`));
    expect(isOpen(alwaysOnSundays("09:00", "24:00"), at(`${day}T23:59:00${after}`))).toBe(true);
  }
  const skipped = nextOpening(alwaysOnSundays("02:30", "06:00"), at("2026-03-29T00:00:00+01:00"));
  expect(skipped).toBe(at("2026-03-29T03:30:00+02:00"));
});

test("every next opening is open, and the moment before it is not", () => {
  for (let hour = 0; hour < 24 * 400; hour += 31) {
    const from = at("2026-01-01T00:15:00Z") + hour * 3_600_000;
    const next = nextOpening(hours, from);
    expect(next !== undefined && isOpen(hours, next)).toBe(true);
    if (next !== undefined && next !== from) expect(isOpen(hours, next - 1)).toBe(false);
  }
});

test("a desk without hours does not open", () => {
  expect(nextOpening({ ...hours, weekly: [], exceptions: [] }, at("2026-11-23T10:00:00+01:00"))).toBe(
    undefined,
  );
  expect(isOpen({ ...hours, weekly: [], exceptions: [] }, at("2026-11-23T10:00:00+01:00"))).toBe(false);
});
