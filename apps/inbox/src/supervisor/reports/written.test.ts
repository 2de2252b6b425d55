import { expect, test } from "vitest";
import { en } from "../../texts/en.js";
import { nl } from "../../texts/nl.js";
import { cellWords, durationWords, percent } from "./written.js";

const words = nl.reports;
const writing = { words, number: String };

const { short, spoken } = words.duration;
const hourMs = 3_600_000;

test("a duration is told in seconds, minutes or hours, rounded once", () => {
  const all = [0, 59_400, 60_000, 89_999, 3_570_000, hourMs, 3_690_000, 98_000_000];
  const told = ["0 s", "59 s", "1 min", "1 min", "1 u", "1 u", "1 u 2 min", "27 u 13 min"];
  for (const clock of ["open", "calendar"] as const)
    expect(all.map((ms) => durationWords({ ms, clock }, short))).toEqual(told);
});

test("by the clock it is days from two days on; opening hours, of which no number makes a day, stay hours", () => {
  const all = [47.9 * hourMs, 48 * hourMs - 1, 48 * hourMs, 50.4 * hourMs, 71.6 * hourMs, 194 * hourMs];
  const told = (clock: "open" | "calendar", language: typeof short) =>
    all.map((ms) => durationWords({ ms, clock }, language));
  expect(told("calendar", short)).toEqual(["47 u 54 min", "2 d", "2 d", "2 d 2 u", "3 d", "8 d 2 u"]);
  expect(told("open", short)).toEqual([
    ...["47 u 54 min", "48 u", "48 u", "50 u 24 min", "71 u 36 min", "194 u"],
  ]);
  expect(told("calendar", en.reports.duration.short).at(-1)).toBe("8 d 2 h");
});

test("who listens hears whole words", () => {
  const said = [1_000, 60_000, hourMs, hourMs + 120_000, 48 * hourMs, 49 * hourMs, 195 * hourMs].map((ms) =>
    durationWords({ ms, clock: "calendar" }, spoken),
  );
  expect(said).toEqual([
    ...["1 seconde", "1 minuut", "1 uur", "1 uur en 2 minuten", "2 dagen", "2 dagen en 1 uur"],
    "8 dagen en 3 uur",
  ]);
  expect(durationWords({ ms: 25 * hourMs, clock: "open" }, en.reports.duration.spoken)).toBe("25 hours");
});

test("all and none are told only where it is all and none", () => {
  expect([1, 0.999, 0.834, 0.001, 0].map(percent)).toEqual(["100%", "99%", "83%", "1%", "0%"]);
});

test("a share stands with what it is of; what is not told is a dash, what is of nothing is none", () => {
  const share = (part: number | null, rest: number | null) =>
    cellWords({ kind: "share", part, rest }, writing);
  expect(share(25, 5)).toBe("83% (25 van 30)");
  expect(share(0, 0)).toBe("geen");
  expect(share(25, null)).toBe("–");
  expect(cellWords({ kind: "count", count: null }, writing)).toBe("–");
  expect(cellWords({ kind: "count", count: 0 }, writing)).toBe("0");
  expect(cellWords({ kind: "duration", ms: null, clock: "open" }, writing)).toBe("–");
});
