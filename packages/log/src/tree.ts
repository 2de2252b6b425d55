import { emptyRoot, nodeHash } from "./hash.js";

/**
 * The Merkle tree hash of a log, 32 bytes, from the leaf hashes of all its entries in order.
 * RFC 9162 §2.1.1.
 */
export async function treeRoot(leafHashes: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first] = leafHashes;
  if (first === undefined) return emptyRoot();
  if (leafHashes.length === 1) return first;
  const [left, right] = halves(leafHashes);
  return nodeHash(await treeRoot(left), await treeRoot(right));
}

/**
 * The hashes that lead from the leaf at `index` (from 0) to the root of the whole tree, lowest first.
 * Throws a RangeError when the tree has no such leaf. RFC 9162 §2.1.3.1.
 */
export async function inclusionPath(leafHashes: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
  if (!Number.isInteger(index) || index < 0 || index >= leafHashes.length) {
    throw new RangeError(`no leaf ${index} in a tree of ${leafHashes.length}`);
  }
  if (leafHashes.length === 1) return [];
  const [left, right] = halves(leafHashes);
  return index < left.length
    ? [...(await inclusionPath(left, index)), await treeRoot(right)]
    : [...(await inclusionPath(right, index - left.length)), await treeRoot(left)];
}

/**
 * The hashes that show that the first `olderSize` leaves are still the start of this tree, lowest first.
 * Empty when there is nothing to show: `olderSize` is 0 or the whole tree.
 * Throws a RangeError when the tree is smaller than that. RFC 9162 §2.1.4.1.
 */
export async function consistencyPath(
  leafHashes: readonly Uint8Array[],
  olderSize: number,
): Promise<Uint8Array[]> {
  if (!Number.isInteger(olderSize) || olderSize < 0 || olderSize > leafHashes.length) {
    throw new RangeError(`no first ${olderSize} leaves in a tree of ${leafHashes.length}`);
  }
  return olderSize === 0 ? [] : subproof(leafHashes, olderSize, "known");
}

/**
 * SUBPROOF of RFC 9162 §2.1.4.1. `root` says whether the verifier knows the hash of the older subtree already
 * ("known": it is the older root itself) or has to be given it ("needed").
 */
async function subproof(
  leafHashes: readonly Uint8Array[],
  olderSize: number,
  root: "known" | "needed",
): Promise<Uint8Array[]> {
  if (olderSize === leafHashes.length) return root === "known" ? [] : [await treeRoot(leafHashes)];
  const [left, right] = halves(leafHashes);
  return olderSize <= left.length
    ? [...(await subproof(left, olderSize, root)), await treeRoot(right)]
    : [...(await subproof(right, olderSize - left.length, "needed")), await treeRoot(left)];
}

/** Two or more leaves, split at the largest power of two that leaves something on the right. */
function halves(
  leafHashes: readonly Uint8Array[],
): [left: readonly Uint8Array[], right: readonly Uint8Array[]] {
  let split = 1;
  while (split * 2 < leafHashes.length) split *= 2;
  return [leafHashes.slice(0, split), leafHashes.slice(split)];
}
