import { createHash, randomBytes } from "node:crypto";
import type { Work } from "@eigenkanaal/protocol";

/** Asks for work that nobody can have done before (hashcash, Back 2002; PROTOCOL.md L3). */
export const newWork = (bits: number): Work => ({ nonce: randomBytes(16), bits });

/** Whether SHA-512 of LP("MCE1/work") ‖ nonce ‖ number (8 bytes) begins with as many zero bits as were asked. */
export const isWorked = ({ nonce, bits }: Work, numberBytes: Uint8Array): boolean => {
  const tag = "MCE1/work";
  const hash = createHash("sha512")
    .update(Buffer.from([tag.length]))
    .update(tag)
    .update(nonce)
    .update(numberBytes)
    .digest();
  return hash.readUInt32BE() >>> (32 - bits) === 0;
};
