/** Bytes of every hash in the tree: SHA-256 (RFC 9162 §2.1.1). */
const HASH_BYTES = 32;

/** A leaf and an inner node can never share an input, so nobody can pass one off as the other (RFC 9162 §2.1.1). */
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** The hash of one log entry, 32 bytes: `SHA-256(0x00 ‖ entry)` (RFC 9162 §2.1.1). */
export const leafHash = (entryBytes: Uint8Array): Promise<Uint8Array> => sha256(LEAF_PREFIX, entryBytes);

/** The hash of two neighbouring subtrees, 32 bytes: `SHA-256(0x01 ‖ left ‖ right)` (RFC 9162 §2.1.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> =>
  sha256(NODE_PREFIX, left, right);

/** The root of the tree without entries, 32 bytes: the hash of nothing (RFC 9162 §2.1.1). */
export const emptyRoot = (): Promise<Uint8Array> => sha256();

/** True when every given value has the length of a hash; others would let two proofs spell the same bytes. */
export const areHashes = (values: readonly Uint8Array[]): boolean =>
  values.every((value) => value.length === HASH_BYTES);

/** Byte equality. The tree is public, so the comparison may take as long as it takes. */
export const equalHashes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** SHA-256 of these bytes one behind the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const input = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", input));
}
