import type { AttachmentReference } from "./body.js";
import { concat, equalBytes, type Random, randomBytes, requireLength, u32, uuidBytes } from "./bytes.js";
import { chunkBytes, chunkOverhead, openChunks, sealChunks, streamHeaderBytes } from "./chunks.js";
import { hash, tagged } from "./primitives.js";

const smallestBytes = 16_384;
/** The largest file: its padded length still fits a 32-bit integer. */
export const maxFileBytes = 2 ** 31;

/** Where a file belongs: a blob does not open elsewhere. `conversation` is 16 bytes, `id` a UUID. */
export type AttachmentPlace = { readonly conversation: Uint8Array; readonly id: string };

/** What `openAttachment` needs; it travels inside the message, with name and media type. */
export type AttachmentDescription = Pick<AttachmentReference, "key" | "size" | "chunks" | "hash">;

/** The Padmé length (Nikitin et al., PETS 2019), 16 KiB at least: at most 12 % more, usually far less. */
export function paddedFileBytes(size: number): number {
  if (size <= smallestBytes) return smallestBytes;
  const exponent = Math.floor(Math.log2(size));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(size / step) * step;
}

const chunkAd = (place: AttachmentPlace, index: number): Uint8Array =>
  concat(tagged("MCE1/att"), requireLength(place.conversation, 16), uuidBytes(place.id), u32(index));

const blobHash = (blob: Uint8Array): Uint8Array => hash("MCE1/blob", blob);

/** A file encrypted under a key of its own (DESIGN §3.3). Throws RangeError above `maxFileBytes`. */
export function sealAttachment(
  file: Uint8Array,
  place: AttachmentPlace,
  { random }: { random: Random } = { random: randomBytes },
): { blob: Uint8Array; description: AttachmentDescription } {
  if (file.length > maxFileBytes) throw new RangeError("file too large");
  const key = random(32);
  const padded = new Uint8Array(paddedFileBytes(file.length));
  padded.set(file);
  const chunks = Math.ceil(padded.length / chunkBytes);
  const { header, push } = sealChunks(key, (index) => chunkAd(place, index));
  const sealed = Array.from({ length: chunks }, (_, index) =>
    push(padded.subarray(index * chunkBytes, (index + 1) * chunkBytes), { isLast: index === chunks - 1 }),
  );
  const blob = concat(header, ...sealed);
  return { blob, description: { key, size: file.length, chunks, hash: blobHash(blob) } };
}

export type OpenedAttachment =
  | { ok: true; file: Uint8Array }
  | { ok: false; why: "hash" | "size" | "tampered" };

/** The file, all of it or nothing. *hash*: other bytes than the message promised; *size*: lengths do not agree. */
export function openAttachment(
  blob: Uint8Array,
  description: AttachmentDescription,
  place: AttachmentPlace,
): OpenedAttachment {
  const { key, size, chunks } = description;
  if (!equalBytes(blobHash(blob), description.hash)) return { ok: false, why: "hash" };
  if (size > maxFileBytes) return { ok: false, why: "size" };
  const paddedBytes = paddedFileBytes(size);
  const fits = blob.length === streamHeaderBytes + paddedBytes + chunks * chunkOverhead;
  if (!fits || chunks !== Math.ceil(paddedBytes / chunkBytes)) return { ok: false, why: "size" };
  const padded = openChunks(key, blob, (index) => chunkAd(place, index));
  return padded ? { ok: true, file: padded.slice(0, size) } : { ok: false, why: "tampered" };
}
