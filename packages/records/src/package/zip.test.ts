import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "./bytes.js";
import { contentOf, readZip } from "./readZip.js";
import { dosTime, emptyZip, localHeader, PackageTooLarge, withEntry, zipEnd, zipFile } from "./zip.js";

const time = dosTime(Date.UTC(2026, 10, 29, 23, 30, 13));

const zipOf = (files: readonly { path: string; content: Uint8Array }[]) => {
  const zipped = files.map((file) => zipFile(file, time));
  const entries = zipped.map(({ entry }) => entry);
  return concat([...zipped.map((one) => one.zipped), zipEnd(entries, time)]);
};

const contentsOf = async (bytes: Uint8Array): Promise<[string, Uint8Array | undefined][]> => {
  const zip = new Blob([new Uint8Array(bytes)]);
  const read = await readZip(zip);
  if (!read.ok) return [];
  return Promise.all(
    read.entries.map(async (entry) => [entry.path, await contentOf(zip, entry, read.time)] as const),
  ).then((all) => all.map(([path, content]) => [path, content]));
};

describe("a ZIP", () => {
  it("gives back what went in, to us and to another reader", async () => {
    const char = fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCodePoint(code));
    // One that begins with a letter: an object lists names that are numbers first, or takes them for its own.
    const path = fc.array(char, { maxLength: 6 }).map((chars) => `data/${chars.join("")}`);
    const file = fc.record({ path, content: fc.uint8Array({ maxLength: 400 }) });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(file, { selector: (one) => one.path, maxLength: 4 }), async (files) => {
        const expected = files.map((one) => [one.path, one.content]);
        expect(Object.entries(unzipSync(zipOf(files))).toSorted()).toEqual(expected.toSorted());
        expect(await contentsOf(zipOf(files))).toEqual(expected);
      }),
    );
  });

  it("is read only as it was written: nothing before, between or behind", async () => {
    const files = [
      { path: "a", content: utf8("a".repeat(99)) },
      { path: "b", content: utf8("b") },
    ];
    const zip = zipOf(files);
    expect(await contentsOf(zip)).toHaveLength(2);
    const zero = new Uint8Array(1);
    const end = zip.slice(-22);
    const others = [
      concat([zero, zip]),
      concat([zip, zero]),
      concat([zip, end]),
      zip.slice(1),
      zip.slice(0, -1),
      new Uint8Array(0),
    ];
    for (const other of others) expect(await contentsOf(other)).toEqual([]);
    const entries = files.map((file) => zipFile(file, time));
    const gap = concat([
      ...entries.map(({ zipped }) => concat([zipped, zero])),
      zipEnd(
        entries.map(({ entry }) => entry),
        time,
      ),
    ]);
    expect(await contentsOf(gap)).toEqual([]);
  });

  it("that promises more than it can unpack is not believed", async () => {
    const { entry, zipped } = zipFile({ path: "a", content: utf8("a".repeat(99)) }, time);
    const lies = [{ bytes: 100 }, { bytes: 98 }, { bytes: 0xffff_fff0 }, { crc: entry.crc ^ 1 }];
    const packed = zipped.subarray(localHeader(entry, time).length);
    for (const lie of [{}, ...lies]) {
      const told = { ...entry, ...lie };
      const zip = concat([localHeader(told, time), packed, zipEnd([told], time)]);
      const content = "crc" in lie || "bytes" in lie ? undefined : utf8("a".repeat(99));
      expect(await contentsOf(zip)).toEqual([["a", content]]);
    }
    // The header before a file says the same as the directory.
    const directory = zipEnd([{ ...entry, crc: 1 }], time);
    expect(await contentsOf(concat([zipped, directory]))).toEqual([["a", undefined]]);
  });

  it("writes the time in UTC", () => {
    expect(time).toBe((((46 << 9) | (11 << 5) | 29) << 16) | ((23 << 11) | (30 << 5) | 6));
  });
});

describe("a ZIP of this kind is refused in words", () => {
  const entry = { path: "a", bytes: 10, packedBytes: 10, crc: 0 };
  // Of one entry: its header, its name twice, its content, and its place in the directory.
  const grows = 30 + 1 + 10 + 46 + 1;

  it("above 65,534 files", () => {
    expect(withEntry({ ...emptyZip, entries: 65_533 }, entry).entries).toBe(65_534);
    expect(() => withEntry({ ...emptyZip, entries: 65_534 }, entry)).toThrow(PackageTooLarge);
  });

  it("above 4 GiB, its directory included", () => {
    const most = 0xffff_fffe;
    expect(withEntry({ entries: 1, bytes: most - grows }, entry).bytes).toBe(most);
    expect(() => withEntry({ entries: 1, bytes: most - grows + 1 }, entry)).toThrow(/smaller selection/);
    expect(() => withEntry(emptyZip, { ...entry, bytes: 2 ** 32 })).toThrow(PackageTooLarge);
  });
});
