import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import pg from "pg";
import { databasesIn, importBundle } from "../harness/databases.js";
import { type GatewayDatabases, type RunningGateway, startGateway } from "../harness/gateway.js";
import { Town } from "../harness/town.js";
import { roster } from "./crowd.js";

/** What is measured: a town and its gateway, over two PostgreSQL clusters as in production. */
export type Stand = {
  /** The address of the main cluster, for its owner. */
  server: string;
  databases: GatewayDatabases;
  town: Awaited<ReturnType<typeof Town.found>>;
  gateway: RunningGateway;
  stop(): Promise<void>;
};

/** What a gateway that is measured is told: to look about as seldom as one in production; for tests it looks often. */
export const asServed = { LOG_LEVEL: "info", WATCH_INTERVAL_MS: "5000" };

/**
 * It ends with `stop`, and when this process is interrupted or the one that forked it has gone. `settings`: of the gateway,
 * beside those that it is always told.
 */
export const startStand = async (settings: Record<string, string> = {}): Promise<Stand> => {
  const closers: Closers = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= closeAll();
    return stopped;
  };
  const starting = start(closers, stop, settings);
  // The database servers have sessions of their own, and would outlive whoever started them.
  const interrupt = async () => {
    await starting.catch(() => undefined);
    await stop();
    process.exit(1);
  };
  for (const ending of ["SIGINT", "SIGTERM", "disconnect"]) process.on(ending, () => void interrupt());
  try {
    return await starting;
  } catch (error) {
    await stop();
    throw error;
  }
};

type Closers = (() => Promise<unknown>)[];

/** Puts in `closers` how to end what it has started so far, in that order. */
const start = async (
  closers: Closers,
  stop: Stand["stop"],
  settings: Record<string, string>,
): Promise<Stand> => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-bench-"));
  closers.push(() => rm(dir, { recursive: true, force: true }));
  // Run as root, the server has an account of its own, which must be able to reach its folder.
  await chmod(dir, 0o711);
  const main = await startPostgres({ dataDir: join(dir, "main") });
  closers.push(main.stop);
  const keys = await startPostgres({ dataDir: join(dir, "keys") });
  closers.push(keys.stop);
  const databases = await databasesIn(main.url, { keyServer: keys.url });
  const town = await Town.found(roster());
  const { code, output } = await importBundle(town.bundle(), databases.databaseUrl);
  if (code !== 0) throw new Error(output);
  // Colleagues sign in with their passphrase alone: the second step is no part of what is measured.
  const owner = new pg.Client({ connectionString: databases.databaseUrl });
  await owner.connect();
  await owner.query("UPDATE organisation SET second_factor = 'offered'");
  await owner.end();
  const gateway = await startGateway(databases, { ...asServed, ...settings }, []);
  const stand: Stand = { server: main.url, databases, town, gateway, stop };
  closers.push(() => stand.gateway.stop());
  return stand;
};

export type RunningRelay = { url: string; process: ChildProcess; stop(): void };

/** The bare relay in a process of its own; it ends with ours or when stopped. */
export const startRelay = async (wantedPort = 0): Promise<RunningRelay> => {
  const child = fork(new URL("relay.js", import.meta.url), [String(wantedPort)]);
  const [address] = await once(child, "message");
  const { port }: AddressInfo = address;
  return { url: `http://127.0.0.1:${port}`, process: child, stop: () => child.kill() };
};
