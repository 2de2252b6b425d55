import { sha256 } from "./hash.js";

/** The type of a leaf that stands for a day of destruction; 1 to 5 are certificates (packages/crypto/DESIGN.md §2.3). */
const DESTRUCTION_LEAF = 7;

/** A day of destruction: the numbers of its first and last certificate in the register, and the root of its tree, 32 bytes. */
export interface DestructionDay {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly root: Uint8Array;
}

/** The 42 bytes of its entry in the town's log: "MCE1/leaf" ‖ 7 ‖ SHA-256(first u32 ‖ last u32 ‖ root). */
export async function destructionLeaf({ firstSeq, lastSeq, root }: DestructionDay): Promise<Uint8Array> {
  const numbers = new Uint8Array(8);
  new DataView(numbers.buffer).setUint32(0, firstSeq);
  new DataView(numbers.buffer).setUint32(4, lastSeq);
  const tag = new TextEncoder().encode("MCE1/leaf");
  return Uint8Array.of(...tag, DESTRUCTION_LEAF, ...(await sha256(numbers, root)));
}
