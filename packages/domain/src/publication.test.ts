import fc from "fast-check";
import { expect, test } from "vitest";
import { fewestPublished, type Sum, suppressed } from "./publication.js";

/** A table of counts with the sum of each row and column: places, row by row, the sums last of each. */
const tableOf = (cells: readonly number[][]) => {
  const width = (cells[0]?.length ?? 0) + 1;
  const withSums = cells.map((row) => [...row, row.reduce((one, other) => one + other, 0)]);
  const last = Array.from({ length: width }, (_, column) =>
    withSums.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  const rows = [...withSums, last];
  const place = (row: number, column: number) => row * width + column;
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
  const sums: Sum[] = [
    ...rows.map((_, row) => ({
      total: place(row, width - 1),
      parts: upTo(width - 1).map((column) => place(row, column)),
    })),
    ...upTo(width).map((column) => ({
      total: place(cells.length, column),
      parts: upTo(cells.length).map((row) => place(row, column)),
    })),
  ];
  return { counts: rows.flat(), sums };
};

test("what is about fewer than five is left out, and nought is told", () => {
  expect([...suppressed([0, 4, 5, 1, 0], [])]).toEqual([1, 3]);
});

test("a total minus the others gives nothing away: the least of the others is left out with it", () => {
  const sums = [{ total: 0, parts: [1, 2, 3] }];
  expect([...suppressed([40, 3, 17, 20], sums)].toSorted()).toEqual([1, 2]);
  // Together these would be two conversations, of which both are known then.
  expect([...suppressed([22, 1, 1, 20], sums)].toSorted()).toEqual([1, 2, 3]);
  expect([...suppressed([30, 10, 20, 0], sums)]).toEqual([]);
});

test("a total that is left out is not the sum of what is told", () => {
  const hidden = suppressed([4, 4, 0], [{ total: 0, parts: [1, 2] }]);
  expect([...hidden].toSorted()).toEqual([0, 1]);
});

test("two sums that are of one another give nothing away together", () => {
  // The row tells a + b, the column a + c, and both end in what is told: only c and b are as unknown as a.
  const { counts, sums } = tableOf([
    [2, 30, 40],
    [50, 60, 70],
    [80, 90, 99],
  ]);
  const hidden = suppressed(counts, sums);
  expect(hidden.has(0)).toBe(true);
  expect(hidden.size).toBeGreaterThanOrEqual(4);
});

/** Everything that the hidden counts may be, by trying: what a reader can know who knows the sums and what is told. */
const possibilities = (counts: readonly number[], sums: readonly Sum[], hidden: ReadonlySet<number>) => {
  const found = new Map([...hidden].map((place) => [place, new Set<number>()]));
  const places = [...hidden];
  const most = Math.max(...counts);
  const guess = [...counts];
  const isFull = (sum: Sum, until: number) =>
    [sum.total, ...sum.parts].every((place) => !hidden.has(place) || places.indexOf(place) < until);
  let tries = 0;
  const go = (at: number): void => {
    if (++tries > 400_000) throw new Error("too large to try");
    const settled = sums.filter((sum) => isFull(sum, at));
    const adds = ({ total, parts }: Sum) =>
      parts.reduce((sum, place) => sum + (guess[place] ?? 0), 0) === guess[total];
    if (!settled.every(adds)) return;
    const place = places[at];
    if (place === undefined) {
      for (const one of places) found.get(one)?.add(guess[one] ?? 0);
      return;
    }
    for (let value = 0; value <= most + 1; value++) {
      guess[place] = value;
      go(at + 1);
    }
  };
  go(0);
  return found;
};

test("whoever tries everything that adds up finds more than one value for each count that is too small to tell", () => {
  const cell = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 9 }));
  const table = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 2 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  let tried = 0;
  fc.assert(
    fc.property(table, (cells) => {
      const { counts, sums } = tableOf(cells);
      const hidden = suppressed(counts, sums);
      const small = [...counts.keys()].filter((place) => {
        const count = counts[place] ?? 0;
        return count > 0 && count < fewestPublished;
      });
      for (const place of small) expect(hidden.has(place)).toBe(true);
      let found: ReturnType<typeof possibilities>;
      try {
        found = possibilities(counts, sums, hidden);
      } catch {
        return;
      }
      tried++;
      for (const place of small)
        expect([cells, place, found.get(place)?.size ?? 0, ">1"]).toEqual([
          cells,
          place,
          expect.toSatisfy((size: number) => size > 1),
          ">1",
        ]);
    }),
    { numRuns: 60 },
  );
  expect(tried).toBeGreaterThan(20);
});
