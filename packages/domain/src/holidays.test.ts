import type { Holiday, HoursSetting } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { isOpen } from "./businessHours.js";
import { hoursBetween } from "./holidays.js";

const all: Holiday[] = [
  "new_years_day",
  "good_friday",
  "easter_sunday",
  "easter_monday",
  "kings_day",
  "liberation_day",
  "liberation_day_every_fifth_year",
  "ascension_day",
  "friday_after_ascension_day",
  "whit_sunday",
  "whit_monday",
  "christmas_day",
  "boxing_day",
];
const at = (iso: string) => Date.parse(iso);
const setting = (holidays: Holiday[], exceptions: HoursSetting["exceptions"] = []): HoursSetting => ({
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "09:00", closes: "17:00" })),
  exceptions,
  holidays,
});
const closedIn = (year: number, holidays: Holiday[]) =>
  hoursBetween(
    setting(holidays),
    at(`${year}-01-01T00:00:00+01:00`),
    at(`${year}-12-31T23:59:00+01:00`),
  ).exceptions.map(({ date }) => date);

test("all holidays of 2025 and 2026", () => {
  expect(closedIn(2026, all)).toEqual(
    "01-01 04-03 04-05 04-06 04-27 05-05 05-14 05-15 05-24 05-25 12-25 12-26"
      .split(" ")
      .map((day) => `2026-${day}`),
  );
  // King's Day on the Saturday, as 27 April 2025 was a Sunday.
  expect(closedIn(2025, all)).toEqual(
    "01-01 04-18 04-20 04-21 04-26 05-05 05-29 05-30 06-08 06-09 12-25 12-26"
      .split(" ")
      .map((day) => `2025-${day}`),
  );
});

test.each([
  [1961, "1961-04-02"],
  [2000, "2000-04-23"],
  [2008, "2008-03-23"],
  [2011, "2011-04-24"],
  [2019, "2019-04-21"],
  [2024, "2024-03-31"],
  [2038, "2038-04-25"],
  [2049, "2049-04-18"],
  [2100, "2100-03-28"],
  [2285, "2285-03-22"],
])("Easter of %i is on %s", (year, day) => {
  expect(closedIn(year, ["easter_sunday"])).toEqual([day]);
});

test("King's Day is never on a Sunday, and Liberation Day comes every year or every fifth", () => {
  for (let year = 2020; year < 2120; year++) {
    const [kingsDay = ""] = closedIn(year, ["kings_day"]);
    const wasSunday = new Date(`${year}-04-27T12:00:00Z`).getUTCDay() === 0;
    expect(kingsDay).toBe(`${year}-04-${wasSunday ? 26 : 27}`);
    expect(closedIn(year, ["liberation_day"])).toEqual([`${year}-05-05`]);
    expect(closedIn(year, ["liberation_day_every_fifth_year"])).toHaveLength(year % 5 === 0 ? 1 : 0);
  }
});

test("the town keeps closed what it chooses, opens on a holiday that it names, and others stay as they are", () => {
  const chosen = setting(
    ["kings_day", "christmas_day"],
    [
      { date: "2026-12-25", spans: [{ opens: "10:00", closes: "12:00" }] },
      { date: "2026-08-03", spans: [] },
    ],
  );
  const hours = hoursBetween(chosen, at("2026-01-01T12:00:00Z"), at("2026-12-31T12:00:00Z"));
  expect(isOpen(hours, at("2026-04-27T12:00:00+02:00"))).toBe(false);
  expect(isOpen(hours, at("2026-12-25T11:00:00+01:00"))).toBe(true);
  expect(isOpen(hours, at("2026-12-25T13:00:00+01:00"))).toBe(false);
  expect(isOpen(hours, at("2026-08-03T12:00:00+02:00"))).toBe(false);
  expect(isOpen(hours, at("2026-04-06T12:00:00+02:00"))).toBe(true);
  expect(hours).not.toHaveProperty("holidays");
});

test("only days between the two moments come in, over the turn of the year too", () => {
  const hours = hoursBetween(setting(all), at("2026-12-26T23:30:00+01:00"), at("2027-01-01T00:30:00+01:00"));
  expect(hours.exceptions.map(({ date }) => date)).toEqual(["2026-12-26", "2027-01-01"]);
});
