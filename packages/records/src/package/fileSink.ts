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

/**
 * A file that goes on where the state ends, if it begins with what the state says was written; else it begins anew.
 * The browser writes to a copy that becomes the file on `close`: whoever cancels closes too, so that what is there
 * can be gone on with; after a crash the file is as it was before.
 */
export async function fileSink(
  handle: FileHandle,
  state: PackageState,
): Promise<Sink & { close(): Promise<void> }> {
  const startsAt = (await holds(await handle.getFile(), state)) ? state.bytes : 0;
  const file = await handle.createWritable({ keepExistingData: startsAt > 0 });
  await file.truncate(startsAt);
  await file.seek(startsAt);
  return {
    startsAt,
    write: (bytes) => file.write(new Uint8Array(bytes)),
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
