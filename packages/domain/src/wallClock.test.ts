import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wallClock } from "./wallClock.js";

/** As the platform reads it, moment by moment. */
const asRead = (timeZone: string, atMs: number) => {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(atMs);
  const [date = "", clock = ""] = text.split(" ");
  const weekday = new Date(`${date}T12:00Z`).getUTCDay();
  return {
    date,
    weekday: weekday === 0 ? 7 : weekday,
    minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)),
  };
};

const zones = [
  ...["Europe/Amsterdam", "America/Curacao", "UTC", "America/St_Johns", "Australia/Lord_Howe"],
  ...["Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca"],
];

describe("wallClock", () => {
  test("reads every moment as the platform does", () => {
    const moment = fc.date({
      min: new Date("2000-01-01"),
      max: new Date("2060-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
        expect(wallClock(zone)(at.getTime())).toEqual(asRead(zone, at.getTime()));
      }),
    );
  });

  test.each([
    ["Europe/Amsterdam", "2026-03-29T00:00Z"],
    ["Europe/Amsterdam", "2026-10-25T00:00Z"],
    ["Australia/Lord_Howe", "2026-10-03T12:00Z"],
    ["Pacific/Apia", "2011-12-30T00:00Z"],
  ])("in %s, minute by minute around a change of its clock (%s)", (zone, around) => {
    const clock = wallClock(zone);
    const differing: unknown[] = [];
    for (let minute = -1_440; minute < 1_440; minute++) {
      const atMs = Date.parse(around) + minute * 60_000 + 59_999;
      const [read, expected] = [clock(atMs), asRead(zone, atMs)];
      if (JSON.stringify(read) !== JSON.stringify(expected)) differing.push({ read, expected });
    }
    expect(differing).toEqual([]);
  });

  test("there is no zone that is not there", () => {
    expect(() => wallClock("Europe/Atlantis")).toThrow(RangeError);
  });
});
