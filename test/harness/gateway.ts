import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { rootUrl } from "./root.js";

const inGateway = (file: string) => fileURLToPath(new URL(`apps/gateway/dist/${file}`, rootUrl));

/**
 * A process that lives for seconds has no use of its WebAssembly, which is Prisma's query compiler, compiled a second time for
 * speed: that costs more than all else it does. What it computes is the same.
 */
const livesForSeconds: readonly string[] = ["--liftoff-only"];

/** A gateway in a process of its own, on free ports. */
export type RunningGateway = {
  widgetOrigin: string;
  inboxOrigin: string;
  process: ChildProcess;
  /** Everything that it wrote so far. */
  output(): string;
  /** Asks it to stop and resolves to its exit code. */
  stop(): Promise<number | null>;
};

export type GatewayDatabases = { databaseUrl: string; keyDatabaseUrl: string };

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

/**
 * Starts a gateway and resolves once it is ready. Rejects with its output when it ends before that. `execArgv`: Node's own; what is
 * measured is given none, as in production.
 */
export const startGateway = async (
  { databaseUrl, keyDatabaseUrl }: GatewayDatabases,
  settings: Record<string, string> = {},
  execArgv = livesForSeconds,
): Promise<RunningGateway> => {
  const port = Number(settings.PORT ?? (await freePort()));
  const inboxPort = Number(settings.INBOX_PORT ?? (await freePort()));
  const child = fork(inGateway("main.js"), {
    // Not what the test runner gives its own processes.
    execArgv: [...execArgv],
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "test",
      DATABASE_URL: databaseUrl,
      KEY_DATABASE_URL: keyDatabaseUrl,
      PORT: String(port),
      INBOX_PORT: String(inboxPort),
      LOG_LEVEL: "debug",
      WATCH_INTERVAL_MS: "1000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    ended.then(([code]) => {
      throw new Error(`the gateway ended with ${code}: ${output}`);
    }),
  ]);
  return {
    widgetOrigin: `http://localhost:${port}`,
    inboxOrigin: `http://localhost:${inboxPort}`,
    process: child,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
};

/** The gateway's programs, with those of an operator. */
type Program =
  | "main.js"
  | "serve.js"
  | "operator/backup.js"
  | "operator/import.js"
  | "operator/resetSecondFactor.js"
  | "operator/migrate.js"
  | "operator/rebuildFigures.js"
  | "operator/restore.js"
  | "operator/roles.js"
  | "operator/verifyAudit.js"
  | "operator/verifyRegister.js"
  | "../../ceremony/dist/main.js"
  | "../../demo/dist/year/main.js"
  | "../../../prisma/dist/seedTown.js";

type Started = { args?: string[]; env: Record<string, string>; execArgv?: readonly string[] };

/** Starts one of the gateway's programs; `ended` resolves to its code (null: a signal ended it) and all that it wrote. */
export const startProgram = (
  file: Program,
  { args = [], env, execArgv = livesForSeconds }: Started,
): { process: ChildProcess; ended: Promise<{ code: number | null; output: string }> } => {
  const child = spawn(process.execPath, [...execArgv, inGateway(file), ...args], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  return { process: child, ended: once(child, "exit").then(() => ({ code: child.exitCode, output })) };
};

/** Runs one of the gateway's programs to its end. */
export const runProgram = (file: Program, of: Started) => startProgram(file, of).ended;
