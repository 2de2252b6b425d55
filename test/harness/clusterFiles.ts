import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Place } from "./needles.js";

/** What a PostgreSQL cluster keeps on its disk, as somebody finds it who has the disk. */

const pageBytes = 8_192;

/** Every file under a folder, by its path from there, one at a time: together they are large. */
export function* filesIn(dir: string): Generator<Place> {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readIfThere(path);
    if (bytes) yield { name: relative(dir, path), bytes };
  }
}

/** A server that runs takes files away between listing and reading. */
const readIfThere = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * The bytes of a table's or an index's file that its pages still name: those of line pointers in use. What lies between them
 * was there once, and is not live.
 */
export const liveItems = (file: Buffer): Buffer =>
  Buffer.concat(pagesOf(file).flatMap((page) => itemsOf(page)));

const pagesOf = (file: Buffer): Buffer[] =>
  Array.from({ length: Math.floor(file.length / pageBytes) }, (_, at) =>
    file.subarray(at * pageBytes, (at + 1) * pageBytes),
  );

/** Behind the page's header of 24 bytes stand its line pointers: 15 bits offset, 2 bits state (1 in use), 15 bits length. */
const itemsOf = (page: Buffer): Buffer[] => {
  const end = Math.min(page.readUInt16LE(12), pageBytes);
  const items: Buffer[] = [];
  for (let at = 24; at + 4 <= end; at += 4) {
    const pointer = page.readUInt32LE(at);
    const [offset, state, length] = [pointer & 0x7fff, (pointer >>> 15) & 3, pointer >>> 17];
    if (state === 1) items.push(page.subarray(offset, offset + length));
  }
  return items;
};

/** All of a write-ahead log in one piece: without the headers of its pages, which cut records through. */
export const writeAheadLog = (dataDir: string): Buffer => {
  const segments = [...filesIn(join(dataDir, "pg_wal"))].filter(({ name }) => /^[0-9A-F]{24}$/.test(name));
  const inOrder = segments.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Buffer.concat(
    inOrder.flatMap(({ bytes }) =>
      // The first page of a file has a longer header, and says so.
      pagesOf(bytes).map((page) => page.subarray((page.readUInt16LE(2) & 2) === 2 ? 40 : 24)),
    ),
  );
};
