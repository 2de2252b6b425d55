import { areHashes, emptyRoot, equalHashes, nodeHash } from "./hash.js";

/** What a log commits to at one moment: how many entries it has, and their Merkle tree hash (32 bytes). */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** One entry's place in a log: its index from 0 and its leaf hash (32 bytes). */
export interface Leaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/**
 * Whether `path` proves that the tree of `head` holds this leaf at this index. False for anything else,
 * however malformed. RFC 9162 §2.1.3.2.
 */
export async function verifyInclusion(
  leaf: Leaf,
  path: readonly Uint8Array[],
  head: TreeHead,
): Promise<boolean> {
  if (!isCount(leaf.index) || !isCount(head.size) || leaf.index >= head.size) return false;
  if (!areHashes([leaf.hash, head.root, ...path])) return false;

  let place: Place = { node: leaf.index, last: head.size - 1 };
  let hash = leaf.hash;
  for (const sibling of path) {
    if (place.last === 0) return false;
    hash = siblingIsLeft(place) ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    place = parent(place);
  }
  return place.last === 0 && equalHashes(hash, head.root);
}

/**
 * Whether `path` proves that the newer tree begins with all of the older one: nothing was changed or removed.
 * Every tree begins with the empty one. False for anything else, however malformed. RFC 9162 §2.1.4.2.
 */
export async function verifyConsistency(
  older: TreeHead,
  newer: TreeHead,
  path: readonly Uint8Array[],
): Promise<boolean> {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false;
  if (!areHashes([older.root, newer.root, ...path])) return false;
  if (older.size === newer.size) return path.length === 0 && equalHashes(older.root, newer.root);
  if (older.size === 0) return path.length === 0 && equalHashes(older.root, await emptyRoot());

  // The largest complete subtree that ends where the older tree ends; of a complete older tree that is its root.
  let place: Place = { node: older.size - 1, last: newer.size - 1 };
  while (place.node % 2 === 1) place = half(place);
  const [start, ...siblings] = place.node === 0 ? [older.root, ...path] : path;
  if (start === undefined) return false;

  let olderHash = start;
  let newerHash = start;
  for (const sibling of siblings) {
    if (place.last === 0) return false;
    if (siblingIsLeft(place)) {
      olderHash = await nodeHash(sibling, olderHash);
      newerHash = await nodeHash(sibling, newerHash);
    } else {
      newerHash = await nodeHash(newerHash, sibling);
    }
    place = parent(place);
  }
  return place.last === 0 && equalHashes(olderHash, older.root) && equalHashes(newerHash, newer.root);
}

/** A node on one level of the tree and the last node of that level, both counted from 0 (fn and sn in the RFC). */
interface Place {
  readonly node: number;
  readonly last: number;
}

const siblingIsLeft = ({ node, last }: Place): boolean => node % 2 === 1 || node === last;

/** Shifted by division, not `>> 1`: a log may claim a size beyond 32 bits. */
const half = ({ node, last }: Place): Place => ({ node: Math.floor(node / 2), last: Math.floor(last / 2) });

/** One level up; a last node without a sibling of its own rises to where it gets one. */
function parent(place: Place): Place {
  let at = place;
  if (at.node === at.last) while (at.node % 2 === 0 && at.node !== 0) at = half(at);
  return half(at);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
