import { expect, it } from "vitest";
import { askedBy, latestDay, newDraft, type ReviewDraft } from "./draft.js";

const nowMs = new Date(2026, 10, 23, 10, 42).getTime();
const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const whole: ReviewDraft = { ...newDraft(nowMs, uuid(1)), reviewer: uuid(2), reason: " Steekproef " };
const asked = (over: Partial<ReviewDraft> = {}) => askedBy({ ...whole, ...over }, nowMs);

it("asks of whole days, the last of each with it", () => {
  expect(asked({ from: "2026-11-01", until: "2026-11-22", lastDay: "2026-11-30" })).toEqual({
    selection: {
      ...{ desk: uuid(1), topic: null, outcome: null },
      ...{ fromMs: new Date(2026, 10, 1).getTime(), toMs: new Date(2026, 10, 23).getTime() },
    },
    ...{ number: 5, reviewer: uuid(2), reason: "Steekproef", endsAtMs: new Date(2026, 11, 1).getTime() },
  });
  expect(asked({ topic: uuid(3), outcome: "answered" })?.selection).toMatchObject({
    ...{ topic: uuid(3), outcome: "answered" },
  });
});

it.each<[string, Partial<ReviewDraft>]>([
  ["a desk", { desk: "" }],
  ["who reviews", { reviewer: "" }],
  ["why", { reason: "  " }],
  ["a number", { number: Number.NaN }],
  ["at least one", { number: 0 }],
  ["no more than there may be", { number: 21 }],
  ["a day to begin", { from: "" }],
  ["days the right way round", { from: "2026-11-22", until: "2026-11-21" }],
  ["a last day that is not over", { lastDay: "2026-11-22" }],
])("asks nothing without %s", (_, over) => {
  expect(asked()).toBeDefined();
  expect(asked(over)).toBeUndefined();
});

it("takes the last day that ends within a month, and none after it", () => {
  expect(latestDay(nowMs)).toBe("2026-12-23");
  expect(asked({ lastDay: "2026-12-23" })).toBeDefined();
  expect(asked({ lastDay: "2026-12-24" })).toBeUndefined();
});
