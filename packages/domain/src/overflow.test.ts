import type { DeskId } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type OverflowDesk, overflowFaults } from "./overflow.js";

const desk = (name: string) => `d0000000-0000-4000-8000-0000000000${name}` as DeskId;
const [a, b, c, d, archive] = ["0a", "0b", "0c", "0d", "ff"].map(desk) as [
  DeskId,
  DeskId,
  DeskId,
  DeskId,
  DeskId,
];
const town = (overflows: Partial<Record<DeskId, DeskId>>): OverflowDesk[] =>
  [a, b, c, d, archive].map((one) => ({
    desk: one,
    kind: one === archive ? "archive" : "desk",
    overflow: overflows[one] ?? null,
  }));

test("a desk may overflow to another, that one to a third, and several to one", () => {
  expect(overflowFaults(town({}))).toEqual([]);
  expect(overflowFaults(town({ [a]: b, [b]: c, [d]: c }))).toEqual([]);
});

test("a circle is refused for each desk in it, and for none that leads into it", () => {
  expect(overflowFaults(town({ [a]: b, [b]: a }))).toEqual([
    { desk: a, fault: "loop" },
    { desk: b, fault: "loop" },
  ]);
  expect(overflowFaults(town({ [d]: a, [a]: b, [b]: c, [c]: a })).map((one) => one.desk)).toEqual([a, b, c]);
});

test("to itself, to and from the archive, and to a desk that there is not, is refused", () => {
  expect(overflowFaults(town({ [a]: a }))).toEqual([{ desk: a, fault: "itself" }]);
  expect(overflowFaults(town({ [a]: archive }))).toEqual([{ desk: a, fault: "archive" }]);
  expect(overflowFaults(town({ [archive]: a }))).toEqual([{ desk: archive, fault: "archive" }]);
  expect(overflowFaults(town({ [a]: desk("99") }))).toEqual([{ desk: a, fault: "no_desk" }]);
});

test("where nothing is refused, every way ends at a desk that does not overflow", () => {
  const all = [a, b, c, d];
  const way = fc.option(fc.constantFrom(...all), { nil: null });
  fc.assert(
    fc.property(fc.tuple(way, way, way, way), (overflows) => {
      const desks = all.map((one, index) => ({
        desk: one,
        kind: "desk" as const,
        overflow: overflows[index] ?? null,
      }));
      const ends = all.every((from) => {
        let at: DeskId | null = from;
        for (let steps = 0; at !== null && steps <= all.length; steps++)
          at = desks.find((one) => one.desk === at)?.overflow ?? null;
        return at === null;
      });
      expect(overflowFaults(desks).length === 0).toBe(ends);
    }),
  );
});
