import { concat } from "./bytes.js";
import { tagged } from "./primitives.js";
import { sodium } from "./sodium.js";

/** So many hashes between two moments in which others may work: some milliseconds. */
const hashesAtATime = 5_000;

/**
 * Finds the number (8 bytes) for which SHA-512 of LP("MCE1/work") ‖ nonce ‖ number begins with so many zero bits, 1 to
 * 24 (PROTOCOL.md L3; after hashcash, Back 2002). On average it takes 2^bits hashes. Not about secrets: what is asked is
 * only that it costs time.
 */
export const proveWork = async ({
  nonce,
  bits,
}: {
  nonce: Uint8Array;
  bits: number;
}): Promise<Uint8Array> => {
  const input = concat(tagged("MCE1/work"), nonce, new Uint8Array(8));
  const number = input.subarray(input.length - 8);
  const counter = new DataView(number.buffer, number.byteOffset, 8);
  for (let count = 0; ; count++) {
    counter.setUint32(4, count);
    const [first = 0, second = 0, third = 0] = sodium.crypto_hash(input);
    if (((first << 16) | (second << 8) | third) >>> (24 - bits) === 0) return number.slice();
    if (count % hashesAtATime === 0) await new Promise((resolve) => setTimeout(resolve));
  }
};
