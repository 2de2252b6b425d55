import { expect, test } from "vitest";
import { nl } from "../../texts/nl.js";
import { cellWords, durationWords, percent } from "./written.js";

const words = nl.reports;
const writing = { words, number: String };

test("a duration is told in seconds, minutes or hours, rounded once", () => {
  const told = [0, 59_400, 60_000, 89_999, 3_570_000, 3_600_000, 3_690_000, 98_000_000].map((ms) =>
    durationWords(ms, words),
  );
  expect(told).toEqual(["0 s", "59 s", "1 min", "1 min", "1 u", "1 u", "1 u 2 min", "27 u 13 min"]);
});

test("all and none are told only where it is all and none", () => {
  expect([1, 0.999, 0.834, 0.001, 0].map(percent)).toEqual(["100%", "99%", "83%", "1%", "0%"]);
});

test("a share stands with what it is of; what is not told is a dash, what is of nothing is none", () => {
  const share = (within: number | null, missed: number | null) =>
    cellWords({ kind: "share", within, missed }, writing);
  expect(share(25, 5)).toBe("83% (25 van 30)");
  expect(share(0, 0)).toBe("geen");
  expect(share(25, null)).toBe("–");
  expect(cellWords({ kind: "count", count: null }, writing)).toBe("–");
  expect(cellWords({ kind: "count", count: 0 }, writing)).toBe("0");
  expect(cellWords({ kind: "duration", ms: null }, writing)).toBe("–");
});
