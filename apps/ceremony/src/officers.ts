import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  fromCrockford,
  joinRootSeed,
  type SigningKeys,
  signingKeysFromSeed,
  splitRootSeed,
  toBase64Url,
  toCrockford,
  wipe,
} from "@eigenkanaal/crypto";
import type { BundleContent } from "@eigenkanaal/protocol";
import { z } from "zod";
import { exists, readJson, readText, writeOwnFile } from "./folder.js";
import { bytesOf, places } from "./organisation.js";
import { Refusal, required } from "./refusal.js";

const OfficerFile = z.strictObject({ officer: z.string(), name: z.string(), seed: z.string() });

/** Who signs rosters; the key is the secret in the officer's own file. */
export type Officer = { readonly officer: string; readonly name: string; readonly keys: SigningKeys };

/** Writes an officer's secret to a file of their own. */
export async function writeOfficer(
  path: string,
  of: { officer: string; name: string },
  seed: Uint8Array,
): Promise<void> {
  await writeOwnFile(path, `${JSON.stringify({ ...of, seed: toBase64Url(seed) }, null, 2)}\n`, "keep");
}

/** The officers whose files are given, or else all those in the ceremony's folder; possibly none. */
export async function readOfficers(dir: string, paths: readonly string[]): Promise<Officer[]> {
  const folder = places(dir).officers;
  const found = paths.length === 0 && (await exists(folder)) ? await readdir(folder) : [];
  const files = paths.length > 0 ? paths : found.toSorted().map((name) => join(folder, name));
  return Promise.all(
    files.map(async (path) => {
      const { officer, name, seed } = await readJson(OfficerFile, path);
      return { officer, name, keys: signingKeysFromSeed(bytesOf(seed)) };
    }),
  );
}

/** As `readOfficers`; refuses when there is none, since nothing can be signed then. */
export async function requireOfficers(
  dir: string,
  paths: readonly string[],
): Promise<readonly [Officer, ...Officer[]]> {
  const [first, ...others] = await readOfficers(dir, paths);
  return [required(first, "No officer is present: give the officer's file with --officer."), ...others];
}

/** Writes the root's seed as two halves, each worthless alone; 52 symbols and a check, fit to be copied from paper. */
export async function writeRootHalves(dir: string, seed: Uint8Array): Promise<void> {
  const halves = splitRootSeed(seed);
  for (const [i, path] of places(dir).rootHalves.entries()) {
    await writeOwnFile(path, `${toCrockford(halves[i] ?? new Uint8Array(0))}\n`, "keep");
  }
  wipe(...halves);
}

/** The root's keys when both halves are in the folder, undefined when one is in the safe, as it should be. */
export async function readRoot(dir: string, content: BundleContent): Promise<SigningKeys | undefined> {
  const { rootHalves } = places(dir);
  if (!(await exists(rootHalves[0])) || !(await exists(rootHalves[1]))) return undefined;
  const [a, b] = await Promise.all(
    rootHalves.map(async (path) =>
      required(fromCrockford(await readText(path), 32), `${path} is not half of a root key.`),
    ),
  );
  const seed = joinRootSeed(a ?? new Uint8Array(0), b ?? new Uint8Array(0));
  const keys = signingKeysFromSeed(seed);
  wipe(seed);
  if (toBase64Url(keys.vk) !== content.rootVk) {
    throw new Refusal(`The two halves do not make the root key of ${content.name}.`);
  }
  return keys;
}
