import { existsSync } from "node:fs";
import { access, chmod, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StartFailure } from "./startFailure.js";

const lockPath = (dataDir: string): string => join(dataDir, "demo.pid");

/**
 * Makes sure of the folder that the demo keeps everything in. Others may pass through it but not look around,
 * because the database has an account of its own when we are root. Throws StartFailure when it is of no use.
 */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const trial = join(dataDir, ".trial");
    await writeFile(trial, "");
    await rm(trial);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new StartFailure(`The data folder ${dataDir} (DATA_DIR) cannot be read and written: ${code}.`);
  }
}

/** With its parents. Not Node's own recursion: that never ends where a file system refuses new folders as /proc does. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
  await chmod(path, 0o711);
}

/** How we found the folder: put away, or with things still running of a demo that was killed. */
export type Found = "tidy" | "left-behind";

/**
 * Claims the data folder for this process until `release`. Throws StartFailure when another demo has it: two would
 * stop each other's databases.
 */
export async function claimDataFolder(
  dataDir: string,
  pid: number,
): Promise<{ found: Found; release(): Promise<void> }> {
  const path = lockPath(dataDir);
  const release = () => rm(path, { force: true });
  for (let found: Found = "tidy"; ; found = "left-behind") {
    try {
      await writeFile(path, `${pid}\n`, { flag: "wx" });
      return { found, release };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = await settledHolder(path);
    if (holder !== undefined && (await isDemo(holder))) {
      throw new StartFailure(
        `A demo already runs on the data folder ${dataDir} (process ${holder}): stop it, or choose another DATA_DIR.`,
      );
    }
    await release();
  }
}

/** The process that the lock names; undefined when it names none, even after the moment that writing it takes. */
async function settledHolder(path: string): Promise<number | undefined> {
  for (let tries = 0; tries < 3; tries += 1) {
    const pid = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
    if (Number.isInteger(pid) && pid > 0) return pid;
    await wait(50);
  }
  return undefined;
}

/** Whether the process lives and is not another program that was given a dead demo's number. */
async function isDemo(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync("/proc/self") || (await readFile(commandLine, "utf8").catch(() => "")).includes("demo");
}
