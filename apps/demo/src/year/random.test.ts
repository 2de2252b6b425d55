import { expect, it } from "vitest";
import { randomOf } from "./random.js";

it("gives the same numbers for the same seed, and others for another", () => {
  const some = (seed: string) => {
    const random = randomOf(seed);
    return Array.from({ length: 5 }, random.next);
  };
  expect(some("a/1")).toEqual(some("a/1"));
  expect(some("a/1")).not.toEqual(some("a/2"));
});

it("chooses as often as weights say, and never what weighs nothing", () => {
  const random = randomOf("weights");
  const chosen = Array.from({ length: 4_000 }, () =>
    random.weighted([
      ["never", 0],
      ["seldom", 1],
      ["often", 3],
    ]),
  );
  expect(chosen).not.toContain("never");
  expect(chosen.filter((one) => one === "often").length / 4_000).toBeCloseTo(0.75, 1);
  expect(() => random.weighted([["never", 0]])).toThrow(RangeError);
  expect(() => random.one([])).toThrow(RangeError);
});

it("spreads durations around their median", () => {
  const random = randomOf("durations");
  const durations = Array.from({ length: 4_001 }, () => random.around(10, 1)).toSorted((a, b) => a - b);
  expect(durations[2_000]).toBeGreaterThan(9);
  expect(durations[2_000]).toBeLessThan(11);
  expect(durations[0]).toBeGreaterThan(0);
});
