import { concat, equalBytes, type Random, randomBytes, u8, u32, utf8 } from "./bytes.js";
import { chunkBytes, chunkOverhead, openChunks, sealChunks, streamHeaderBytes } from "./chunks.js";
import type { WrapKeys } from "./keys.js";
import { tagged, wipe } from "./primitives.js";
import { unwrap, type WrapAlgorithm, wrap, wrapBytes } from "./wrap.js";

const magic = utf8("MCE1P");
const prefixBytes = magic.length + 1;
const context = (): Uint8Array => tagged("MCE1/package");
const chunkAd = (index: number): Uint8Array => concat(context(), u32(index));

/**
 * Seals a stream of bytes to a public key: what an e-depot receives (DESIGN §3.4), in pieces of at most 64 KiB.
 * Who sealed it is not said: that is for a signature inside. Throws for a key that is not usable.
 */
export async function* sealToKey(
  to: { readonly alg: WrapAlgorithm; readonly pk: Uint8Array },
  plain: AsyncIterable<Uint8Array>,
  { random }: { random: Random } = { random: randomBytes },
): AsyncGenerator<Uint8Array> {
  const key = random(32);
  const wrapped = wrap({ ...to, context: context() }, key, { random });
  const { header, push } = sealChunks(key, chunkAd);
  wipe(key);
  yield concat(magic, u8(to.alg), wrapped, header);
  const chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const bytes of plain) {
    for (let offset = 0; offset < bytes.length; ) {
      // Only once more comes is it sure that this chunk is not the last.
      if (filled === chunkBytes) {
        yield push(chunk, { isLast: false });
        filled = 0;
      }
      const taken = bytes.subarray(offset, offset + chunkBytes - filled);
      chunk.set(taken, filled);
      filled += taken.length;
      offset += taken.length;
    }
  }
  yield push(chunk.subarray(0, filled), { isLast: true });
  wipe(chunk);
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
