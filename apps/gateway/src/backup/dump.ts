import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { BackupKind } from "@eigenkanaal/domain";
import pg from "pg";
import copies from "pg-copy-streams";
import { migrationLock } from "../start/migrate.js";
import { BackupFailure } from "./backupFailure.js";
import { inCopySession } from "./copySession.js";
import { writeBackup } from "./folders.js";
import { type DumpedTable, fileOf, type Manifest } from "./manifest.js";

/*
 * Why not pg_dump: it is not where Node.js is (the embedded servers and the container come without it), refuses a server
 * that is newer than itself, and what pg_restore puts back is there for everybody to see before what was destroyed can be
 * taken out again. Here only rows are copied; the tables are made by the migrations, which are tested with every change.
 */

/**
 * What is in no backup: whose cookies and tokens these are would be let in again by a restore, also what was revoked since; and
 * what is to be counted is noted anew by the events as they come back, and what is to be packed by the figures.
 */
const passing = ["member_session", "pending_sign_in", "api_token", "figure_due", "figure_day", "figure_key"];

export type Dumped = { dir: string; tables: number; rows: number; bytes: number };

/**
 * Writes all rows of one moment into a new folder under `<into>/<kind>`, and reads only. Rejects with a BackupFailure
 * while a migration runs or when one failed; with whatever else went wrong as it is. Nothing is left of it then.
 */
export const dump = (
  kind: BackupKind,
  { databaseUrl, into, signal }: { databaseUrl: string; into: string; signal: AbortSignal },
): Promise<Dumped> =>
  inCopySession(databaseUrl, async (client) => {
    // Whatever it is waiting for then, the database above all, fails.
    signal.addEventListener("abort", () => void client.end(), { once: true });
    await requireNoMigration(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const begun = await manifestOf(client, kind);
    const found = await tablesOf(client);
    const names = found.map(({ name }) => pg.escapeIdentifier(name));
    if (names.length > 0) await client.query(`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`);
    const tables: DumpedTable[] = [];
    const dir = await writeBackup(into, begun, async (folder) => {
      for (const table of found) tables.push(await writeTable(client, { ...table, dir: folder, signal }));
      // A copy that the server broke off in its midst has broken the transaction too, and this fails.
      await client.query("SELECT");
      return { ...begun, tables, finished: true };
    });
    const sum = (of: "rows" | "bytes") => tables.reduce((total, table) => total + table[of], 0);
    return { dir, tables: tables.length, rows: sum("rows"), bytes: sum("bytes") };
  });

/** Holds off migrations for as long as this connection is open. */
const requireNoMigration = async (client: pg.Client) => {
  const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock_shared($1) AS free", [
    migrationLock,
  ]);
  if (!rows[0]?.free) throw new BackupFailure("A migration is running: make the backup when it has ended.");
};

const manifestOf = async (client: pg.Client, kind: BackupKind): Promise<Manifest> => {
  const moment = await client.query<{ at: Date; version: string }>(
    "SELECT now() AS at, current_setting('server_version') AS version",
  );
  const [row] = moment.rows;
  if (!row) throw new Error("the database tells no time");
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  if (!rows.every(({ finished }) => finished))
    throw new BackupFailure("A migration failed before: resolve it first.");
  return {
    format: "eigenkanaal-backup-1",
    kind,
    madeAt: row.at.toISOString(),
    postgresql: row.version,
    migrations: rows.map(({ name, checksum }) => ({ name, checksum })),
    tables: [],
    finished: false,
  };
};

const tablesOf = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT relname AS name, array_agg(attname::text ORDER BY attnum) AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
       AND relname <> ALL ($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     GROUP BY relname ORDER BY relname`,
    [passing],
  );
  return rows;
};

const writeTable = async (
  client: pg.Client,
  { dir, name, columns, signal }: { dir: string; name: string; columns: string[]; signal: AbortSignal },
): Promise<DumpedTable> => {
  const source = client.query(copies.to(`${copied({ name, columns })} TO STDOUT`));
  const hash = createHash("sha256");
  let bytes = 0;
  const hashed = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(join(dir, fileOf({ name })), { flags: "wx", mode: 0o600, flush: true });
  // Hexadecimal halves at any level; what is sealed does not shrink further.
  await pipeline(source, createGzip({ level: 1 }), hashed, file, { signal });
  return { name, columns, rows: source.rowCount, bytes, sha256: hash.digest("hex") };
};

/** The head of a COPY of these columns. */
export const copied = ({ name, columns }: Pick<DumpedTable, "name" | "columns">) =>
  `COPY ${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(", ")})`;
