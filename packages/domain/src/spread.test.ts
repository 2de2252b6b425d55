import fc from "fast-check";
import { expect, test } from "vitest";
import { createColumn, spreadOf, spreadsByGroup } from "./spread.js";

/** Few values many times and many values once, as durations are. */
const value = fc.oneof(fc.nat(5), fc.nat(1_000_000), fc.integer({ min: 0, max: 2 ** 45 }));
const values = fc.array(value, { maxLength: 300 });

/** percentile_disc as PostgreSQL documents it, of values in their order. */
const discrete = (of: readonly number[], share: number) =>
  of.toSorted((one, other) => one - other)[Math.ceil(of.length * share) - 1] ?? null;
const reckoned = (of: readonly number[]) => ({ medianMs: discrete(of, 0.5), p90Ms: discrete(of, 0.9) });

test("median and ninth decile are those of the sorted values, in whatever order these come", () => {
  fc.assert(
    fc.property(values, fc.constantFrom("drawn", "rising", "falling"), (drawn, order) => {
      const rising = drawn.toSorted((one, other) => one - other);
      const given = { drawn, rising, falling: rising.toReversed() }[order];
      expect(spreadOf(Float64Array.from(given))).toEqual(reckoned(drawn));
    }),
  );
});

test("so they are where there are so many that a sample is taken first", () => {
  const many = fc.array(value, { minLength: 600, maxLength: 5_000, size: "max" });
  fc.assert(
    fc.property(many, (drawn) => {
      expect(spreadOf(Float64Array.from(drawn))).toEqual(reckoned(drawn));
    }),
    { numRuns: 20 },
  );
});

test("of ten the ninth is the ninth decile, of one that one is both, of none there is none", () => {
  expect(spreadOf(Float64Array.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1))).toEqual({ medianMs: 5, p90Ms: 9 });
  expect(spreadOf(Float64Array.of(7))).toEqual({ medianMs: 7, p90Ms: 7 });
  expect(spreadOf(new Float64Array())).toEqual({ medianMs: null, p90Ms: null });
});

test("of each group it is that of its own values", () => {
  const drawn = fc.array(fc.record({ value, group: fc.nat(6) }), { maxLength: 300 });
  fc.assert(
    fc.property(drawn, (rows) => {
      const ofGroup = spreadsByGroup(
        Float64Array.from(rows, (row) => row.value),
        Float64Array.from(rows, (row) => row.group),
        8,
      );
      for (let group = 0; group < 8; group++) {
        const own = rows.filter((row) => row.group === group).map((row) => row.value);
        expect([group, ofGroup(group)]).toEqual([group, reckoned(own)]);
      }
    }),
  );
});

test("a column has what was added, in its order", () => {
  const column = createColumn();
  const added = Array.from({ length: 1_000 }, (_, n) => n * 3);
  for (const one of added) column.add(one);
  expect([...column.values()]).toEqual(added);
});
