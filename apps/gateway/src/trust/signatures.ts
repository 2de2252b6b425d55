import { createHash, createPublicKey, verify } from "node:crypto";

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
    // A JWK (RFC 8037 §2): OpenSSL takes its bytes as they are, and needs longer to parse DER than to verify.
    const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(vk).toString("base64url") };
    const key = createPublicKey({ key: jwk, format: "jwk" });
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
