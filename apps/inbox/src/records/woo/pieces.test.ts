import type { Marking } from "@eigenkanaal/records/redaction";
import { expect, it } from "vitest";
import { piecesOf } from "./pieces.js";

const marking = (start: number, end: number, state: Marking["state"]): Marking => ({
  ...{ of: 1, start, end, ground: "5.1.2.e", kind: "name", state },
});

it("cuts a text where its markings begin and end, and shows the strongest of those that overlap", () => {
  const pieces = piecesOf("0123456789", [marking(2, 6, "suggested"), marking(4, 8, "confirmed")]);
  expect(pieces).toEqual([
    { start: 0, text: "01", state: null, keys: [] },
    { start: 2, text: "23", state: "suggested", keys: ["1.2.6"] },
    { start: 4, text: "45", state: "confirmed", keys: ["1.2.6", "1.4.8"] },
    { start: 6, text: "67", state: "confirmed", keys: ["1.4.8"] },
    { start: 8, text: "89", state: null, keys: [] },
  ]);
});

it("leaves a text without markings whole, and an empty one empty", () => {
  expect(piecesOf("abc", [])).toEqual([{ start: 0, text: "abc", state: null, keys: [] }]);
  expect(piecesOf("", [])).toEqual([]);
});
