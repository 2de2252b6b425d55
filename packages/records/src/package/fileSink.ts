import { sha256 } from "./bytes.js";
import { declarationPart } from "./parts.js";
import { entryOf, filesOf, type PackageState } from "./plan.js";
import { contentOf } from "./readZip.js";
import type { Sink } from "./sink.js";
import { dosTime, entryBytes } from "./zip.js";

/** What is used of a FileSystemFileHandle (WHATWG File System), and of what it opens. */
type FileHandle = {
  getFile(): Promise<Blob>;
  createWritable(options: { keepExistingData: boolean }): Promise<{
    write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
    truncate(bytes: number): Promise<void>;
    seek(offset: number): Promise<void>;
    close(): Promise<void>;
  }>;
};

/** So much is written at least before it is kept: each time the browser copies all that stands there. */
const keptAfterBytes = 16 * 1024 * 1024;

/**
 * A file that goes on where the state ends, if it begins with what the state says was written; else it begins anew.
 * The browser writes to a copy that becomes the file on `close`: whoever cancels closes too, so that what is there
 * can be gone on with; after a crash or on a full disk the file is as it was when it was last kept. `keep` makes it the
 * file where that is worth the copying, a quarter more than stood there, and says whether it did.
 */
export async function fileSink(
  handle: FileHandle,
  state: PackageState,
): Promise<Sink & { keep(): Promise<boolean>; close(): Promise<void> }> {
  const startsAt = (await holds(await handle.getFile(), state)) ? state.bytes : 0;
  const openAt = async (bytes: number) => {
    const opened = await handle.createWritable({ keepExistingData: bytes > 0 });
    await opened.truncate(bytes);
    await opened.seek(bytes);
    return opened;
  };
  let file = await openAt(startsAt);
  let [at, keptAt] = [startsAt, startsAt];
  return {
    startsAt,
    write: async (bytes) => {
      await file.write(new Uint8Array(bytes));
      at += bytes.length;
    },
    keep: async () => {
      if (at - keptAt < Math.max(keptAfterBytes, keptAt / 4)) return false;
      await file.close();
      keptAt = at;
      file = await openAt(at);
      return true;
    },
    close: () => file.close(),
  };
}

/** Whether a file begins with the bytes of a state: after a crash it can be another, of any size. */
async function holds(file: Blob, state: PackageState): Promise<boolean> {
  const time = dosTime(state.plan.exportedAtMs);
  let offset = 0;
  if (state.bytes === 0 || file.size < state.bytes) return false;
  for (const written of [(await declarationPart(state.plan)).file, ...filesOf(state)]) {
    const entry = entryOf(state.plan, written);
    const content = await contentOf(file, { ...entry, offset }, time);
    if (!content || (await sha256(content)) !== written.sha256) return false;
    offset += entryBytes(entry);
  }
  return offset === state.bytes;
}
