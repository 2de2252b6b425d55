import { expect, it } from "vitest";
import { rowsInDocument } from "./rowWindow.js";

const range = { startIndex: 10, endIndex: 12, overscan: 1, count: 100 };

it("holds what is in sight, and the row that the keyboard is on wherever it is", () => {
  expect(rowsInDocument(range, 11)).toEqual([9, 10, 11, 12, 13]);
  expect(rowsInDocument(range, 2)).toEqual([2, 9, 10, 11, 12, 13]);
  expect(rowsInDocument(range, 99)).toEqual([9, 10, 11, 12, 13, 99]);
  expect(rowsInDocument(range, -1)).toEqual([9, 10, 11, 12, 13]);
});
