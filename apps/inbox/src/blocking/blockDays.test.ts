import { expect, test } from "vitest";
import { daysOf } from "./blockDays.js";

test("a whole number from 1 to 30 is a number of days, anything else is none", () => {
  expect([" 1", "14", "30"].map(daysOf)).toEqual([1, 14, 30]);
  expect(["", "0", "31", "1.5", "-2", "twee", "1e1"].map(daysOf)).toEqual(new Array(7).fill(undefined));
});
