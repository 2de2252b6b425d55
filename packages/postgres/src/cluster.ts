import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Account } from "./account.js";
import type { Binaries } from "./binaries.js";
import { PostgresUnavailable } from "./unavailable.js";

/** The role that owns the cluster. */
export const OWNER = "eigenkanaal_owner";

/** Beside the data and not in it: the data belong to the server's account, the password to whoever runs us. */
const passwordFile = (dataDir: string): string => `${dataDir}.password`;

/** True when the folder holds a cluster. Throws PostgresUnavailable when it is of another major version. */
export function isCluster(dataDir: string, majorVersion: number): boolean {
  const file = join(dataDir, "PG_VERSION");
  if (!existsSync(file)) return false;
  const found = readFileSync(file, "utf8").trim();
  if (found === String(majorVersion)) return true;
  throw new PostgresUnavailable(
    "other-version",
    `The folder ${dataDir} belongs to PostgreSQL ${found}, and this is PostgreSQL ${majorVersion}: move the data over with pg_dump, or choose another folder.`,
  );
}

/** The owner's password of an existing cluster. */
export function readPassword(dataDir: string): string {
  const file = passwordFile(dataDir);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  throw new PostgresUnavailable(
    "password-missing",
    `The file ${file} with the password of the database is gone.`,
  );
}

/** Makes the folder that the data folder lies in; as root, one that the server's account may pass through. */
export function makeParent(dataDir: string): void {
  const parent = dirname(dataDir);
  const first = mkdirSync(parent, { recursive: true });
  if (first === undefined || process.getuid?.() !== 0) return;
  const made = parent.slice(first.length).split(sep).filter(Boolean);
  for (let path = first; ; path = join(path, made.shift() ?? "")) {
    chmodSync(path, 0o755);
    if (made.length === 0) return;
  }
}

/**
 * Makes a cluster: UTF-8, the C.UTF-8 locale of PostgreSQL itself (the same on every operating system), data
 * checksums, a generated password for every connection. Made beside the folder and renamed into place, so that
 * it is whole or absent; where another program was faster, that one's cluster stands, with the same password.
 */
export function makeCluster(dataDir: string, { initdb }: Binaries, account: Account): void {
  const found = existsSync(dataDir) ? readdirSync(dataDir) : [];
  if (found.length > 0 && !found.includes("PG_VERSION")) throw otherFiles(dataDir);
  const password = sharePassword(dataDir);
  const halfDir = mkdtempSync(`${dataDir}-`);
  const givenFile = `${halfDir}.password`;
  try {
    writeFileSync(givenFile, password, { mode: 0o600, flag: "wx" });
    if (account.uid !== undefined) {
      for (const path of [halfDir, givenFile]) chownSync(path, account.uid, account.gid);
    }
    const made = spawnSync(
      initdb,
      [
        ...["-D", halfDir, "-U", OWNER, `--pwfile=${givenFile}`, "--auth=scram-sha-256"],
        ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ...["--data-checksums", "--set=timezone=UTC", "--set=log_timezone=UTC"],
      ],
      { ...account, cwd: "/", env: serverEnv(), encoding: "utf8" },
    );
    if (made.status !== 0) throw unavailable(dataDir, made.stderr);
    putInPlace(halfDir, dataDir);
  } finally {
    rmSync(givenFile, { force: true });
    rmSync(halfDir, { recursive: true, force: true });
  }
}

/** The password file appears with its content, by a link: of two programs at once, one makes it and both read it. */
function sharePassword(dataDir: string): string {
  const file = passwordFile(dataDir);
  const mine = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(mine, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  try {
    linkSync(mine, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(mine);
  }
  return readPassword(dataDir);
}

function putInPlace(halfDir: string, dataDir: string): void {
  try {
    renameSync(halfDir, dataDir);
  } catch (cause) {
    if (existsSync(join(dataDir, "PG_VERSION"))) return;
    throw otherFiles(dataDir, { cause });
  }
}

const otherFiles = (dataDir: string, options?: ErrorOptions): PostgresUnavailable =>
  new PostgresUnavailable(
    "data-folder",
    `The folder ${dataDir} holds other files than a database: choose an empty folder or a new one.`,
    options,
  );

/** Nothing of our own environment reaches the server but what Windows needs to start a program at all. */
export const serverEnv = (): NodeJS.ProcessEnv => ({
  LC_ALL: "C",
  ...(process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }),
});

/** What a program of PostgreSQL said when it gave up, as one sentence. */
export function unavailable(dataDir: string, said: string): PostgresUnavailable {
  if (
    /permission denied|wrong ownership|invalid permissions|read-only file system|not a directory/i.test(said)
  ) {
    return folderUnavailable(dataDir, said);
  }
  const lines = said.trim().split("\n");
  const telling = lines.find((line) => /(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? "nothing";
  return new PostgresUnavailable("failed", `PostgreSQL did not start: ${telling.trim()}`);
}

/** The data folder cannot be used; `cause` is what the system said. */
export const folderUnavailable = (dataDir: string, cause: unknown): PostgresUnavailable =>
  new PostgresUnavailable(
    "data-folder",
    `The database account cannot read and write the folder ${dataDir}: choose another folder or change its rights.`,
    { cause },
  );
