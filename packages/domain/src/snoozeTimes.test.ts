import type { Hours } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { snoozeTimes } from "./snoozeTimes.js";

const hours: Hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [{ date: "2026-11-30", spans: [] }],
};
const at = (moment: string) => Date.parse(moment);
const offered = (now: string, of = hours) =>
  snoozeTimes(of, at(now)).map(({ name, atMs }) => `${name} ${new Date(atMs).toISOString()}`);

test("in an hour, tomorrow at nine, and when the desk opens on a later day", () => {
  expect(offered("2026-11-25T10:20:30+01:00")).toEqual([
    "in_an_hour 2026-11-25T10:20:30.000Z",
    "tomorrow 2026-11-26T08:00:00.000Z",
    "next_opening 2026-11-26T07:30:00.000Z",
  ]);
  // Friday: the Monday after is a closed day.
  expect(offered("2026-11-27T00:10:00+01:00").slice(1)).toEqual([
    "tomorrow 2026-11-28T08:00:00.000Z",
    "next_opening 2026-12-01T07:30:00.000Z",
  ]);
});

test("nine is nine on the days that the clock changes, and what is not known is not offered", () => {
  expect(offered("2026-10-24T23:30:00+02:00")[1]).toBe("tomorrow 2026-10-25T08:00:00.000Z");
  expect(offered("2026-10-25T00:30:00+02:00")[1]).toBe("tomorrow 2026-10-26T08:00:00.000Z");
  expect(offered("2027-03-27T23:30:00+01:00")[1]).toBe("tomorrow 2027-03-28T07:00:00.000Z");
  expect(offered("2027-03-28T00:30:00+01:00")[1]).toBe("tomorrow 2027-03-29T07:00:00.000Z");
  expect(offered("2026-11-25T10:00:00+01:00", { ...hours, weekly: [], exceptions: [] })).toHaveLength(2);
  const atNine = { ...hours, weekly: hours.weekly.map((one) => ({ ...one, opens: "09:00" })) };
  expect(offered("2026-11-25T10:00:00+01:00", atNine)).toHaveLength(2);
});
