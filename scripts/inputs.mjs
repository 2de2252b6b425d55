import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Made by the tools themselves: never an input. */
const MADE = /^(node_modules|dist.*|generated|\.pictures|test-results|\.tsbuildinfo)$/;

/**
 * Runs `make` unless the content of `inputs` (files and folders) is what `stampFile` remembers of the last time;
 * remembers it afterwards. Resolves to whether it ran.
 */
export async function whenChanged(inputs, stampFile, make) {
  const now = contentHash(inputs);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === now) return false;
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, now);
  return true;
}

function contentHash(paths) {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  let names;
  try {
    names = readdirSync(path).filter((name) => !MADE.test(name));
  } catch {
    const content = readFileSync(path);
    hash.update(`${path} ${content.length} `).update(content);
    return;
  }
  for (const name of names.sort()) addTo(hash, join(path, name));
}
