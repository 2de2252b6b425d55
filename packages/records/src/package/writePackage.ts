import { fileName } from "./bag.js";
import { concat, hex } from "./bytes.js";
import { conversationParts, declarationPart, lastParts } from "./parts.js";
import { folderOf } from "./paths.js";
import {
  entryOf,
  filesOf,
  type LeftOut,
  newPackage,
  type PackagedConversation,
  type PackageState,
  reachedOf,
  type WrittenFile,
} from "./plan.js";
import type { Seal } from "./seal.js";
import type { Sink } from "./sink.js";
import { dosTime, emptyZip, withEntry, type ZipSize, zipEnd } from "./zip.js";

export type PackageProgress =
  /** An earlier run's bytes are not there or were sealed: all begins again. */
  | { step: "anew" }
  | { step: "conversation"; state: PackageState }
  /** The SHA-256 of the tag manifest, in hex: of all that the package holds, sealed or not. */
  | { step: "whole"; sha256: string; state: PackageState }
  /** Nothing of the plan could go along: there is no package. */
  | { step: "nothing"; state: PackageState };

type PackageWork = {
  sink: Sink;
  /** What is left out is named in the manifest, with the reason. */
  load: (conversation: string) => Promise<PackagedConversation | Omit<LeftOut, "conversation">>;
  /** The detached Ed25519 signature of manifest.json by `exportedBy`, 64 bytes; its tag is the signer's to put before. */
  sign: (manifest: Uint8Array) => Promise<Uint8Array>;
  /** Absent: in the clear. */
  seal?: Seal;
  signal?: AbortSignal;
};

/**
 * Writes a package, one conversation in memory at a time, and tells after each what to store in order to go on from
 * there: with the same state and what the sink kept, byte for byte the same package comes out. Throws the signal's
 * reason when aborted, between two conversations; `PackageTooLarge`; what `load`, `sign` or the sink throws; and
 * RangeError for file names that are no names, or given twice. The package is whole once *whole* was told.
 */
export async function* writePackage(state: PackageState, work: PackageWork): AsyncGenerator<PackageProgress> {
  // A sealed stream cannot be gone on with: its cipher's state would have to be stored, and that holds the key.
  const goesOn = work.sink.startsAt === state.bytes && !work.seal;
  const from = goesOn ? state : newPackage(state.plan);
  if (work.sink.startsAt !== from.bytes) throw new RangeError("the sink stands elsewhere");
  if (from !== state && state.bytes > 0) yield { step: "anew" };

  let reached = from;
  let sha256: string | undefined;
  async function* plain() {
    for await (const part of partsOf(from, work)) {
      reached = part.state;
      sha256 = part.sha256;
      yield part.bytes;
    }
  }
  let told = from;
  for await (const bytes of work.seal ? work.seal(plain()) : plain()) {
    if (bytes.length > 0) await work.sink.write(bytes);
    if (reached === told) continue;
    told = reached;
    yield { step: "conversation", state: told };
  }
  yield sha256 === undefined
    ? { step: "nothing", state: reached }
    : { step: "whole", sha256, state: reached };
}

type Bytes = { bytes: Uint8Array; state: PackageState; sha256?: string };

/** The bytes of each conversation with the state after them, and then of all that comes last. */
async function* partsOf(from: PackageState, { load, sign, signal }: PackageWork): AsyncGenerator<Bytes> {
  const { plan } = from;
  const declaration = await declarationPart(plan);
  const grown = (size: ZipSize, files: readonly WrittenFile[]) =>
    files.map((file) => entryOf(plan, file)).reduce(withEntry, size);
  let state = from;
  let size = grown(emptyZip, [declaration.file, ...filesOf(state)]);
  const folders = new Set(state.written.map(({ number }) => folderOf(number)));

  for (const conversation of plan.conversations.slice(reachedOf(state))) {
    signal?.throwIfAborted();
    const one = await load(conversation);
    if ("why" in one) {
      state = { ...state, leftOut: [...state.leftOut, { conversation, number: one.number, why: one.why }] };
      yield { bytes: new Uint8Array(0), state };
      continue;
    }
    const folder = fileName(folderOf(one.number));
    if (one.record.conversation !== conversation) throw new RangeError("another conversation was given");
    if (folders.has(folder)) throw new RangeError("two conversations of one number");
    folders.add(folder);
    const parts = await conversationParts(one, plan);
    const files = parts.map(({ file }) => file);
    size = grown(size, files);
    const begun = state.bytes === 0 ? [declaration.zipped] : [];
    const bytes = concat([...begun, ...parts.map(({ zipped }) => zipped)]);
    const { number, doubts } = one;
    const after = { conversation, number, head: hex(one.head), doubts, files };
    state = { ...state, written: [...state.written, after], bytes: state.bytes + bytes.length };
    yield { bytes, state };
  }

  if (state.written.length === 0) return;
  signal?.throwIfAborted();
  const last = await lastParts(state, declaration.file, sign);
  const lastFiles = last.map(({ file }) => file);
  grown(size, lastFiles);
  const entries = [declaration.file, ...filesOf(state), ...lastFiles].map((file) => entryOf(plan, file));
  const end = zipEnd(entries, dosTime(plan.exportedAtMs));
  const bytes = concat([...last.map(({ zipped }) => zipped), end]);
  yield { bytes, state, sha256: lastFiles.at(-1)?.sha256 ?? "" };
}
