import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { whenChanged } from "./inputs.mjs";
import { pnpm, rootDir } from "./pnpm.mjs";

const workspaceDirs = [
  ...["apps", "packages"].flatMap((parent) =>
    readdirSync(join(rootDir, parent)).map((name) => `${parent}/${name}`),
  ),
  "prisma",
  "test",
];

/**
 * Builds what changed: generated code (a package's `generate` script), then types and JavaScript (`tsc -b`), then
 * the browser apps (a package's `build` script). Throws with one sentence when a step fails.
 */
export async function build() {
  await runScripts("generate", "Generating");
  console.log("Compiling…");
  requireReferences();
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  if ((await node([tsc, "-b"])) !== 0) throw new Error("Compiling failed.");
  await runScripts("build", "Building");
}

/** A package's script counts as up to date while nothing changed in it, in the packages, or in what is installed. */
async function runScripts(script, doing) {
  const shared = ["packages", "prisma", "pnpm-lock.yaml", "tsconfig.base.json"].map((path) =>
    join(rootDir, path),
  );
  for (const dir of workspaceDirs) {
    const packageFile = join(rootDir, dir, "package.json");
    if (!existsSync(packageFile) || !JSON.parse(readFileSync(packageFile, "utf8")).scripts?.[script])
      continue;
    const stamp = join(rootDir, dir, "dist", script === "build" ? ".inputs" : `.${script}-inputs`);
    await whenChanged([join(rootDir, dir), ...shared], stamp, async () => {
      console.log(`${doing} ${dir}…`);
      if ((await pnpm(["run", script], join(rootDir, dir))) !== 0) throw new Error(`${doing} ${dir} failed.`);
    });
  }
}

/** A project that the root tsconfig.json does not name would compile nowhere, and nobody would notice. */
function requireReferences() {
  const { references } = JSON.parse(readFileSync(join(rootDir, "tsconfig.json"), "utf8"));
  const named = new Set(references.map(({ path }) => path));
  const missing = workspaceDirs.filter(
    (dir) => existsSync(join(rootDir, dir, "tsconfig.json")) && !named.has(dir),
  );
  if (missing.length > 0) throw new Error(`Add to the references in tsconfig.json: ${missing.join(", ")}.`);
}

const node = (args) =>
  new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: rootDir, stdio: "inherit" }).once("close", (code) =>
      resolve(code ?? 1),
    );
  });

if (fileURLToPath(import.meta.url) === argv[1]) {
  await build().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
