import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consistencyPath,
  inclusionPath,
  leafHash,
  nodeHash,
  type TreeHead,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "./index.js";

const LARGEST = 33;
const leaves = await Promise.all(Array.from({ length: LARGEST }, (_, i) => leafHash(Uint8Array.of(i))));
const heads: TreeHead[] = await Promise.all(
  Array.from({ length: LARGEST + 1 }, async (_, size) => ({
    size,
    root: await treeRoot(leaves.slice(0, size)),
  })),
);
const head = (size: number): TreeHead => at(heads, size);
const everyLeaf = heads.flatMap(({ size }) => Array.from({ length: size }, (_, index) => ({ size, index })));
const everyPair = heads.flatMap(({ size: newer }) =>
  Array.from({ length: newer + 1 }, (_, older) => ({ older, newer })),
);
const leaf = (index: number) => ({ index, hash: at(leaves, index) });

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

/** Every way to spoil one proof by a single step: a bit of each hash, one hash fewer, one more, two swapped. */
function spoiled(path: readonly Uint8Array[]): Uint8Array[][] {
  const flipped = path.map((hash, i) => path.with(i, hash.with(31, at([...hash], 31) ^ 1)));
  const shorter = path.map((_, i) => path.toSpliced(i, 1));
  const longer = [
    [...path, at(leaves, 0)],
    [at(leaves, 0), ...path],
  ];
  const swapped = path.slice(1).map((hash, i) => path.with(i, hash).with(i + 1, at(path, i)));
  return [...flipped, ...shorter, ...longer, ...swapped];
}

describe("an inclusion proof", () => {
  it(`holds for its own leaf at its own index, in every tree up to ${LARGEST} leaves`, async () => {
    const refused: string[] = [];
    for (const { size, index } of everyLeaf) {
      const path = await inclusionPath(leaves.slice(0, size), index);
      if (!(await verifyInclusion(leaf(index), path, head(size)))) refused.push(`${index} of ${size}`);
    }
    expect(refused).toEqual([]);
  });

  it("is refused for another index, another leaf and another head", async () => {
    const accepted: string[] = [];
    for (const { size, index } of everyLeaf.filter((place) => place.size <= 17)) {
      const path = await inclusionPath(leaves.slice(0, size), index);
      const others = Array.from({ length: size }, (_, i) => i).filter((i) => i !== index);
      const untrue = [
        ...others.map((other) => [{ ...leaf(index), index: other }, head(size)] as const),
        ...others.map((other) => [{ ...leaf(other), index }, head(size)] as const),
        [leaf(index), head(size - 1)] as const,
        [leaf(index), { ...head(size - 1), size }] as const,
      ];
      for (const [claim, of] of untrue) {
        if (await verifyInclusion(claim, path, of)) accepted.push(`${claim.index} of ${of.size}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it("is refused with any hash changed, missing, added or swapped", async () => {
    const accepted: string[] = [];
    for (const { size, index } of everyLeaf) {
      const path = await inclusionPath(leaves.slice(0, size), index);
      for (const forged of spoiled(path)) {
        if (await verifyInclusion(leaf(index), forged, head(size))) accepted.push(`${index} of ${size}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it("does not take an inner node for a leaf", async () => {
    const inner = { index: 0, hash: await nodeHash(at(leaves, 0), at(leaves, 1)) };
    const path = await inclusionPath(leaves.slice(0, 4), 0);
    expect(await verifyInclusion(leaf(0), path, head(4))).toBe(true);
    expect(await verifyInclusion(inner, path.slice(1), head(4))).toBe(false);
  });
});

describe("a consistency proof", () => {
  it(`holds between every two heads up to ${LARGEST} leaves`, async () => {
    const refused: string[] = [];
    for (const { older, newer } of everyPair) {
      const path = await consistencyPath(leaves.slice(0, newer), older);
      if (!(await verifyConsistency(head(older), head(newer), path))) refused.push(`${older} to ${newer}`);
    }
    expect(refused).toEqual([]);
  });

  it("is refused backwards, from a rewritten past and to a forked present", async () => {
    const accepted: string[] = [];
    for (const { older, newer } of everyPair) {
      const path = await consistencyPath(leaves.slice(0, newer), older);
      const rewritten = { size: older, root: at(leaves, 0).toReversed() };
      const forked = { size: newer, root: at(leaves, 0).toReversed() };
      if (await verifyConsistency(rewritten, head(newer), path))
        accepted.push(`rewritten ${older} to ${newer}`);
      // Any tree begins with the empty one: only a past with leaves in it contradicts a fork.
      if (older > 0 && (await verifyConsistency(head(older), forked, path)))
        accepted.push(`${older} to forked ${newer}`);
      if (older < newer && (await verifyConsistency(head(newer), head(older), path)))
        accepted.push(`${newer} to ${older}`);
    }
    expect(accepted).toEqual([]);
  });

  it("is refused with any hash changed, missing, added or swapped", async () => {
    const accepted: string[] = [];
    for (const { older, newer } of everyPair) {
      const path = await consistencyPath(leaves.slice(0, newer), older);
      for (const forged of spoiled(path)) {
        if (await verifyConsistency(head(older), head(newer), forged)) accepted.push(`${older} to ${newer}`);
      }
    }
    expect(accepted).toEqual([]);
  });
});

describe("hostile claims", () => {
  const sizes = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1];

  it.each(sizes)("are refused, not thrown, with a size or index of %s", async (size) => {
    const path = await inclusionPath(leaves.slice(0, 2), 1);
    expect(await verifyInclusion(leaf(1), path, head(2))).toBe(true);
    expect(await verifyInclusion(leaf(1), path, { ...head(2), size })).toBe(false);
    expect(await verifyInclusion({ ...leaf(1), index: size }, path, head(2))).toBe(false);
    expect(await verifyConsistency({ ...head(1), size }, head(2), [at(leaves, 1)])).toBe(false);
    expect(await verifyConsistency(head(1), { ...head(2), size }, [at(leaves, 1)])).toBe(false);
    expect(await verifyConsistency({ ...head(2), size }, { ...head(2), size }, [])).toBe(false);
  });

  it("are refused when two hashes of other lengths spell the bytes of the true ones", async () => {
    const both = new Uint8Array([...at(leaves, 0), ...at(leaves, 1)]);
    expect(await verifyInclusion({ index: 0, hash: both.slice(0, 32) }, [both.slice(32)], head(2))).toBe(
      true,
    );
    expect(await verifyInclusion({ index: 0, hash: both.slice(0, 31) }, [both.slice(31)], head(2))).toBe(
      false,
    );
  });

  it("are refused when the path climbs above the root of so small a tree", async () => {
    const [l0, l1, l2, l3, above] = leaves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    expect(
      await verifyInclusion({ index: 0, hash: l1 }, [l0], { size: 1, root: await nodeHash(l0, l1) }),
    ).toBe(false);

    const path = await consistencyPath([l0, l1, l2, l3], 3);
    expect(await verifyConsistency(head(3), head(4), path)).toBe(true);
    const [older, newer] = await Promise.all(
      [head(3), head(4)].map(async ({ size, root }) => ({ size, root: await nodeHash(above, root) })),
    );
    if (older === undefined || newer === undefined) throw new Error("two heads in, two heads out");
    expect(await verifyConsistency(older, newer, [...path, above])).toBe(false);
  });
});

describe("a log beyond 32 bits", () => {
  it("is verified without wrapping around", async () => {
    const [left, sibling, hash] = leaves as [Uint8Array, Uint8Array, Uint8Array];
    const size = 2 ** 33 + 2;
    const root = await nodeHash(left, await nodeHash(sibling, hash));
    expect(await verifyInclusion({ index: size - 1, hash }, [sibling, left], { size, root })).toBe(true);
    expect(await verifyInclusion({ index: size - 2, hash }, [sibling, left], { size, root })).toBe(false);
    expect(await verifyInclusion({ index: 0, hash }, [sibling, left], { size, root })).toBe(false);
  });
});

describe("the prover", () => {
  it("refuses a leaf or an older tree that the log does not have", async () => {
    const three = leaves.slice(0, 3);
    expect(await inclusionPath(three, 2)).toHaveLength(1);
    await expect(inclusionPath(three, 3)).rejects.toThrow(RangeError);
    await expect(inclusionPath(three, -1)).rejects.toThrow(RangeError);
    expect(await consistencyPath(three, 3)).toEqual([]);
    await expect(consistencyPath(three, 4)).rejects.toThrow(RangeError);
    await expect(consistencyPath(three, 1.5)).rejects.toThrow(RangeError);
  });
});

describe("any log", () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 200 });

  it("proves every entry, and that it only grew", async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), async (log, seed) => {
        const hashes = await Promise.all(log.map(leafHash));
        const now = { size: log.length, root: await treeRoot(hashes) };
        const index = seed % log.length;
        const path = await inclusionPath(hashes, index);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(log.length)));
        expect(await verifyInclusion({ index, hash: at(hashes, index) }, path, now)).toBe(true);

        const before = { size: index, root: await treeRoot(hashes.slice(0, index)) };
        expect(await verifyConsistency(before, now, await consistencyPath(hashes, index))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("cannot prove that it only grew once an old entry was rewritten", async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), async (log, seed) => {
        const hashes = await Promise.all(log.map(leafHash));
        const before = { size: log.length, root: await treeRoot(hashes) };
        const index = seed % log.length;
        const grown = [
          ...hashes.with(index, await leafHash(Uint8Array.of(...at(log, index), 0))),
          at(hashes, 0),
        ];
        const after = { size: grown.length, root: await treeRoot(grown) };
        expect(await verifyConsistency(before, after, await consistencyPath(grown, log.length))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
