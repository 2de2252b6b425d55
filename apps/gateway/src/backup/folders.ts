import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupFacts, BackupKind } from "@eigenkanaal/domain";
import { sqlState } from "../store/database.js";
import { type Manifest, manifestFile, readManifest } from "./manifest.js";

/** Backups on the disk: each a folder in `<into>/messages` or `<into>/keys`, which are meant for two places. */

export type FoundBackup = BackupFacts & { dir: string; manifest: Manifest };

/** What is in a folder of backups: those of this kind, and the names of what is none of ours. */
export const findBackups = async (
  into: string,
  kind: BackupKind,
): Promise<{ backups: FoundBackup[]; strangers: string[] }> => {
  const backups: FoundBackup[] = [];
  const strangers: string[] = [];
  for (const entry of await entriesOf(join(into, kind))) {
    const dir = join(into, kind, entry.name);
    const manifest = entry.isDirectory() ? await readManifest(dir) : undefined;
    if (manifest?.kind !== kind) strangers.push(dir);
    else {
      const { madeAt, finished } = manifest;
      backups.push({ name: entry.name, dir, manifest, madeAtMs: Date.parse(madeAt), finished });
    }
  }
  return { backups, strangers };
};

const entriesOf = async (dir: string) => {
  try {
    return await readdir(dir, { withFileTypes: true });
  } catch (error) {
    if (sqlState(error) === "ENOENT") return [];
    throw error;
  }
};

/**
 * A new folder for a backup, made by `work` file by file, which returns the manifest to finish it with. Until all of it is
 * on the disk its name begins with `.unfinished-` and its manifest says so; when the work fails it is gone.
 */
export const writeBackup = async (
  into: string,
  begun: Manifest,
  work: (dir: string) => Promise<Manifest>,
): Promise<string> => {
  const parent = join(into, begun.kind);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  // A time without colons, which not every file system takes.
  const name = begun.madeAt.replaceAll(/[:.]/g, "-");
  const dir = join(parent, `.unfinished-${name}`);
  await mkdir(dir, { mode: 0o700 });
  try {
    await writeManifest(dir, begun);
    await writeManifest(dir, await work(dir));
    await rename(dir, join(parent, name));
    await sync(parent);
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
  return join(parent, name);
};

/** Whole or as it was before, also when the power goes. */
const writeManifest = async (dir: string, manifest: Manifest) => {
  const path = join(dir, manifestFile);
  const file = await open(`${path}.new`, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await sync(dir);
};

/** Makes a folder's names last. Windows has no such thing, and needs none. */
const sync = async (dir: string) => {
  if (process.platform === "win32") return;
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
