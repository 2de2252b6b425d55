import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

export const rootDir = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${rootDir}/package.json`, "utf8"));
const version = packageManager.split("@")[1];

// On Windows both programs are .cmd files, which only a shell can start.
const shell = process.platform === "win32";
const onPath =
  spawnSync("pnpm", ["--version"], { cwd: "/", shell, encoding: "utf8" }).stdout?.trim() === version;
const [command, ...prefix] = onPath ? ["pnpm"] : ["npx", "-y", packageManager];

/** Runs the pnpm that package.json names, in `cwd` (the root by default); resolves to its exit code. */
export const pnpm = (args, cwd = rootDir) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], { cwd, shell, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });

if (fileURLToPath(import.meta.url) === argv[1]) process.exitCode = await pnpm(argv.slice(2));
