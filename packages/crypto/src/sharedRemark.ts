import { ByteReader, concat, decodeUtf8, equalBytes, type Random, randomBytes, u8, utf8 } from "./bytes.js";
import { pad, unpad } from "./envelope.js";
import type { WrapKeys } from "./keys.js";
import { strictly } from "./malformed.js";
import { aeadOpen, aeadSeal, tagged, wipe } from "./primitives.js";
import { unwrap, wrap, wrapBytes } from "./wrap.js";

/** Of which conversation it is (16 bytes), and by which roster (its hash, 32 bytes) its readers are chosen. */
type Place = { readonly conversation: Uint8Array; readonly rosterHash: Uint8Array };

const magic = utf8("MCE1R");
const contextOf = ({ conversation, rosterHash }: Place, vk: Uint8Array): Uint8Array =>
  concat(tagged("MCE1/remarkwrap"), conversation, rosterHash, vk);

/**
 * A remark once more, for who supervises the desk (DESIGN §3.6): sealed to these members of its roster, each by their X25519
 * key, and to nobody else. It is not signed: the remark that is stands in the conversation. Throws RangeError for more than
 * 255 readers or 64 KiB.
 */
export function sealSharedRemark(
  text: string,
  { readers, ...place }: Place & { readers: readonly { readonly vk: Uint8Array; readonly pk: Uint8Array }[] },
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array {
  const padded = pad("service", utf8(text));
  if (!padded || readers.length > 255) throw new RangeError("remark not sealed");
  const key = random(32);
  const wraps = readers.flatMap(({ vk, pk }) => [
    vk,
    wrap({ alg: 1, pk, context: contextOf(place, vk) }, key, { random }),
  ]);
  const head = concat(magic, u8(1), place.conversation, place.rosterHash, u8(readers.length), ...wraps);
  const sealed = concat(head, aeadSeal({ key, ad: head }, padded, { random }));
  wipe(key, padded);
  return sealed;
}

export type OpenedSharedRemark =
  | ({ ok: true; text: string } & Place)
  | { ok: false; why: "malformed" | "not-a-reader" | "key" | "tampered" };

/** What was sealed to the reader of this signing key, opened with their keys. Whatever is wrong is a value; never throws. */
export function openSharedRemark(
  sealed: Uint8Array,
  { vk, keys }: { vk: Uint8Array; keys: WrapKeys },
): OpenedSharedRemark {
  const read = strictly(() => parse(sealed));
  if (!read) return { ok: false, why: "malformed" };
  const { place, wraps, head, box } = read;
  const own = wraps.find((one) => equalBytes(one.vk, vk));
  if (!own) return { ok: false, why: "not-a-reader" };
  const key = unwrap({ alg: 1, context: contextOf(place, vk) }, keys, own.wrapped);
  if (!key) return { ok: false, why: "key" };
  const padded = aeadOpen({ key, ad: head }, box);
  wipe(key);
  const bytes = padded && unpad("service", padded);
  const text = bytes && decodeUtf8(bytes);
  return text === undefined ? { ok: false, why: "tampered" } : { ok: true, text, ...place };
}

function parse(sealed: Uint8Array) {
  const reader = new ByteReader(sealed);
  if (!equalBytes(reader.take(magic.length), magic) || reader.u8() !== 1) return undefined;
  const place = { conversation: reader.take(16), rosterHash: reader.take(32) };
  const wraps = Array.from({ length: reader.u8() }, () => {
    const vk = reader.take(32);
    return { vk, wrapped: reader.take(wrapBytes(1, contextOf(place, vk).length)) };
  });
  return { place, wraps, head: sealed.subarray(0, reader.offset), box: sealed.subarray(reader.offset) };
}
