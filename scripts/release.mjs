import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { argv } from "node:process";
import { pnpm, rootDir } from "./pnpm.mjs";

/**
 * `npm run release -- <folder>`: puts what a server needs of a built checkout into a new folder: the gateway and its
 * commands, the web apps as built, the migrations, and the packages that the lock file names without those for building.
 * Neither ceremony nor crypto package: a server has nothing to open.
 */

/** What runs on the server; the packages of ours that it depends on come along. */
const PROGRAMS = ["apps/gateway", "prisma"];

const WEB_APPS = ["apps/widget", "apps/inbox"];

const FILES = [
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "LICENSE",
  "README.md",
  "SECURITY.md",
  "apps/gateway/deploy",
  "apps/gateway/README.md",
  "apps/gateway/OPERATING.md",
  "apps/gateway/RUNBOOK.md",
  "prisma/migrations",
  "prisma/keys",
];

const workspaces = [
  ...["apps", "packages"].flatMap((parent) =>
    readdirSync(join(rootDir, parent)).map((name) => `${parent}/${name}`),
  ),
  "prisma",
  "test",
];
const manifest = (dir) => JSON.parse(readFileSync(join(rootDir, dir, "package.json"), "utf8"));
const dirOf = Object.fromEntries(workspaces.map((dir) => [manifest(dir).name, dir]));

/** These folders and those of the packages of ours that they need at run time. */
function withDependencies(dirs, found = new Set()) {
  for (const dir of dirs) {
    if (found.has(dir)) continue;
    found.add(dir);
    const ours = Object.keys(manifest(dir).dependencies ?? {}).flatMap((name) => dirOf[name] ?? []);
    withDependencies(ours, found);
  }
  return found;
}

/** What an operator puts beside the examples, as compose.yaml asks: this server's passwords are not another's. */
const isOperators = (path) => /^apps\/gateway\/deploy\/(secrets|acme|import|backups|\.env)/.test(path);

const isNeeded = (path) => isForRunning(path) && !isOperators(relative(rootDir, path).replaceAll("\\", "/"));

/** Made for building: stamps, types, maps and tests have nothing to do on a server. */
const isForRunning = (path) => !/\.(d\.ts|map|tsbuildinfo)$|\.test\.js$|[\\/]\.[^\\/]*inputs$/.test(path);

async function release(target) {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty.`);
  const built = [...withDependencies(PROGRAMS), ...WEB_APPS].map((dir) => `${dir}/dist`);
  for (const path of built)
    if (!existsSync(join(rootDir, path))) throw new Error(`${path} is missing: run "npm run build" first.`);
  // The lock file speaks of all packages, also of those whose code stays here.
  const manifests = workspaces.map((dir) => `${dir}/package.json`);
  for (const path of [...FILES, ...manifests, ...built]) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(rootDir, path), join(target, path), { recursive: true, filter: isNeeded });
  }
  const filters = PROGRAMS.map((dir) => `--filter=${manifest(dir).name}...`);
  if ((await pnpm(["install", "--prod", "--frozen-lockfile", ...filters], target)) !== 0)
    throw new Error("Installing packages failed.");
}

const [, , target] = argv;
try {
  if (!target) throw new Error("Usage: npm run release -- <folder>");
  await release(resolve(target));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
