import { createHash, createPublicKey, verify } from "node:crypto";

/** The fixed start of an Ed25519 public key in DER (RFC 8410 §4); the 32 raw bytes follow. */
const derPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** MCE1's LP(tag) ‖ parts: u8 length ‖ ASCII tag ‖ the bytes. */
export const tagged = (tag: string, ...parts: Uint8Array[]): Uint8Array =>
  Buffer.concat([Buffer.from([tag.length]), Buffer.from(tag, "ascii"), ...parts]);

/** Whether `signature` (64 bytes) is of `vk` (32 raw bytes) over LP(tag) ‖ bytes, RFC 8032. False for a key that is none. */
export const isSigned = (
  tag: string,
  bytes: Uint8Array,
  { vk, signature }: { vk: Uint8Array; signature: Uint8Array },
): boolean => {
  if (vk.length !== 32 || signature.length !== 64) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([derPrefix, vk]), format: "der", type: "spki" });
    return verify(null, tagged(tag, bytes), key, signature);
  } catch {
    return false;
  }
};

/** 32 bytes. */
export const sha256 = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
