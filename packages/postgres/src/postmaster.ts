import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Account } from "./account.js";
import type { Binaries } from "./binaries.js";
import { OWNER, serverEnv } from "./cluster.js";
import { LOOPBACK } from "./port.js";
import { PostgresUnavailable } from "./unavailable.js";

const POLL_MS = 20;

/** A cluster, and what is needed to run it. */
export interface Cluster {
  readonly dataDir: string;
  readonly password: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

/** How an attempt to start the server ended. `held`: another server has the folder, or has only just let go of it. */
export type Launch =
  | { readonly state: "ready" }
  | { readonly state: "held"; readonly said: string }
  | { readonly state: "port-taken" }
  | { readonly state: "failed"; readonly said: string };

/** The address of a database of this cluster for the owner, on this port. */
export const ownerUrl = ({ password }: Cluster, port: number): string =>
  `postgresql://${OWNER}:${password}@${LOOPBACK}:${port}/postgres`;

/**
 * The port of a server that runs on this folder already, or undefined. Believed only when it lets us in with
 * our password and names our folder: after a crash the file may name a port that is somebody else's by now.
 */
export async function runningPort(cluster: Cluster): Promise<number | undefined> {
  const { port, state } = readPidFile(cluster.dataDir);
  if (state !== "ready" || port === undefined) return undefined;
  const client = new pg.Client({ connectionString: ownerUrl(cluster, port), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === cluster.dataDir ? port : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts the server in a session of its own, on loopback only, and waits until it is ready or has given up. */
export async function launch(cluster: Cluster, port: number): Promise<Launch> {
  const { account, binaries, dataDir } = cluster;
  const settings = [
    `listen_addresses=${LOOPBACK}`,
    "unix_socket_directories=",
    "log_min_error_statement=panic",
  ];
  const server = spawn(
    binaries.postgres,
    ["-D", dataDir, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...account, cwd: "/", env: serverEnv(), detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  const listen = (text: Buffer): void => {
    said += text.toString();
  };
  server.stderr.on("data", listen);
  const ended = new Promise<"ended">((resolve) => server.once("close", () => resolve("ended")));

  while ((await Promise.race([ended, wait(POLL_MS)])) !== "ended") {
    const { pid, state } = readPidFile(dataDir);
    if (pid !== server.pid || state !== "ready") continue;
    server.stderr.off("data", listen);
    letGo(server);
    return { state: "ready" };
  }
  if (/lock file "postmaster\.pid"|pre-existing shared memory/.test(said)) return { state: "held", said };
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return { state: "port-taken" };
  return { state: "failed", said };
}

/**
 * Ends open connections, writes everything down and resolves once the server is gone ("fast" shutdown), or was
 * gone already. Throws PostgresUnavailable when it is still there after a minute.
 */
export async function shutDown(cluster: Cluster): Promise<void> {
  const { account, binaries, dataDir } = cluster;
  const args = ["stop", "-D", dataDir, "-m", "fast", "--wait", "--timeout=60", "--silent"];
  const child = spawn(binaries.pgCtl, args, { ...account, cwd: "/", env: serverEnv(), stdio: "ignore" });
  const exitCode = await new Promise((resolve) => child.once("close", resolve));
  if (exitCode !== 0 && (await runningPort(cluster)) !== undefined) {
    throw new PostgresUnavailable(
      "failed",
      `The database server on ${dataDir} did not stop within a minute.`,
    );
  }
}

/** The server may outlive us: neither it nor its output keeps this program running. */
function letGo(server: ChildProcess): void {
  server.unref();
  server.stderr?.resume();
  if (server.stderr instanceof Socket) server.stderr.unref();
}

/** `postmaster.pid`: line 1 is the process id, line 4 the port, line 8 the state. */
function readPidFile(dataDir: string): { pid?: number; port?: number; state?: string } {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch {
    return {};
  }
}
