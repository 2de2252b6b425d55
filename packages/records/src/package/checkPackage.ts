import { bagDeclaration, payloadOxum, readManifest } from "./bag.js";
import { sha256, textOf } from "./bytes.js";
import { type Manifest, readManifestJson } from "./manifest.js";
import { readFileObject } from "./mdto.js";
import * as paths from "./paths.js";
import { contentOf, readZip } from "./readZip.js";
import { dosTime } from "./zip.js";

export type PackageFault = {
  code: /** No ZIP as this package writes it, from its first byte to its last: cut off, added to, or of somebody else. */
    | "not_whole"
    /** A file cannot be unpacked to what the ZIP's directory says of it. */
    | "damaged"
    /** Files outside the base folder, a path twice, or no declaration of a bag. */
    | "not_a_bag"
    /** The payload manifest or the tag manifest cannot be read. */
    | "manifest"
    | "missing"
    | "unlisted"
    | "altered"
    /** The payload is not of the size that bag-info.txt says. */
    | "size"
    /** manifest.json cannot be read, or says something else than the bag. */
    | "contents"
    | "signature"
    /** A file of a conversation without a *bestand*, or with one that says something else of it. */
    | "metadata";
  path?: string;
};

/** What is kept of a file while checking: texts only of the few that are read. */
type Found = { bytes: number; sha256: string; text?: string | undefined; content?: Uint8Array };
type Bag = ReadonlyMap<string, Found>;

type Signed = { manifest: Uint8Array; signature: Uint8Array; vkB64: string };

/**
 * Whether a package in the clear is whole and unaltered: everything that is wrong with it, nothing where it is right.
 * Hostile bytes never throw. `verify` says whether the signature is that of a key which may export.
 */
export async function checkPackage(
  zip: Blob,
  { verify }: { verify: (signed: Signed) => Promise<boolean> },
): Promise<PackageFault[]> {
  const read = await readZip(zip);
  if (!read.ok) return [{ code: "not_whole" }];
  const base = `${read.entries[0]?.path.split("/")[0] ?? ""}/`;
  const bag = new Map<string, Found>();
  const faults: PackageFault[] = [];
  for (const entry of read.entries) {
    const path = entry.path.slice(base.length);
    const content = await contentOf(zip, entry, read.time);
    if (!entry.path.startsWith(base) || bag.has(path)) faults.push({ code: "not_a_bag", path: entry.path });
    else if (content) bag.set(path, await found(path, content));
    else faults.push({ code: "damaged", path });
  }
  if (faults.length > 0) return faults;
  const manifest = readManifestJson(bag.get(paths.manifestPath)?.text ?? "");
  return [
    ...(bag.get(paths.declarationPath)?.text === bagDeclaration
      ? []
      : [{ code: "not_a_bag" as const, path: paths.declarationPath }]),
    ...listFaults(bag, paths.payloadManifestPath, isPayload),
    ...listFaults(bag, paths.tagManifestPath, (path) => !isPayload(path) && path !== paths.tagManifestPath),
    ...sizeFaults(bag),
    ...contentsFaults(bag, manifest, { base, time: read.time }),
    ...(manifest && (await isSigned(bag, manifest, verify)) ? [] : [{ code: "signature" as const }]),
    ...metadataFaults(bag),
  ];
}

const isPayload = (path: string): boolean => path.startsWith(paths.payloadFolder);

async function found(path: string, content: Uint8Array): Promise<Found> {
  const known = { bytes: content.length, sha256: await sha256(content) };
  if (isPayload(path) && paths.describedBy(path) === undefined) return known;
  return { ...known, text: textOf(content), content };
}

/** What a manifest of the bag says against what stands there. */
function listFaults(bag: Bag, manifestPath: string, isListed: (path: string) => boolean): PackageFault[] {
  const listed = readManifest(bag.get(manifestPath)?.text ?? "");
  if (!listed || !bag.has(manifestPath)) return [{ code: "manifest", path: manifestPath }];
  const missing = [...listed.keys()].filter((path) => !bag.has(path) || !isListed(path));
  const standing = [...bag].filter(([path]) => isListed(path));
  return [
    ...missing.map((path): PackageFault => ({ code: "missing", path })),
    ...standing.flatMap(([path, { sha256: digest }]): PackageFault[] => {
      const expected = listed.get(path);
      if (expected === undefined) return [{ code: "unlisted", path }];
      return expected === digest ? [] : [{ code: "altered", path }];
    }),
  ];
}

function sizeFaults(bag: Bag): PackageFault[] {
  const payload = [...bag].flatMap(([path, file]) => (isPayload(path) ? file : []));
  const info = bag.get(paths.infoPath)?.text ?? "";
  return info.split("\n").includes(`Payload-Oxum: ${payloadOxum(payload)}`) ? [] : [{ code: "size" }];
}

/** manifest.json names the payload once more, because it is what was signed. */
function contentsFaults(
  bag: Bag,
  manifest: Manifest | undefined,
  zip: { base: string; time: number },
): PackageFault[] {
  if (!manifest) return [{ code: "contents", path: paths.manifestPath }];
  const files = [...manifest.conversations.flatMap((one) => one.files), ...manifest.files];
  const line = (path: string, bytes: number, digest: string) => JSON.stringify([path, bytes, digest]);
  const signed = files.map(({ path, bytes, sha256: digest }) => line(path, bytes, digest)).toSorted();
  const standing = [...bag]
    .filter(([path]) => isPayload(path))
    .map(([path, { bytes, sha256: digest }]) => line(path, bytes, digest))
    .toSorted();
  const isOfThisZip =
    `${manifest.package}/` === zip.base && dosTime(Date.parse(manifest.exported_at)) === zip.time;
  return isOfThisZip && signed.join() === standing.join() ? [] : [{ code: "contents" }];
}

async function isSigned(
  bag: Bag,
  manifest: Manifest,
  verify: (signed: Signed) => Promise<boolean>,
): Promise<boolean> {
  const content = bag.get(paths.manifestPath)?.content;
  const signature = bag.get(paths.signaturePath)?.content;
  if (!content || !signature) return false;
  return await verify({ manifest: content, signature, vkB64: manifest.exported_by.vk });
}

/** Every file has a *bestand* with its size and hash, and every *bestand* has its file. */
const metadataFaults = (bag: Bag): PackageFault[] =>
  [...bag].flatMap(([path, file]): PackageFault[] => {
    const described = paths.describedBy(path);
    if (described !== undefined) return bag.has(described) ? [] : [{ code: "metadata", path }];
    if (!isPayload(path) || paths.isMetadata(path)) return [];
    const stated = readFileObject(bag.get(paths.fileMetadataPath(path))?.text ?? "");
    const isTrue = stated?.bytes === file.bytes && stated.sha256 === file.sha256;
    return isTrue ? [] : [{ code: "metadata", path }];
  });
