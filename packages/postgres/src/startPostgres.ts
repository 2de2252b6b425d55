import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { accountFor } from "./account.js";
import { findBinaries } from "./binaries.js";
import {
  folderUnavailable,
  isCluster,
  makeCluster,
  makeParent,
  readPassword,
  unavailable,
} from "./cluster.js";
import { freePort } from "./port.js";
import { type Cluster, launch, ownerUrl, runningPort, shutDown } from "./postmaster.js";
import { PostgresUnavailable } from "./unavailable.js";

/** How long a server that is starting, stopping or recovering on the same folder is waited for. */
const HELD_TRIES = 120;
const HELD_WAIT_MS = 250;

export interface PostgresOptions {
  /** The folder of the data; made when absent, and not itself a mount point. Its password lies beside it, in `<dataDir>.password`. */
  readonly dataDir: string;
  /** A TCP port for a newly started server; without it, any free one. An adopted server keeps its own. */
  readonly port?: number;
  /** Told what is going on, in a few words, before each step that takes time. */
  readonly onProgress?: (step: string) => void;
}

export interface RunningPostgres {
  /** The address of the database `postgres` for the role that owns everything, password included. */
  readonly url: string;
  /** Shuts the server down, adopted or not, and resolves once it is gone. Calling it again does nothing. */
  stop(): Promise<void>;
  /** True when a server was already running on this folder: it outlived the program that started it. */
  readonly adopted: boolean;
}

/**
 * Starts PostgreSQL on a folder, or adopts the server that runs there already. It listens on 127.0.0.1 only, asks
 * a password of everybody (SCRAM-SHA-256), and writes through to disk (fsync) before it acknowledges. It goes on
 * running when this program ends without `stop`.
 * Throws PostgresUnavailable, with one sentence that says why.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const report = options.onProgress ?? (() => undefined);
  const cluster = await prepare(resolve(options.dataDir), report);
  const { dataDir } = cluster;

  let said = "";
  for (let tries = 0; tries < HELD_TRIES; tries++) {
    const port = await runningPort(cluster);
    if (port !== undefined) return running(cluster, port, true);

    if (tries === 0) report("Starting PostgreSQL");
    const chosen = options.port ?? (await freePort());
    const attempt = await launch(cluster, chosen);
    switch (attempt.state) {
      case "ready":
        return running(cluster, chosen, false);
      case "failed":
        throw unavailable(dataDir, attempt.said);
      case "port-taken":
        if (options.port === undefined) break;
        throw new PostgresUnavailable(
          "port-taken",
          `Port ${options.port} is in use by another program: stop it or choose another port.`,
        );
      case "held":
        said = attempt.said;
        await wait(HELD_WAIT_MS);
        break;
      default:
        attempt satisfies never;
    }
  }
  throw unavailable(dataDir, said);
}

/** The cluster on this folder, made when there is none. */
async function prepare(dataDir: string, report: (step: string) => void): Promise<Cluster> {
  try {
    makeParent(dataDir);
    const account = accountFor(dataDir);
    const binaries = await findBinaries(account, dirname(dataDir));
    if (!isCluster(dataDir, binaries.majorVersion)) {
      report("Creating the database folder");
      makeCluster(dataDir, binaries, account);
    }
    return { dataDir: realpathSync(dataDir), account, binaries, password: readPassword(dataDir) };
  } catch (cause) {
    throw cause instanceof PostgresUnavailable ? cause : folderUnavailable(dataDir, cause);
  }
}

const running = (cluster: Cluster, port: number, adopted: boolean): RunningPostgres => ({
  url: ownerUrl(cluster, port),
  stop: () => shutDown(cluster),
  adopted,
});
