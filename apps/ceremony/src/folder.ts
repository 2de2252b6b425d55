import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.js";

/** Whether a file that is there already may be replaced (`--replace`). */
export type Existing = "keep" | "replace";

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes the folder, for its owner alone (0700). */
export const makeFolder = (path: string): Promise<unknown> => mkdir(path, { recursive: true, mode: 0o700 });

/**
 * Writes a file that only its owner reads (0600), whole or not at all. Refuses when it exists and is to be kept.
 * Also for what is not secret: nothing in a ceremony's folder is anyone else's business.
 */
export async function writeOwnFile(path: string, text: string, existing: Existing): Promise<void> {
  if (existing === "keep" && (await exists(path))) {
    throw new Refusal(`${path} exists already; give --replace to write it again.`);
  }
  await makeFolder(dirname(path));
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  await writeFile(draft, text, { mode: 0o600, flag: "wx" });
  // The mode of a new file passes through the umask, which may be stricter or odd.
  await chmod(draft, 0o600);
  await rename(draft, path);
}

/** The text of a file; refuses in words when it is not there or not readable. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new Refusal(code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);
  }
}

/** A JSON text of this shape; `what` names it in the refusal, which says where the first fault is. */
export function parseJson<T>(schema: z.core.$ZodType<T>, text: string, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal(`${what} is not JSON.`);
  }
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(`${what} is not as it should be: ${issue?.path.join(".")}: ${issue?.message}.`);
}

/** As `parseJson`, of a file. */
export const readJson = async <T>(schema: z.core.$ZodType<T>, path: string): Promise<T> =>
  parseJson(schema, await readText(path), path);
