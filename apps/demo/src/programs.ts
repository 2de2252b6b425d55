import { type ChildProcess, spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Running } from "./running.js";
import { StartFailure } from "./startFailure.js";

/** The programs of the other apps, as built. They are run, never imported. */
export const programs = {
  ceremony: built("apps/ceremony/dist/main.js"),
  gateway: built("apps/gateway/dist/main.js"),
  importBundle: built("apps/gateway/dist/operator/import.js"),
  seedTown: built("prisma/dist/seedTown.js"),
} as const;

function built(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

type Invocation = {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
};

/**
 * Runs a program to its end and answers with what it printed. Throws StartFailure with what it said instead when it
 * refuses, and an AbortError when `halt` stops it.
 */
export async function runToEnd(
  { program, args, environment }: Invocation,
  halt: AbortSignal,
): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    signal: halt,
  });
  const printed = collect(child.stdout);
  const said = collect(child.stderr);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new StartFailure(lastWords(said.text) || `${program} ended with ${code}.`);
  return printed.text;
}

function collect(stream: NodeJS.ReadableStream | null): { text: string } {
  const collected = { text: "" };
  stream?.on("data", (chunk: Buffer) => {
    collected.text += chunk.toString();
  });
  return collected;
}

/** What a program that gave up told people; of a fault that nobody foresaw only its message, without the stack. */
function lastWords(said: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const fault = lines.find((line) => /^\w*Error\b.*:/.test(line));
  return fault ?? lines.join("\n");
}

/** The longest that the gateway may take to put away what it acknowledged. */
const gatewayPatienceMs = 15_000;

/**
 * Starts the gateway, its log appended to `logPath`, and resolves once it listens. `ended` says when it is gone and
 * with which exit code. Throws StartFailure with its own sentence when it cannot start.
 */
export async function startGateway(
  of: { environment: NodeJS.ProcessEnv; logPath: string },
  running: Running,
): Promise<{ ended: Promise<number | null> }> {
  const log = await open(of.logPath, "a", 0o600);
  // A group of its own: Ctrl-C reaches us alone, and the gateway is told once. The channel tells it when we die.
  const gateway = spawn(process.execPath, [programs.gateway], {
    env: of.environment,
    stdio: ["ignore", log.fd, "pipe", "ipc"],
    detached: true,
  });
  await log.close();
  const said = collect(gateway.stderr);
  const ended = new Promise<number | null>((resolve) => {
    gateway.once("error", () => resolve(null));
    gateway.once("close", resolve);
  });
  running.add(() => stopGateway(gateway, ended));
  const ready = new Promise<"ready">((resolve) => gateway.once("message", () => resolve("ready")));
  const first = await Promise.race([ready, ended]);
  if (first !== "ready") {
    throw new StartFailure(lastWords(said.text) || `The gateway ended at once; its log is ${of.logPath}.`);
  }
  return { ended };
}

async function stopGateway(gateway: ChildProcess, ended: Promise<number | null>): Promise<void> {
  gateway.kill("SIGTERM");
  const patience = new AbortController();
  const late = wait(gatewayPatienceMs, "late" as const, { signal: patience.signal }).catch(() => "on time");
  if ((await Promise.race([ended, late])) === "late") gateway.kill("SIGKILL");
  patience.abort();
  await ended;
}
