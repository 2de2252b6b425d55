import { describe, expect, it } from "vitest";
import { maxMessageBytes, messageLength } from "./messageLength.js";

describe("the length of a message", () => {
  it.each([
    ["", { state: "fits" }],
    ["a".repeat(maxMessageBytes - 1_001), { state: "fits" }],
    ["a".repeat(maxMessageBytes - 1_000), { state: "near", leftBytes: 1_000 }],
    ["a".repeat(maxMessageBytes), { state: "near", leftBytes: 0 }],
    ["a".repeat(maxMessageBytes + 1), { state: "over", overBytes: 1 }],
  ])("is said only near the limit (case %#)", (text, length) => {
    expect(messageLength(text)).toEqual(length);
  });

  it("counts bytes, not characters", () => {
    expect(messageLength("é".repeat(maxMessageBytes / 2))).toEqual({ state: "near", leftBytes: 0 });
    expect(messageLength("👍".repeat(maxMessageBytes / 4 + 1))).toEqual({ state: "over", overBytes: 4 });
  });
});
