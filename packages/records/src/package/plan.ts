import { fileName } from "./bag.js";
import type { ConversationFacts, Provenance } from "./metadata.js";
import type { ZipEntry } from "./zip.js";

/** What a package will be, before anything is written. Stored with its state: it must stay as it was. */
export type PackagePlan = Provenance & {
  /** Of the bag's base folder, and of the file. */
  name: string;
  /** Who exports: alias, and their Ed25519 public key in base64url. */
  exportedBy: { alias: string; vkB64: string };
  /** Name and version of what writes it. */
  software: string;
  /** In this order; never empty. */
  conversations: readonly string[];
};

/** A file of a conversation, as given. */
export type PackagedFile = { name: string; bytes: Uint8Array; mediaType: string };

export type PackagedConversation = ConversationFacts & {
  /** SHA-256 over the SHA-256 of each stored envelope, in the order of storing; 32 bytes. */
  head: Uint8Array;
  /** What the device that opened it doubted, each a word of the product's own; empty where all of it stands. */
  doubts: readonly string[];
  files: readonly PackagedFile[];
};

/** A conversation that cannot go along, and why, in a word of the product's own. `number` where it is known. */
export type LeftOut = { conversation: string; number: string | null; why: string };

export type WrittenFile = ZipEntry & { sha256: string };
type WrittenConversation = {
  conversation: string;
  number: string;
  head: string;
  doubts: readonly string[];
  files: WrittenFile[];
};

/** How far a package has come; plain data, to be stored and gone on from. `bytes`: of the ZIP, in the clear. */
export type PackageState = {
  plan: PackagePlan;
  written: readonly WrittenConversation[];
  leftOut: readonly LeftOut[];
  bytes: number;
};

/** The state of a package of which nothing is written. Throws RangeError for a plan that gives no package. */
export function newPackage(plan: PackagePlan): PackageState {
  if (plan.conversations.length === 0) throw new RangeError("a package without conversations");
  if (plan.conversations.length > 1 && !plan.selection) throw new RangeError("a selection without a name");
  fileName(plan.name);
  return { plan, written: [], leftOut: [], bytes: 0 };
}

/** How many conversations of the plan were come to. */
export const reachedOf = ({ written, leftOut }: PackageState): number => written.length + leftOut.length;

export const filesOf = (state: PackageState): WrittenFile[] => state.written.flatMap(({ files }) => files);

/** A file as the ZIP has it: in the base folder. */
export const entryOf = ({ name }: PackagePlan, file: WrittenFile): ZipEntry => ({
  ...file,
  path: `${name}/${file.path}`,
});
