import {
  fileSink,
  newPackage,
  type PackageState,
  packageFileName,
  type Sink,
} from "@eigenkanaal/records/package";
import type { Target } from "./target.js";

/** What is being written; its name ends in `.deel` until all of it is there. */
export type OpenTarget = {
  sink: Sink;
  /** Makes what is written so far outlive a crash, where that is worth it; whether it did. */
  keep(): Promise<boolean>;
  /** Keeps what is there, to go on with. */
  close(): Promise<void>;
  /** The package is whole: it gets its own name, which this answers. */
  finish(): Promise<string>;
};

const partEnding = ".deel";

export const openTarget = (
  target: Target,
  { state, sealed }: { state: PackageState; sealed: boolean },
): Promise<OpenTarget> => {
  const name = packageFileName(state.plan.name, { sealed });
  // A sealed stream cannot be gone on with.
  const from = sealed ? newPackage(state.plan) : state;
  return target.kind === "folder"
    ? inFolder(target.folder, { name, from })
    : Promise.resolve(inMemory(target.parts, { name, from }));
};

const inFolder = async (
  folder: FileSystemDirectoryHandle,
  { name, from }: { name: string; from: PackageState },
): Promise<OpenTarget> => {
  const part = await folder.getFileHandle(name + partEnding, { create: true });
  const sink = await fileSink(part, from);
  return {
    sink,
    keep: sink.keep,
    close: sink.close,
    finish: async () => {
      if (part.move) await part.move(name);
      else await copied(folder, { part, name });
      return name;
    },
  };
};

/** A browser that renames nothing: the copy counts once all of it is there. */
const copied = async (
  folder: FileSystemDirectoryHandle,
  { part, name }: { part: FileSystemFileHandle; name: string },
) => {
  const whole = await folder.getFileHandle(name, { create: true });
  await (await part.getFile()).stream().pipeTo(await whole.createWritable());
  await folder.removeEntry(part.name);
};

/** Blobs, which a browser keeps on disk where there are many. Once this page is gone, so are they. */
const inMemory = (parts: Blob[], { name, from }: { name: string; from: PackageState }): OpenTarget => {
  const size = () => parts.reduce((sum, part) => sum + part.size, 0);
  if (size() !== from.bytes) {
    const kept = new Blob(parts).slice(0, size() < from.bytes ? 0 : from.bytes);
    parts.splice(0, parts.length, ...(kept.size > 0 ? [kept] : []));
  }
  return {
    sink: {
      startsAt: size(),
      write: async (bytes) => {
        parts.push(new Blob([new Uint8Array(bytes)]));
      },
    },
    keep: async () => false,
    close: async () => undefined,
    finish: async () => {
      download(new Blob(parts, { type: "application/octet-stream" }), name);
      return name;
    },
  };
};

const download = (whole: Blob, name: string) => {
  const address = URL.createObjectURL(whole);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
