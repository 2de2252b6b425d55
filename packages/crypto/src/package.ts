import { concat, equalBytes, type Random, randomBytes, u8, u32, utf8 } from "./bytes.js";
import { chunkBytes, chunkOverhead, openChunks, sealChunks, streamHeaderBytes } from "./chunks.js";
import type { WrapKeys } from "./keys.js";
import { tagged, wipe } from "./primitives.js";
import { isUsableKey, unwrap, type WrapAlgorithm, wrap, wrapBytes } from "./wrap.js";

const magic = utf8("MCE1P");
const prefixBytes = magic.length + 1;
const context = (): Uint8Array => tagged("MCE1/package");
const chunkAd = (index: number): Uint8Array => concat(context(), u32(index));

type Receiver = { readonly alg: WrapAlgorithm; readonly pk: Uint8Array };

/** The key that a receiver gave: of 32 bytes algorithm 1, of 1,216 algorithm 2; undefined for what nothing can be sealed to. */
export const receiverOf = (pk: Uint8Array): Receiver | undefined =>
  ([1, 2] as const).map((alg) => ({ alg, pk })).find((one) => isUsableKey(one.alg, pk));

/** A package while it is sealed: what comes before, what comes of each piece, and what comes last. */
export type PackageSeal = {
  readonly head: Uint8Array;
  /** Everything of it that is sure not to be the last chunk; empty while there is too little. */
  push(plain: Uint8Array): Uint8Array;
  end(): Uint8Array;
};

/**
 * Seals a stream of bytes to a public key: what an e-depot receives (DESIGN §3.4), in chunks of 64 KiB.
 * Who sealed it is not said: that is for a signature inside. Throws for a key that is not usable.
 */
export function sealToKey(
  to: Receiver,
  { random }: { random: Random } = { random: randomBytes },
): PackageSeal {
  const key = random(32);
  const wrapped = wrap({ ...to, context: context() }, key, { random });
  const { header, push } = sealChunks(key, chunkAd);
  wipe(key);
  const chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  return {
    head: concat(magic, u8(to.alg), wrapped, header),
    push: (plain) => {
      const sealed: Uint8Array[] = [];
      for (let offset = 0; offset < plain.length; ) {
        // Only once more comes is it sure that this chunk is not the last.
        if (filled === chunkBytes) {
          sealed.push(push(chunk, { isLast: false }));
          filled = 0;
        }
        const taken = plain.subarray(offset, offset + chunkBytes - filled);
        chunk.set(taken, filled);
        filled += taken.length;
        offset += taken.length;
      }
      return concat(...sealed);
    },
    end: () => {
      const last = push(chunk.subarray(0, filled), { isLast: true });
      wipe(chunk);
      return last;
    },
  };
}

export type OpenedPackage =
  | { ok: true; plain: Uint8Array }
  | { ok: false; why: "malformed" | "key" | "tampered" };

/**
 * What was sealed, all of it or nothing. *malformed*: not the form of a sealed package, or cut off in its head; *key*:
 * sealed to another key; *tampered*: a chunk was changed, moved or added, or the end is missing.
 */
export function openSealed(keys: WrapKeys, sealed: Uint8Array): OpenedPackage {
  const alg = sealed[magic.length];
  if (!equalBytes(sealed.subarray(0, magic.length), magic) || (alg !== 1 && alg !== 2))
    return { ok: false, why: "malformed" };
  const streamAt = prefixBytes + wrapBytes(alg, context().length);
  if (sealed.length < streamAt + streamHeaderBytes + chunkOverhead) return { ok: false, why: "malformed" };
  const key = unwrap({ alg, context: context() }, keys, sealed.subarray(prefixBytes, streamAt));
  if (!key) return { ok: false, why: "key" };
  const plain = openChunks(key, sealed.subarray(streamAt), chunkAd);
  wipe(key);
  return plain ? { ok: true, plain } : { ok: false, why: "tampered" };
}
