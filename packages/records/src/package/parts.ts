import { bagDeclaration, bagInfo, fileName, manifestText, payloadOxum } from "./bag.js";
import { sha256, utf8 } from "./bytes.js";
import { manifestJson } from "./manifest.js";
import { conversationXml, fileXml, selectionXml } from "./metadata.js";
import * as paths from "./paths.js";
import {
  filesOf,
  type PackagedConversation,
  type PackagePlan,
  type PackageState,
  type WrittenFile,
} from "./plan.js";
import { dateIn } from "./term.js";
import { dosTime, zipFile } from "./zip.js";

/** What of a file goes into the ZIP, and what is to be remembered of it: its path in the bag, its hash, its sizes. */
export type Part = { file: WrittenFile; zipped: Uint8Array };

async function written(plan: PackagePlan, path: string, content: Uint8Array): Promise<Part> {
  const { entry, zipped } = zipFile({ path: `${plan.name}/${path}`, content }, dosTime(plan.exportedAtMs));
  return { file: { ...entry, path, sha256: await sha256(content) }, zipped };
}

/** What a bag begins with. */
export const declarationPart = (plan: PackagePlan): Promise<Part> =>
  written(plan, paths.declarationPath, utf8(bagDeclaration));

/** The files of a conversation, each with the metadata of it, and the metadata of the conversation. */
export async function conversationParts(one: PackagedConversation, plan: PackagePlan): Promise<Part[]> {
  const folder = paths.folderOf(one.number);
  const of = { conversation: one.record.conversation, number: one.number };
  const names = one.files.map(({ name }) => fileName(name));
  if (new Set(names.map((name) => name.normalize().toLowerCase())).size < names.length)
    throw new RangeError("two files of one name");
  if (names.some(paths.isMetadata)) throw new RangeError("a file under the name of metadata");
  const parts: Part[] = [];
  for (const { name, bytes, mediaType } of one.files) {
    const content = await written(plan, paths.inFolder(folder, name), bytes);
    const described = { name, mediaType, bytes: bytes.length, sha256: content.file.sha256 };
    const metadata = utf8(fileXml(described, of, plan));
    parts.push(content, await written(plan, paths.fileMetadataPath(content.file.path), metadata));
  }
  const metadata = utf8(conversationXml(one, plan, names));
  return [...parts, await written(plan, paths.folderMetadataPath(folder), metadata)];
}

/** What says that the package is whole; the tag manifest is the last of it. */
export async function lastParts(
  state: PackageState,
  declaration: WrittenFile,
  sign: (manifest: Uint8Array) => Promise<Uint8Array>,
): Promise<Part[]> {
  const { plan } = state;
  const whole = plan.selection
    ? [await written(plan, paths.selectionPath, utf8(selectionXml(plan.selection, plan, state.written)))]
    : [];
  const wholeFiles = whole.map(({ file }) => file);
  const payload = [...filesOf(state), ...wholeFiles];
  const manifest = utf8(manifestJson(plan, state, wholeFiles));
  const tags = [
    await written(plan, paths.payloadManifestPath, utf8(manifestText(payload))),
    await written(plan, paths.infoPath, utf8(infoText(plan, payload))),
    await written(plan, paths.manifestPath, manifest),
    await written(plan, paths.signaturePath, await sign(manifest)),
  ];
  const tagManifest = manifestText([declaration, ...tags.map(({ file }) => file)]);
  return [...whole, ...tags, await written(plan, paths.tagManifestPath, utf8(tagManifest))];
}

const infoText = (plan: PackagePlan, payload: readonly WrittenFile[]): string =>
  bagInfo([
    ["Source-Organization", plan.organisation.name],
    ["Contact-Name", plan.exportedBy.alias],
    ["External-Identifier", plan.selection?.id ?? plan.conversations[0] ?? ""],
    ["Bagging-Date", dateIn(plan.timeZone, plan.exportedAtMs)],
    ["Bag-Software-Agent", plan.software],
    ["Payload-Oxum", payloadOxum(payload)],
  ]);
