import { describe, expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { durationText, urgencyOf } from "./waiting.js";

const minuteMs = 60_000;
const norm = { nearMs: 45 * minuteMs, pastMs: 60 * minuteMs };

describe("the urgency of a wait", () => {
  it("is within the norm until just before the warning", () => {
    expect(urgencyOf(norm.nearMs - 1, norm)).toBe("within");
  });

  it("is near from the warning until just before the norm", () => {
    expect(urgencyOf(norm.nearMs, norm)).toBe("near");
    expect(urgencyOf(norm.pastMs - 1, norm)).toBe("near");
  });

  it("is past from the norm on", () => {
    expect(urgencyOf(norm.pastMs, norm)).toBe("past");
  });
});

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
