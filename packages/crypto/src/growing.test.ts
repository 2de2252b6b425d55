import fc from "fast-check";
import { expect, it } from "vitest";
import {
  appended,
  emptyList,
  emptySet,
  type GrowingList,
  including,
  isIn,
  replacedAt,
  valueAt,
} from "./growing.js";

const listOf = (values: readonly number[]): GrowingList<number> =>
  values.reduce<GrowingList<number>>(appended, emptyList);
const valuesOf = (list: GrowingList<number>) =>
  Array.from({ length: list.length }, (_, index) => valueAt(list, index));

it("a list holds what was added, in order, and nothing beyond its ends", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 300 }), (values) => {
      const list = listOf(values);
      expect(valuesOf(list)).toEqual(values);
      expect(valueAt(list, values.length)).toBeUndefined();
      expect(valueAt(list, -1)).toBeUndefined();
    }),
  );
});

it("a list is left as it was by what is added to it or replaced in it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 100 }), fc.nat(), (values, place) => {
      const list = listOf(values);
      const index = place % values.length;
      const [longer, other] = [appended(list, 7), replacedAt(list, index, 8)];
      expect(valuesOf(list)).toEqual(values);
      expect(valuesOf(longer)).toEqual([...values, 7]);
      expect(valuesOf(other)).toEqual(values.with(index, 8));
    }),
  );
});

it("a set holds what was added and nothing else, and is left as it was", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 100 }), ([other = "", ...values]) => {
      const set = values.reduce(including, emptySet);
      const larger = including(set, other);
      expect(values.every((value) => isIn(set, value) && isIn(larger, value))).toBe(true);
      expect([isIn(set, other), isIn(larger, other)]).toEqual([false, true]);
    }),
  );
});

it("n additions copy in the order of n log n", () => {
  const count = 4096;
  let list: GrowingList<number> = emptyList;
  let copied = 0;
  for (let n = 0; n < count; n++) {
    const before = new Set(list.chunks);
    list = appended(list, n);
    for (const chunk of list.chunks) if (!before.has(chunk)) copied += chunk.length;
  }
  expect(copied).toBeLessThan(count * (Math.log2(count) + 1));
});
