import { describe, expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { durationText } from "./waiting.js";

const minuteMs = 60_000;

describe("a wait in words", () => {
  it.each([
    [-5_000, "minder dan 1 min"],
    [59_999, "minder dan 1 min"],
    [minuteMs, "1 min"],
    [59 * minuteMs + 59_000, "59 min"],
    [60 * minuteMs, "1 u"],
    [72 * minuteMs, "1 u 12 min"],
    [24 * 60 * minuteMs, "1 dag"],
    [50 * 60 * minuteMs, "2 dagen"],
  ])("writes %i ms as %s", (waitMs, words) => {
    expect(durationText(waitMs, nl.duration)).toBe(words);
  });
});
