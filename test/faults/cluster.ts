import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type RunningPostgres, startPostgres } from "@eigenkanaal/postgres";
import pg from "pg";

/** A PostgreSQL that can be struck. It comes back at the same address. */
export type Cluster = {
  readonly url: string;
  /** The orderly shutdown: open transactions are broken off, everything is written down. */
  stop(): Promise<void>;
  /** SIGKILL of the postmaster and all its processes. */
  kill(): void;
  /** Ends every connection but one's own. */
  cut(): Promise<void>;
  /** Runs again, recovered if need be. */
  start(): Promise<void>;
};

/** Starts a cluster in a folder; it writes little ahead, so that a small disk holds it. */
export const startCluster = async (dataDir: string): Promise<Cluster> => {
  let running: RunningPostgres = await startPostgres({ dataDir });
  const { url } = running;
  const port = Number(new URL(url).port);
  await query(url, "ALTER SYSTEM SET max_wal_size = '64MB'");
  await query(url, "ALTER SYSTEM SET min_wal_size = '32MB'");
  await query(url, "SELECT pg_reload_conf()");
  return {
    url,
    stop: () => running.stop(),
    kill: () => {
      const [line = ""] = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
      const postmaster = Number(line);
      for (const pid of [postmaster, ...childrenOf(postmaster)]) killIfThere(pid);
    },
    cut: async () => {
      await query(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
      );
    },
    start: async () => {
      for (let tries = 1; ; tries++) {
        try {
          running = await startPostgres({ dataDir, port });
          return;
        } catch (error) {
          // What was killed may still be going away, and a recovery on a disk that was full has its moments.
          if (tries === 20) throw error;
          await wait(500);
        }
      }
    },
  };
};

/** Runs one statement on a connection of its own. */
export const query = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Where there is no /proc the postmaster's own processes see that it is gone, and end by themselves. */
const childrenOf = (parent: number): number[] => {
  try {
    return readdirSync("/proc").flatMap((entry) => {
      const pid = Number(entry);
      return Number.isInteger(pid) && parentOf(pid) === parent ? [pid] : [];
    });
  } catch {
    return [];
  }
};

/** `/proc/<pid>/stat`: the parent is the second field behind the name, which stands in brackets and may hold anything. */
const parentOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
};

const killIfThere = (pid: number) => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
};

/** A file system of its own that can be filled to the last byte. */
export type SmallDisk = { dir: string; fill(): Promise<void>; free(): Promise<void>; remove(): void };

/** Mounted in memory, for which one must be root on Linux; else the reason why there is none. */
export const mountSmallDisk = (dir: string, size = "384m"): SmallDisk | { away: string } => {
  mkdirSync(dir);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0755`, "tmpfs", dir], {
    encoding: "utf8",
  });
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true });
    return { away: (mounted.stderr ?? "there is no mount program").trim() };
  }
  const ballast = join(dir, "ballast");
  return {
    dir,
    fill: async () => {
      for (const size of [1 << 24, 1 << 20, 4096, 1]) {
        const chunk = Buffer.alloc(size);
        try {
          for (;;) await appendFile(ballast, chunk);
        } catch (error) {
          if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        }
      }
    },
    free: () => rm(ballast, { force: true }),
    remove: () => {
      // Lazily: a process that is still ending may hold a file.
      spawnSync("umount", ["-l", dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
