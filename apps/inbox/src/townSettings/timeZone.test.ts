import type { DeskId } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { officeHours } from "./hoursDraft.js";
import { clockMoment, clockText, zoneOf } from "./timeZone.js";

const desk = (general: boolean, timeZone: string) => ({
  ...{ desk: timeZone as DeskId, name: timeZone, general, open: 0, members: [] },
  settings: [
    {
      validFromMs: 0,
      setting: {
        ...{ english: null, hours: { ...officeHours, timeZone }, assignment: "pull" as const },
        ...{ overflow: null, warnAt: 75, ended: false },
      },
    },
  ],
});

it("is the general desk's, whatever zone other desks and this device have", () => {
  const desks = [desk(false, "Asia/Tokyo"), desk(true, "America/Kralendijk")];
  expect(zoneOf({ desks, nowMs: 1 })).toBe("America/Kralendijk");
});

it("is that of the Netherlands where the general desk has no hours yet", () => {
  expect(zoneOf({ desks: [{ ...desk(true, "Asia/Tokyo"), settings: [] }], nowMs: 1 })).toBe(
    "Europe/Amsterdam",
  );
});

const amsterdam = "Europe/Amsterdam";
const minuteMs = 60_000;

it.each([
  ["in winter", "2026-11-23T08:30", "2026-11-23T08:30:00+01:00"],
  ["in summer", "2026-07-01T08:30", "2026-07-01T08:30:00+02:00"],
  ["in the evening of the change to summer time", "2026-03-29T23:30", "2026-03-29T23:30:00+02:00"],
  ["the first time that it is shown in autumn", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"],
  ["after the hour that is skipped in spring", "2026-03-29T02:30", "2026-03-29T03:30:00+02:00"],
])("a text is read by the zone's own clock: %s", (_, text, iso) => {
  expect(clockMoment(amsterdam, text)).toBe(Date.parse(iso));
});

it("elsewhere the same text is another moment", () => {
  expect(clockMoment("America/Kralendijk", "2026-11-23T08:30")).toBe(Date.parse("2026-11-23T08:30:00-04:00"));
});

it("what is no moment is none", () => {
  for (const text of ["", "2026-11-23", "2026-13-01T08:30", "tomorrow"])
    expect(clockMoment(amsterdam, text)).toBeUndefined();
});

it("what the clock shows is read back as that moment, or the hour before where it shows it twice", () => {
  const minute = fc
    .integer({ min: 0, max: 3 * 366 * 24 * 60 })
    .map((n) => Date.parse("2026-01-01Z") + n * minuteMs);
  fc.assert(
    fc.property(minute, (atMs) => {
      const text = clockText(amsterdam, atMs);
      const readMs = clockMoment(amsterdam, text) ?? 0;
      expect(clockText(amsterdam, readMs)).toBe(text);
      expect([0, 60 * minuteMs]).toContain(atMs - readMs);
    }),
  );
});
