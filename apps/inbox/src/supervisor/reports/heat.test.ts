import type { Report } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { heatOf } from "./heat.js";

const hour = (hourOfWeek: number, volume: number) => ({ hourOfWeek, volume }) as Report["byHour"][number];

test("the hours shown are those of the day in which anything began, whatever the weekday", () => {
  expect(heatOf([hour(9, 1), hour(24 + 12, 4)]).hours).toEqual([9, 10, 11, 12]);
  expect(heatOf([]).hours).toEqual([]);
});

test("the busiest hour is the darkest, and any at all is not white", () => {
  const { cells } = heatOf([hour(9, 1), hour(10, 50), hour(11, 100)]);
  expect([9, 10, 11].map((at) => cells.get(at)?.heat)).toEqual([1, 2, 4]);
});
