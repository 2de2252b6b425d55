import { concat, type Random, u8, utf8 } from "./bytes.js";
import { sodium } from "./sodium.js";

/** A signing key pair: Ed25519, `vk` 32 bytes, `sk` 64 bytes as libsodium has it (seed ‖ vk). */
export type SigningKeys = { readonly vk: Uint8Array; readonly sk: Uint8Array };

/** A key pair to wrap for: X25519 (pk 32, sk 32) or X-Wing (pk 1216, sk 32). */
export type BoxKeys = { readonly pk: Uint8Array; readonly sk: Uint8Array };

/** LP(tag): u8 length ‖ ASCII tag. Every hash, signature and wrap starts with one (DESIGN §2). */
export const tagged = (tag: string): Uint8Array => {
  const text = utf8(tag);
  return concat(u8(text.length), text);
};

/** H(tag, message): BLAKE2b-256 over LP(tag) ‖ message. */
export const hash = (tag: string, ...message: readonly Uint8Array[]): Uint8Array =>
  sodium.crypto_generichash(32, concat(tagged(tag), ...message), null);

/** KH(key, tag, message): the same, keyed with 16 to 64 bytes. */
export const keyedHash = (key: Uint8Array, tag: string, ...message: readonly Uint8Array[]): Uint8Array =>
  sodium.crypto_generichash(32, concat(tagged(tag), ...message), key);

/** Sign(sk, tag, message): a detached Ed25519 signature of 64 bytes over LP(tag) ‖ message. */
export const sign = (sk: Uint8Array, tag: string, ...message: readonly Uint8Array[]): Uint8Array =>
  sodium.crypto_sign_detached(concat(tagged(tag), ...message), sk);

/** Whether `signature` is `vk`'s over LP(tag) ‖ message; false for wrong lengths and small-order keys. */
export function verify(
  signed: { vk: Uint8Array; signature: Uint8Array },
  tag: string,
  ...message: readonly Uint8Array[]
): boolean {
  if (signed.vk.length !== 32 || signed.signature.length !== 64) return false;
  return sodium.crypto_sign_verify_detached(signed.signature, concat(tagged(tag), ...message), signed.vk);
}

/** KDF(key, id, context): 32 bytes; context is exactly 8 ASCII characters. */
export const kdf = (key: Uint8Array, id: number, context: string): Uint8Array =>
  sodium.crypto_kdf_derive_from_key(32, id, context, key);

/** What `aeadSeal` adds to a message: nonce 24 and tag 16. */
export const aeadOverhead = 40;

type Aead = { readonly key: Uint8Array; readonly ad: Uint8Array };

/** AE(key, ad, message) = nonce 24 ‖ XChaCha20-Poly1305-IETF. */
export function aeadSeal({ key, ad }: Aead, message: Uint8Array, { random }: { random: Random }): Uint8Array {
  const nonce = random(24);
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, ad, null, nonce, key));
}

/** The message inside AE(key, ad, …); undefined when a bit of key, ad or ciphertext differs. */
export function aeadOpen({ key, ad }: Aead, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < aeadOverhead) return undefined;
  const [nonce, ciphertext] = [sealed.subarray(0, 24), sealed.subarray(24)];
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, ad, nonce, key);
  } catch {
    return undefined;
  }
}

/** Overwrites secrets that are done with. Copies that the engine made stay out of reach: best effort only. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) sodium.memzero(secret);
}
