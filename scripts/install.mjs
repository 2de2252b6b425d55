import { existsSync } from "node:fs";
import { join } from "node:path";
import { whenChanged } from "./inputs.mjs";
import { pnpm, rootDir } from "./pnpm.mjs";

const OLDEST_NODE = [20, 19];

/** Ends the program with one sentence when Node is too old to run it. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  const oldest = OLDEST_NODE.join(".");
  console.error(`Eigenkanaal needs Node ${oldest} or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the packages of the lock file, when they are missing or the lock file changed. Throws when that fails. */
export async function install() {
  const modulesDir = join(rootDir, "node_modules");
  const inputs = ["pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => join(rootDir, name));
  const stamp = join(modulesDir, ".inputs");
  await whenChanged(inputs, stamp, async () => {
    console.log(existsSync(modulesDir) ? "Installing changed packages…" : "Installing packages…");
    if ((await pnpm(["install", "--frozen-lockfile"])) !== 0) throw new Error("Installing packages failed.");
  });
}
