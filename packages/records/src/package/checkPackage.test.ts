import fc from "fast-check";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { manifestText } from "./bag.js";
import { concat, sha256, textOf, utf8 } from "./bytes.js";
import { checkPackage, type PackageFault } from "./checkPackage.js";
import { newPackage } from "./plan.js";
import { memorySink, runThrough, same, samplePlan, signAsOfficer, verifyOfficer } from "./sample.js";
import { dosTime, zipEnd, zipFile } from "./zip.js";

const base = "gesprekken-2026-11/";
const folder = "data/12345-00000-00000-00000-00000-00000";

/** The files of a package by their path in the bag. */
type Files = Map<string, Uint8Array>;

let bytes: Uint8Array;
let files: Files;
beforeAll(async () => {
  const sink = memorySink();
  await runThrough(newPackage(samplePlan(2)), { sink });
  bytes = sink.bytes();
  files = filesOf(bytes);
});

const filesOf = (zip: Uint8Array): Files =>
  new Map(Object.entries(unzipSync(zip)).map(([path, content]) => [path.slice(base.length), content]));

const check = (zip: Uint8Array): Promise<PackageFault[]> =>
  checkPackage(new Blob([new Uint8Array(zip)]), { verify: verifyOfficer });

/** A ZIP that is right in itself, of whatever files. */
function zipOf(all: Files, name = base): Uint8Array {
  const time = dosTime(samplePlan(2).exportedAtMs);
  const zipped = [...all].map(([path, content]) => zipFile({ path: name + path, content }, time));
  const entries = zipped.map(({ entry }) => entry);
  return concat([...zipped.map((one) => one.zipped), zipEnd(entries, time)]);
}

const changed = (path: string, change: (text: string) => string): Files =>
  new Map(files).set(path, utf8(change(textOf(files.get(path) ?? utf8("")) ?? "")));
const without = (path: string): Files => new Map([...files].filter(([one]) => one !== path));
const withManifests = async (all: Files): Promise<Files> => {
  const digests = async (isListed: (path: string) => boolean, from: Files) =>
    manifestText(
      await Promise.all(
        [...from]
          .filter(([path]) => isListed(path))
          .map(async ([path, content]) => ({ path, sha256: await sha256(content) })),
      ),
    );
  const payload = await digests((path) => path.startsWith("data/"), all);
  const first = new Map(all).set("manifest-sha256.txt", utf8(payload));
  const tags = await digests((path) => !/^(data\/|tagmanifest)/.test(path), first);
  return first.set("tagmanifest-sha256.txt", utf8(tags));
};
const codes = (faults: readonly PackageFault[]) => [...new Set(faults.map(({ code }) => code))];

describe("a package", () => {
  it("as it was written has no fault", async () => {
    expect(same(zipOf(files), bytes)).toBe(true);
    expect(await check(bytes)).toEqual([]);
  });

  it("cut anywhere is not whole", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        expect(await check(bytes.slice(0, length))).toEqual([{ code: "not_whole" }]);
      }),
      { numRuns: 50, examples: [[0], [21], [22], [bytes.length - 1], [bytes.length - 22]] },
    );
  });

  it("with any byte changed has a fault, or the same files", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (at) => {
        const other = bytes.slice();
        other[at] = (other[at] ?? 0) ^ 0xff;
        // Where deflate packed nothing, it repeats a length that no reader looks at: then all files are the same still.
        if ((await check(other)).length === 0) expect(filesOf(other)).toEqual(files);
      }),
      { numRuns: 60 },
    );
  });

  it("of any bytes has a fault, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(22), async (other, kept) => {
        const end = bytes.slice(bytes.length - kept);
        expect(await check(concat([other, end]))).not.toEqual([]);
      }),
    );
  });
});

describe("a package whose ZIP is right says what is wrong in it", () => {
  it("a file that is missing, more, or other than it was", async () => {
    const transcript = `${folder}/transcript.txt`;
    const bestand = `${transcript}.bestand.mdto.xml`;
    expect(await check(zipOf(without(transcript)))).toEqual([
      { code: "missing", path: transcript },
      { code: "size" },
      { code: "contents" },
      { code: "metadata", path: bestand },
    ]);
    expect(await check(zipOf(changed(transcript, (text) => text.replace("antwoord", "andwoord"))))).toEqual([
      { code: "altered", path: transcript },
      { code: "contents" },
      { code: "metadata", path: transcript },
    ]);
    expect(await check(zipOf(new Map(files).set("data/more.txt", utf8("more"))))).toEqual([
      { code: "unlisted", path: "data/more.txt" },
      { code: "size" },
      { code: "contents" },
      { code: "metadata", path: "data/more.txt" },
    ]);
    expect(await check(zipOf(new Map(files).set("more.txt", utf8("more"))))).toEqual([
      { code: "unlisted", path: "more.txt" },
    ]);
  });

  it("any of its files left out", async () => {
    for (const path of files.keys()) expect(await check(zipOf(without(path))), path).not.toEqual([]);
  });

  it("any of its files with a space more", async () => {
    for (const path of files.keys())
      expect(await check(zipOf(changed(path, (text) => `${text} `))), path).not.toEqual([]);
  });

  it("another base folder, a path twice, another declaration", async () => {
    expect(codes(await check(zipOf(files, "elsewhere/")))).toEqual(["contents"]);
    expect(codes(await check(zipOf(files, "")))).toEqual(["not_a_bag"]);
    const time = dosTime(samplePlan(2).exportedAtMs);
    const twice = ["a/b", "a/b"].map((path) => zipFile({ path, content: utf8("b") }, time));
    const zip = concat([
      ...twice.map(({ zipped }) => zipped),
      zipEnd(
        twice.map(({ entry }) => entry),
        time,
      ),
    ]);
    expect(codes(await check(zip))).toEqual(["not_a_bag"]);
    const other = await withManifests(changed("bagit.txt", (text) => text.replace("1.0", "0.97")));
    expect(await check(zipOf(other))).toEqual([{ code: "not_a_bag", path: "bagit.txt" }]);
  });

  it("every hash made again by somebody without the key", async () => {
    const transcript = `${folder}/transcript.txt`;
    const bestand = `${transcript}.bestand.mdto.xml`;
    const [before, content] = [files.get(transcript) ?? utf8(""), utf8("Vraag 0\r\n10% antwoord.\n")];
    const digests = [await sha256(before), await sha256(content)] as const;
    const altered = new Map(changed(bestand, (text) => text.replace(...digests))).set(transcript, content);
    expect(content.length).toBe(before.length);
    expect(await check(zipOf(await withManifests(altered)))).toEqual([{ code: "contents" }]);

    const bestandDigests = [files, altered].map((all) => sha256(all.get(bestand) ?? utf8("")));
    const [wasBestand = "", isBestand = ""] = await Promise.all(bestandDigests);
    const manifest = textOf(files.get("manifest.json") ?? utf8("")) ?? "";
    const forged = manifest.replace(...digests).replace(wasBestand, isBestand);
    const all = await withManifests(new Map(altered).set("manifest.json", utf8(forged)));
    expect(await check(zipOf(all))).toEqual([{ code: "signature" }]);
    // The control: the same with the officer's signature is a package.
    all.set("manifest.json.sig", await signAsOfficer(utf8(forged)));
    expect(await check(zipOf(await withManifests(all)))).toEqual([]);
  });

  it("a signature by another key than it names, and a manifest that is none", async () => {
    const otherKey = changed("manifest.json", (text) =>
      text.replace(/"vk": "[^"]+"/, `"vk": "${"A".repeat(43)}"`),
    );
    expect(await check(zipOf(await withManifests(otherKey)))).toEqual([{ code: "signature" }]);
    const none = changed("manifest.json", () => "{}");
    expect(codes(await check(zipOf(await withManifests(none))))).toEqual(["contents", "signature"]);
  });

  it("metadata that state another hash, though everything was signed", async () => {
    const path = `${folder}/transcript.html`;
    const bestand = `${path}.bestand.mdto.xml`;
    const lying = changed(bestand, (text) => text.replace(/<checksumWaarde>./, "<checksumWaarde>"));
    const longer = changed(bestand, (text) =>
      text.replace(/<checksumWaarde>[0-9a-f]{4}/, "<checksumWaarde>0000"),
    );
    for (const all of [lying, longer]) {
      const faults = await check(zipOf(await withManifests(all)));
      expect(faults).toContainEqual({ code: "metadata", path });
    }
  });
});
