import { concat } from "./bytes.js";
import { sodium } from "./sodium.js";

/** Long contents in chunks: libsodium's secretstream (XChaCha20-Poly1305), DESIGN §3.3. */

export const chunkBytes = 65_536;
export const chunkOverhead = 17;
export const streamHeaderBytes = 24;

/** The associated data of the chunk at an index. */
type ChunkAd = (index: number) => Uint8Array;

/** Begins a stream under a key of its own: its header, and what seals one chunk after the other. */
export function sealChunks(
  key: Uint8Array,
  ad: ChunkAd,
): { header: Uint8Array; push: (chunk: Uint8Array, place: { isLast: boolean }) => Uint8Array } {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  let index = 0;
  return {
    header,
    push: (chunk, { isLast }) => {
      const tag = isLast
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, ad(index), tag);
      index += 1;
      return sealed;
    },
  };
}

/** What a whole stream (header ‖ chunks) holds; undefined when a chunk was changed, moved, added or cut off. */
export function openChunks(key: Uint8Array, stream: Uint8Array, ad: ChunkAd): Uint8Array | undefined {
  const sealed = stream.subarray(streamHeaderBytes);
  const chunks = Math.ceil(sealed.length / (chunkBytes + chunkOverhead));
  if (chunks === 0 || sealed.length < (chunks - 1) * (chunkBytes + chunkOverhead) + chunkOverhead)
    return undefined;
  const header = stream.subarray(0, streamHeaderBytes);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const parts: Uint8Array[] = [];
  for (let index = 0; index < chunks; index += 1) {
    const offset = index * (chunkBytes + chunkOverhead);
    const chunk = sealed.subarray(offset, offset + chunkBytes + chunkOverhead);
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, ad(index));
    const isLast = index === chunks - 1;
    // libsodium marks the end but does not insist on it.
    if (!pulled || (pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) !== isLast)
      return undefined;
    parts.push(pulled.message);
  }
  return concat(...parts);
}
