import type { Hours } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addOpenMinutes, isOpen, nextOpening, openMinutesBetween, openMsBetween } from "./businessHours.js";

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
  expect(skipped).toBe(at("2026-03-29T03:00:00+02:00"));
  const repeated = nextOpening(alwaysOnSundays("02:30", "06:00"), at("2026-10-25T00:00:00+02:00"));
  expect(repeated).toBe(at("2026-10-25T02:30:00+02:00"));
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

const touching: Hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [
    { day: 5, opens: "08:30", closes: "12:00" },
    { day: 5, opens: "12:00", closes: "17:00" },
    { day: 6, opens: "20:00", closes: "24:00" },
    { day: 7, opens: "00:00", closes: "04:00" },
  ],
  exceptions: [],
};

/** Computed by hand. */
const sums: [string, Hours, [from: string, to: string, minutes: number]][] = [
  ["within a day", hours, ["2026-11-23T09:00:00+01:00", "2026-11-23T09:45:00+01:00", 45]],
  ["from before opening", hours, ["2026-11-23T07:00:00+01:00", "2026-11-23T09:00:00+01:00", 30]],
  ["to after closing", hours, ["2026-11-23T16:30:00+01:00", "2026-11-23T18:00:00+01:00", 30]],
  ["over a night", hours, ["2026-11-23T16:30:00+01:00", "2026-11-24T09:00:00+01:00", 60]],
  ["over the gap before an evening", hours, ["2026-11-26T16:00:00+01:00", "2026-11-26T19:00:00+01:00", 120]],
  ["over a weekend", hours, ["2026-11-27T16:00:00+01:00", "2026-11-30T09:30:00+01:00", 120]],
  ["of a whole week", hours, ["2026-11-23T00:00:00+01:00", "2026-11-30T00:00:00+01:00", 5 * 510 + 120]],
  ["over Christmas", hours, ["2026-12-24T19:00:00+01:00", "2026-12-28T09:30:00+01:00", 120]],
  ["on a day that differs", hours, ["2026-12-31T11:00:00+01:00", "2027-01-01T09:30:00+01:00", 120]],
  ["over the change to winter time", hours, ["2026-10-23T16:00:00+02:00", "2026-10-26T09:30:00+01:00", 120]],
  ["over the change to summer time", hours, ["2026-03-27T16:00:00+01:00", "2026-03-30T09:30:00+02:00", 120]],
  ["through spans that touch", touching, ["2026-11-27T11:00:00+01:00", "2026-11-27T13:00:00+01:00", 120]],
  ["through midnight", touching, ["2026-11-28T23:00:00+01:00", "2026-11-29T01:00:00+01:00", 120]],
  ["through a repeated hour", touching, ["2026-10-25T00:00:00+02:00", "2026-10-25T04:00:00+01:00", 300]],
  ["through a skipped hour", touching, ["2026-03-29T00:00:00+01:00", "2026-03-29T04:00:00+02:00", 180]],
  ["in seconds", hours, ["2026-11-23T09:00:30+01:00", "2026-11-23T09:01:00+01:00", 0.5]],
];

test.each(sums)("open minutes %s", (_, of, [from, to, minutes]) => {
  expect(openMinutesBetween(of, at(from), at(to))).toBe(minutes);
  expect(openMinutesBetween(of, at(to), at(from))).toBe(0);
});

test.each([
  ["within a day", hours, ["2026-11-23T09:00:00+01:00", 45, "2026-11-23T09:45:00+01:00"]],
  ["from a closed moment", hours, ["2026-11-22T12:00:00+01:00", 60, "2026-11-23T09:30:00+01:00"]],
  ["up to closing time", hours, ["2026-11-23T16:00:00+01:00", 60, "2026-11-23T17:00:00+01:00"]],
  ["past closing time", hours, ["2026-11-23T16:00:00+01:00", 61, "2026-11-24T08:31:00+01:00"]],
  ["over Christmas", hours, ["2026-12-24T19:30:00+01:00", 60, "2026-12-28T09:00:00+01:00"]],
  ["through a repeated hour", touching, ["2026-10-25T01:00:00+02:00", 240, "2026-10-25T04:00:00+01:00"]],
  ["none", hours, ["2026-11-22T12:00:00+01:00", 0, "2026-11-22T12:00:00+01:00"]],
] as const)("open minutes added %s", (_, of, [from, minutes, end]) => {
  expect(addOpenMinutes(of, at(from), minutes)).toBe(at(end));
});

test("minutes cannot be added where nothing opens, nor once nothing opens any more", () => {
  const once = {
    ...hours,
    weekly: [],
    exceptions: [{ date: "2026-11-23", spans: [{ opens: "09:00", closes: "10:00" }] }],
  };
  const sunday = at("2026-11-22T12:00:00+01:00");
  expect(addOpenMinutes({ ...hours, weekly: [], exceptions: [] }, sunday, 1)).toBe(undefined);
  expect(addOpenMinutes(once, sunday, 60)).toBe(at("2026-11-23T10:00:00+01:00"));
  expect(addOpenMinutes(once, sunday, 61)).toBe(undefined);
});

const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 });
const span = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([one, other]) => one !== other)
  .map((pair) => {
    const [opens = "", closes = ""] = pair
      .toSorted((a, b) => a - b)
      .map(
        (minute) =>
          `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
      );
    return { opens, closes };
  });
const anyHours: fc.Arbitrary<Hours> = fc.record({
  timeZone: fc.constantFrom("Europe/Amsterdam", "America/Kralendijk", "Australia/Lord_Howe"),
  weekly: fc.array(
    fc.tuple(fc.integer({ min: 1, max: 7 }), span).map(([day, spans]) => ({ day, ...spans })),
    { maxLength: 12 },
  ),
  exceptions: fc.array(
    fc.record({
      date: fc.constantFrom(
        "2026-03-28",
        "2026-03-29",
        "2026-03-30",
        "2026-10-24",
        "2026-10-25",
        "2026-10-26",
      ),
      spans: fc.array(span, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});
/** Around both changes of the clock, of Lord Howe Island too, where it is half an hour. */
const minuteAt = fc
  .tuple(
    fc
      .constantFrom("2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-12-24")
      .map((day) => at(`${day}T00:00:00Z`)),
    fc.integer({ min: 0, max: 2 * 24 * 60 }),
  )
  .map(([dayMs, minute]) => dayMs + minute * 60_000);

test("open minutes are those that a count minute by minute finds, and added they end where it does", () => {
  fc.assert(
    fc.property(anyHours, minuteAt, fc.integer({ min: 0, max: 2 * 24 * 60 }), (of, fromMs, minutes) => {
      let counted = 0;
      for (let minute = 0; minute < minutes; minute++) if (isOpen(of, fromMs + minute * 60_000)) counted += 1;
      const toMs = fromMs + minutes * 60_000;
      expect(openMinutesBetween(of, fromMs, toMs)).toBe(counted);
      const endMs = addOpenMinutes(of, fromMs, counted) ?? Number.NaN;
      expect(endMs).toBeLessThanOrEqual(toMs);
      expect(openMinutesBetween(of, fromMs, endMs)).toBe(counted);
      if (counted > 0) expect(isOpen(of, endMs - 1)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test("to a moment that is known open time counts however long the desk was closed before it", () => {
  const twice = {
    ...hours,
    weekly: [],
    exceptions: ["2026-06-01", "2026-12-01"].map((date) => ({
      ...{ date, spans: [{ opens: "09:00", closes: "10:00" }] },
    })),
  };
  const [from, to] = [at("2026-06-01T00:00:00+02:00"), at("2026-12-02T00:00:00+01:00")];
  expect(openMinutesBetween(twice, from, to)).toBe(120);
  expect(openMsBetween(twice, from, at("2026-12-01T09:00:00.250+01:00"))).toBe(3_600_250);
});
