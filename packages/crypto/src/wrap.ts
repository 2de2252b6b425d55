import { concat, equalBytes, type Random } from "./bytes.js";
import type { WrapKeys } from "./keys.js";
import { aeadOpen, aeadOverhead, aeadSeal, wipe } from "./primitives.js";
import { sodium } from "./sodium.js";

/** 1: X25519 sealed box. 2: X-Wing (X25519 and ML-KEM-768). The certificate fixes it; nothing negotiates. */
export type WrapAlgorithm = 1 | 2;

const xwingCiphertextBytes = 1120;

/** Bytes of a public key per algorithm. */
export const wrapKeyBytes: Record<WrapAlgorithm, number> = { 1: 32, 2: 1216 };

/** Bytes of a wrap of a 32-byte key, for a context of `contextBytes`. */
export const wrapBytes = (alg: WrapAlgorithm, contextBytes: number): number =>
  alg === 1 ? sodium.crypto_box_SEALBYTES + contextBytes + 32 : xwingCiphertextBytes + aeadOverhead + 32;

/** Whether libsodium can seal to this key; false for low-order points and a wrong length. */
export function isUsableKey(alg: WrapAlgorithm, pk: Uint8Array): boolean {
  if (pk.length !== wrapKeyBytes[alg]) return false;
  try {
    if (alg === 1) sodium.crypto_box_seal(new Uint8Array(0), pk);
    else sodium.crypto_kem_xwing_enc(pk);
    return true;
  } catch {
    return false;
  }
}

type WrapTo = { readonly alg: WrapAlgorithm; readonly pk: Uint8Array; readonly context: Uint8Array };

/** A 32-byte key sealed to a public key within a context (DESIGN §2.4). Throws for a key that is not usable. */
export function wrap(to: WrapTo, key: Uint8Array, { random }: { random: Random }): Uint8Array {
  if (to.alg === 1) {
    const message = concat(to.context, key);
    const sealed = sodium.crypto_box_seal(message, to.pk);
    wipe(message);
    return sealed;
  }
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(to.pk);
  const sealed = aeadSeal({ key: sharedSecret, ad: to.context }, key, { random });
  wipe(sharedSecret);
  return concat(ciphertext, sealed);
}

type WrapOf = { readonly alg: WrapAlgorithm; readonly context: Uint8Array };

/** The 32-byte key inside a wrap; undefined when it was not sealed to these keys in this context. */
export function unwrap(
  { alg, context }: WrapOf,
  keys: WrapKeys,
  wrapped: Uint8Array,
): Uint8Array | undefined {
  if (wrapped.length !== wrapBytes(alg, context.length)) return undefined;
  return alg === 1 ? openSealedBox(context, keys, wrapped) : openXwing(context, keys, wrapped);
}

function openSealedBox(context: Uint8Array, { box }: WrapKeys, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    const message = sodium.crypto_box_seal_open(wrapped, box.pk, box.sk);
    // A sealed box has no associated data: the context travels inside and is compared here.
    return equalBytes(message.subarray(0, context.length), context)
      ? message.slice(context.length)
      : undefined;
  } catch {
    return undefined;
  }
}

function openXwing(context: Uint8Array, { xwing }: WrapKeys, wrapped: Uint8Array): Uint8Array | undefined {
  const sealed = wrapped.subarray(xwingCiphertextBytes);
  try {
    const key = sodium.crypto_kem_xwing_dec(wrapped.subarray(0, xwingCiphertextBytes), xwing.sk);
    const opened = aeadOpen({ key, ad: context }, sealed);
    wipe(key);
    return opened;
  } catch {
    return undefined;
  }
}
