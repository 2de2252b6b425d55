import {
  type Checkpoint,
  consistencyPath,
  type DestructionDay,
  destructionLeaf,
  leafHash,
  treeRoot,
  verifyConsistency,
} from "@eigenkanaal/log";

/** One town's log as its database holds it, and what must stand in it. */
type LogRows = {
  origin: string;
  entries: readonly { index: number; leaf: Uint8Array }[];
  /** The leaves of its certificates, in the order in which the ceremony numbered them. */
  certificates: readonly Uint8Array[];
  days: readonly DestructionDay[];
};

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/**
 * What is wrong with a log, each with its place, and its head: that it has every certificate and every day once, each kind in
 * its order and nothing else, and that it begins with all that checkpoints kept elsewhere say. Who has all entries needs no
 * inclusion proofs: the head is recomputed from them.
 */
export const checkLog = async (
  { origin, entries, certificates, days }: LogRows,
  kept: readonly Checkpoint[],
): Promise<{ head: Checkpoint; faults: string[] }> => {
  const faults = entries.flatMap(({ index }, at) =>
    index === at ? [] : [`entry ${at} of the log is missing: ${index} stands in its place`],
  );
  const places = new Map(entries.map(({ leaf }, at) => [hexOf(leaf), at]));
  const dayLeaves = await Promise.all(days.map((day) => destructionLeaf(day)));
  const nameOf = ({ firstSeq, lastSeq }: DestructionDay) =>
    `the day of the numbers ${firstSeq} to ${lastSeq}`;
  const due = [
    certificates.map((leaf, index) => ({ leaf, name: `certificate ${index} of the ceremony` })),
    days.map((day, index) => ({ leaf: dayLeaves[index] ?? new Uint8Array(), name: nameOf(day) })),
  ];
  for (const kind of due) {
    let before = -1;
    for (const { leaf, name } of kind) {
      const place = places.get(hexOf(leaf));
      if (place === undefined) faults.push(`${name}: it does not stand in the log`);
      else if (place < before) faults.push(`${name}: it does not stand in the log behind the one before`);
      places.delete(hexOf(leaf));
      before = place ?? before;
    }
  }
  for (const place of places.values())
    faults.push(`entry ${place} of the log is of nothing that stands there`);
  const hashes = await Promise.all(entries.map(({ leaf }) => leafHash(leaf)));
  const head = { origin, size: hashes.length, root: await treeRoot(hashes) };
  for (const one of kept)
    if (one.size > head.size)
      faults.push(`the log has ${head.size} entries, fewer than the checkpoint of ${one.size}`);
    else if (!(await verifyConsistency(one, head, await consistencyPath(hashes, one.size))))
      faults.push(`the log does not begin with the ${one.size} entries of the checkpoint`);
  return { head, faults };
};
