import type { HoursSetting } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { hoursFaults } from "./hoursFaults.js";

const sound: HoursSetting = {
  timeZone: "Europe/Amsterdam",
  weekly: [
    { day: 1, opens: "13:00", closes: "24:00" },
    { day: 1, opens: "08:30", closes: "13:00" },
    { day: 2, opens: "12:00", closes: "17:00" },
  ],
  exceptions: [{ date: "2026-12-24", spans: [] }],
  holidays: ["kings_day"],
};

test.each<[string, HoursSetting]>([
  ["spans that touch", sound],
  [
    "nothing but a day",
    {
      ...sound,
      weekly: [],
      exceptions: [{ date: "2026-12-24", spans: [{ opens: "09:00", closes: "12:00" }] }],
    },
  ],
])("hours of %s can be set", (_, hours) => {
  expect(hoursFaults(hours)).toEqual([]);
});

test.each<[string, Partial<HoursSetting>, string[]]>([
  ["a place that is no time zone", { timeZone: "Europe/Ons-Dorp" }, ["unknown_time_zone"]],
  ["no open moment", { weekly: [] }, ["never_opens"]],
  [
    "a span that ends as it begins",
    { weekly: [{ day: 1, opens: "09:00", closes: "09:00" }] },
    ["closes_before_it_opens"],
  ],
  [
    "a span over midnight",
    { weekly: [{ day: 1, opens: "22:00", closes: "02:00" }] },
    ["closes_before_it_opens"],
  ],
  [
    "a minute twice",
    { weekly: [...sound.weekly, { day: 1, opens: "12:59", closes: "13:30" }] },
    ["spans_overlap"],
  ],
  [
    "a span within another",
    { weekly: [...sound.weekly, { day: 2, opens: "13:00", closes: "14:00" }] },
    ["spans_overlap"],
  ],
  ["the same day twice", { exceptions: [...sound.exceptions, ...sound.exceptions] }, ["day_named_twice"]],
  ["several of these", { timeZone: "", weekly: [] }, ["unknown_time_zone", "never_opens"]],
])("hours with %s cannot", (_, change, faults) => {
  expect(hoursFaults({ ...sound, ...change })).toEqual(faults);
});
