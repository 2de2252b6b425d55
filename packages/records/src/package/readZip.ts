import { inflateSync, ZipPassThrough } from "fflate";
import { equal, textOf } from "./bytes.js";
import { endBytes, entryBytes, localHeader, type ZipEntry, zipEnd } from "./zip.js";

/** An entry, and where its header begins. */
export type FoundEntry = ZipEntry & { offset: number };

export type ReadZip = { ok: true; time: number; entries: readonly FoundEntry[] } | { ok: false };

const slice = async (zip: Blob, offset: number, length: number): Promise<Uint8Array> =>
  new Uint8Array(await zip.slice(offset, offset + length).arrayBuffer());

/**
 * The entries of a ZIP that `zipFile` and `zipEnd` wrote, and of no other: the directory is read, written again and
 * compared, so that there is nothing before, between or behind the entries, and no second way to say the same.
 */
export async function readZip(zip: Blob): Promise<ReadZip> {
  if (zip.size < endBytes) return { ok: false };
  const end = view(await slice(zip, zip.size - endBytes, endBytes));
  const [count, length, start] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (start + length + endBytes !== zip.size) return { ok: false };
  const directory = await slice(zip, start, length + endBytes);
  const entries = entriesOf(directory, count);
  if (!entries) return { ok: false };
  const time = count === 0 ? 0 : view(directory).getUint32(12, true);
  // The end that is written again says where the directory begins: right behind the entries, or it is not the same.
  return equal(zipEnd(entries, time), directory) ? { ok: true, time, entries } : { ok: false };
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Undefined where the directory is shorter than it says. Whether it says the truth is for the caller. */
function entriesOf(directory: Uint8Array, count: number): FoundEntry[] | undefined {
  const read = view(directory);
  const entries: FoundEntry[] = [];
  let [at, offset] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > directory.length) return undefined;
    const nameBytes = read.getUint16(at + 28, true);
    const path = textOf(directory.subarray(at + 46, at + 46 + nameBytes));
    if (path === undefined) return undefined;
    const entry = {
      path,
      crc: read.getUint32(at + 16, true),
      packedBytes: read.getUint32(at + 20, true),
      bytes: read.getUint32(at + 24, true),
    };
    entries.push({ ...entry, offset });
    at += 46 + nameBytes;
    offset += entryBytes(entry);
  }
  return entries;
}

/** Deflate makes nothing larger than this many times what it is packed in: more is a lie, and memory asked for it. */
const maxRatio = 1_032;

/** The content of an entry; undefined when its header, its length or its CRC is not what the directory says. */
export async function contentOf(zip: Blob, entry: FoundEntry, time: number): Promise<Uint8Array | undefined> {
  const zipped = await slice(zip, entry.offset, entryBytes(entry));
  const header = localHeader(entry, time);
  if (!equal(zipped.subarray(0, header.length), header)) return undefined;
  if (entry.bytes > entry.packedBytes * maxRatio) return undefined;
  const content = inflated(zipped.subarray(header.length), entry.bytes);
  return content && crcOf(content) === entry.crc ? content : undefined;
}

/** One byte more than expected, so that what is longer shows. */
function inflated(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    const content = inflateSync(packed, { out: new Uint8Array(bytes + 1) });
    return content.length === bytes ? content : undefined;
  } catch {
    return undefined;
  }
}

function crcOf(content: Uint8Array): number {
  const counting = new ZipPassThrough("");
  counting.ondata = () => undefined;
  counting.push(content, true);
  return counting.crc >>> 0;
}
