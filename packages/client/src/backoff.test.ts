import { expect, it, vi } from "vitest";
import { createBackoff, persist } from "./backoff.js";

const line = { firstMs: 500, longestMs: 15_000 };
const waits = (random: number) => {
  const backoff = createBackoff(line, () => random);
  return Array.from({ length: 8 }, backoff.nextMs);
};

it("doubles from the first wait to the longest", () => {
  expect(waits(0.5)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

it("takes from each wait a half at most, and adds a half at most", () => {
  expect(waits(0)).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500, 7500]);
  expect(waits(1).at(-1)).toBe(22_500);
});

it("waits no shorter than was asked, and up to half as long again", () => {
  for (const [random, waitMs] of [
    [0, 60_000],
    [1, 90_000],
  ] as const)
    expect(createBackoff(line, () => random).nextMs(60_000)).toBe(waitMs);
  expect(createBackoff(line, () => 0.5).nextMs(1)).toBe(500);
});

it("begins again at the first wait once it went well", () => {
  const backoff = createBackoff(line, () => 0.5);
  for (let tries = 0; tries < 5; tries++) backoff.nextMs();
  backoff.reset();
  expect(backoff.nextMs()).toBe(500);
});

it("repeats until it is done, ever more seldom, and not when nobody wants it any more", async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    let wanted = true;
    const working = persist(
      async () => {
        tries++;
        return "later";
      },
      () => wanted,
    );
    await vi.advanceTimersByTimeAsync(60_000);
    // Waits of at least 0.5, 1, 2, 4, 8, 15, 15 and 15 seconds, of at most three times that.
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(9);
    wanted = false;
    const before = tries;
    await vi.advanceTimersByTimeAsync(60_000);
    await working;
    expect(tries).toBe(before);
  } finally {
    vi.useRealTimers();
  }
});
