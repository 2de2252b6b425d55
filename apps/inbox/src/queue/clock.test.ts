import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tickingClock } from "./clock.js";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it("moves all listeners with one timer, and stops it when the last one leaves", () => {
  const clock = tickingClock(Date.now, 500);
  const heard: string[] = [];
  const leaveFirst = clock.subscribe(() => heard.push("first"));
  const leaveSecond = clock.subscribe(() => heard.push("second"));
  expect(vi.getTimerCount()).toBe(1);

  vi.advanceTimersByTime(500);
  expect(heard).toEqual(["first", "second"]);
  expect(clock.nowMs()).toBe(1_500);

  leaveFirst();
  expect(vi.getTimerCount()).toBe(1);
  leaveSecond();
  expect(vi.getTimerCount()).toBe(0);
});

it("holds the time still between two ticks", () => {
  const clock = tickingClock(Date.now, 500);
  clock.subscribe(() => {});
  vi.advanceTimersByTime(499);
  expect(clock.nowMs()).toBe(1_000);
});
