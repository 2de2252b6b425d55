import { ZipDeflate } from "fflate";
import { concat, utf8 } from "./bytes.js";

/** What the ZIP's directory says of one file, but for where it stands: each begins where the one before ends. */
export type ZipEntry = { path: string; bytes: number; packedBytes: number; crc: number };

/** A package that outgrows this kind of ZIP. There is no ZIP64 here: the selection must be split. */
export class PackageTooLarge extends Error {
  readonly code = "package_too_large";
  constructor() {
    super("A package holds at most 65,534 files and 4 GiB. Export a smaller selection.");
  }
}

// The largest values stand for "see the ZIP64 record" (APPNOTE.TXT 4.4.1.4).
const maxEntries = 0xffff - 1;
const maxBytes = 0xffff_ffff - 1;

const localBytes = 30;
const directoryBytes = 46;
export const endBytes = 22;

/** Where an entry ends, counted from where it begins. */
export const entryBytes = ({ path, packedBytes }: ZipEntry): number =>
  localBytes + utf8(path).length + packedBytes;

/** How large a ZIP has become, its end included. */
export type ZipSize = { entries: number; bytes: number };

export const emptyZip: ZipSize = { entries: 0, bytes: endBytes };

/** The size with one entry more. Throws `PackageTooLarge` where that does not fit. */
export function withEntry(size: ZipSize, entry: ZipEntry): ZipSize {
  const bytes = size.bytes + entryBytes(entry) + directoryBytes + utf8(entry.path).length;
  const grown = { entries: size.entries + 1, bytes };
  if (entry.bytes > maxBytes || grown.bytes > maxBytes || grown.entries > maxEntries)
    throw new PackageTooLarge();
  return grown;
}

/** A moment (unix ms) as the ZIP writes it: to two seconds, from 1980 to 2107, and here always UTC. */
export function dosTime(atMs: number): number {
  const at = new Date(atMs);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

/** Little-endian fields, each a width in bytes and a value. */
function fields(...parts: readonly (readonly [width: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, [width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const [width, value] of parts) {
    if (width === 2) view.setUint16(offset, value, true);
    else view.setUint32(offset, value, true);
    offset += width;
  }
  return bytes;
}

const version = 20;
const namesAreUtf8 = 0x800;
const deflated = 8;

const common = (entry: ZipEntry, time: number) =>
  [
    [2, version],
    [2, namesAreUtf8],
    [2, deflated],
    [4, time],
    [4, entry.crc],
    [4, entry.packedBytes],
    [4, entry.bytes],
    [2, utf8(entry.path).length],
    [2, 0],
  ] as const;

/** What stands before an entry's content. Sizes come first, so that a reader need not look at the end for them. */
export const localHeader = (entry: ZipEntry, time: number): Uint8Array =>
  concat([fields([4, 0x04034b50], ...common(entry, time)), utf8(entry.path)]);

const readableByAll = (0o100644 << 16) >>> 0;
const madeOnUnix = (3 << 8) | version;

const directoryRecord = (entry: ZipEntry, time: number, offset: number): Uint8Array =>
  concat([
    fields(
      [4, 0x02014b50],
      [2, madeOnUnix],
      ...common(entry, time),
      [2, 0],
      [2, 0],
      [2, 0],
      [4, readableByAll],
      [4, offset],
    ),
    utf8(entry.path),
  ]);

/** The ZIP's directory and what ends it: without these bytes a ZIP is none. */
export function zipEnd(entries: readonly ZipEntry[], time: number): Uint8Array {
  let offset = 0;
  const records: Uint8Array[] = [];
  for (const entry of entries) {
    records.push(directoryRecord(entry, time, offset));
    offset += entryBytes(entry);
  }
  const directory = concat(records);
  return concat([
    directory,
    fields(
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, entries.length],
      [2, entries.length],
      [4, directory.length],
      [4, offset],
      [2, 0],
    ),
  ]);
}

/**
 * One file as it stands in the ZIP. fflate deflates it and counts its CRC; the headers are ours, because fflate's own
 * writer cannot go on with a ZIP that another run began, and writes the time of the device's zone.
 */
export function zipFile(
  file: { path: string; content: Uint8Array },
  time: number,
): { entry: ZipEntry; zipped: Uint8Array } {
  const packing = new ZipDeflate(file.path);
  const packed: Uint8Array[] = [];
  packing.ondata = (error, chunk) => {
    if (error) throw error;
    packed.push(chunk);
  };
  packing.push(file.content, true);
  const entry = {
    path: file.path,
    bytes: file.content.length,
    packedBytes: packed.reduce((sum, chunk) => sum + chunk.length, 0),
    crc: packing.crc >>> 0,
  };
  return { entry, zipped: concat([localHeader(entry, time), ...packed]) };
}
