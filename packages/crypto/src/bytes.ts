import { Malformed } from "./malformed.js";
import { sodium } from "./sodium.js";

/** A source of secure random bytes; an argument, so that test vectors can fix it. */
export type Random = (length: number) => Uint8Array;

/** `length` bytes from the system's secure generator. */
export const randomBytes: Random = (length) => sodium.randombytes_buf(length);

/** The parts one after the other in a new array. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Equal length and content, compared in constant time for equal lengths. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && sodium.memcmp(a, b);

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 of a text. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of UTF-8 bytes; undefined when they are not valid UTF-8. A byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export const u8 = (value: number): Uint8Array => Uint8Array.of(value);

/** Big-endian, 4 bytes. */
export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Big-endian, 8 bytes, of a safe integer of 0 or more; throws RangeError for anything else. */
export function u64(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError("not a safe unsigned integer");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Throws RangeError unless `bytes` has exactly `length` bytes: for our own callers, never for received input. */
export function requireLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, got ${bytes.length}`);
  return bytes;
}

/** Base64url without padding (RFC 4648 §5). */
export const toBase64Url = (bytes: Uint8Array): string =>
  sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING);

/** The bytes of base64url text; undefined unless it is the one canonical spelling (no padding, spare bits zero). */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    const bytes = sodium.from_base64(text, sodium.base64_variants.URLSAFE_NO_PADDING);
    return toBase64Url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The 16 bytes of a lower-case UUID text (RFC 9562 §4, any version); undefined for any other spelling. */
export function uuidToBytes(uuid: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(uuid)) return undefined;
  return sodium.from_hex(uuid.replaceAll("-", ""));
}

/** Lower-case UUID text of 16 bytes; throws RangeError for another length. */
export const bytesToUuid = (bytes: Uint8Array): string =>
  sodium.to_hex(requireLength(bytes, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** As `uuidToBytes`, for ids that our own code made: throws RangeError. */
export function uuidBytes(uuid: string): Uint8Array {
  const bytes = uuidToBytes(uuid);
  if (!bytes) throw new RangeError("not a lower-case UUID");
  return bytes;
}

/** SHA-256 (FIPS 180-4) through WebCrypto: what parties without libsodium must be able to recompute. */
export const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));

/** Reads fixed fields off received bytes; throws `Malformed` past the end. Returned parts are copies. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    // Node's Buffer is a Uint8Array whose `slice` does not copy.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get offset(): number {
    return this.#offset;
  }

  take(length: number): Uint8Array {
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new Malformed("truncated");
    const part = this.#bytes.slice(this.#offset, end);
    this.#offset = end;
    return part;
  }

  u8(): number {
    return this.#view(1).getUint8(0);
  }

  u32(): number {
    return this.#view(4).getUint32(0);
  }

  /** A u64 that fits a safe integer; larger ones are malformed. */
  u64(): number {
    const value = this.#view(8).getBigUint64(0);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed("integer too large");
    return Number(value);
  }

  end(): void {
    if (this.#offset !== this.#bytes.length) throw new Malformed("trailing bytes");
  }

  #view(length: number): DataView {
    return new DataView(this.take(length).buffer);
  }
}
