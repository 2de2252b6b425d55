import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import copies from "pg-copy-streams";
import { layMigrations, migrationLock } from "../start/migrate.js";
import { BackupFailure } from "./backupFailure.js";
import { copied } from "./dump.js";
import type { FoundBackup } from "./folders.js";
import { fileOf } from "./manifest.js";
import { inOrderOfReferences, type Reference } from "./tableOrder.js";

/** Rejects with a BackupFailure unless every file of the backup is as it was written. */
export const verifyFiles = async ({ dir, manifest }: FoundBackup): Promise<void> => {
  for (const table of manifest.tables) {
    const path = join(dir, fileOf(table));
    const hash = createHash("sha256");
    try {
      await pipeline(createReadStream(path), hash);
    } catch {
      throw new BackupFailure(`The file ${path} cannot be read: this backup is broken.`);
    }
    if (hash.digest("hex") !== table.sha256)
      throw new BackupFailure(`The file ${path} is not as it was written: this backup is broken.`);
  }
};

/** Rejects with a BackupFailure unless there is nothing at all in the database; from then on nobody else migrates it. */
export const requireEmpty = async (client: pg.Client, setting: string): Promise<void> => {
  const locked = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [
    migrationLock,
  ]);
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE relnamespace NOT IN (SELECT oid FROM pg_namespace
       WHERE nspname = 'information_schema' OR nspname LIKE 'pg\\_%') LIMIT 1`,
  );
  if (!locked.rows[0]?.free || rows.length > 0)
    throw new BackupFailure(
      `The database in ${setting} is not empty: restore only into one that "npm run roles" has just made, before any migration.`,
    );
};

/** Makes the tables as they were and puts all rows back, in the transaction that is open on the connection. */
export const load = async (
  client: pg.Client,
  { dir, manifest }: FoundBackup,
  { migrationsDir, report }: { migrationsDir: string; report: (sentence: string) => void },
): Promise<void> => {
  await layMigrations(client, { dir: migrationsDir, migrations: manifest.migrations });
  const { rows: references } = await client.query<Reference>(
    `SELECT one.relname AS "from", other.relname AS "to" FROM pg_constraint
     JOIN pg_class one ON one.oid = conrelid JOIN pg_class other ON other.oid = confrelid WHERE contype = 'f'`,
  );
  for (const table of inOrderOfReferences(manifest.tables, references)) {
    const target = client.query(copies.from(`${copied(table)} FROM STDIN`));
    await pipeline(createReadStream(join(dir, fileOf(table))), createGunzip(), target);
    if (target.rowCount !== table.rows)
      throw new BackupFailure(`${table.name} has ${target.rowCount} rows and should have ${table.rows}.`);
    if (table.rows > 0) report(`${manifest.kind}: ${table.name}, ${table.rows} rows.`);
  }
  await continueNumbers(client);
};

/** Lets numbers that the database gives itself go on after the highest that is there. */
const continueNumbers = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string; column: string }>(
    `SELECT relname AS name, attname AS column FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
     WHERE attidentity <> '' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name, column } of rows) {
    const [table, field] = [pg.escapeIdentifier(name), pg.escapeIdentifier(column)];
    // Without rows the highest is null, and nothing is set.
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), (SELECT max(${field}) FROM ${table}))`,
      [table, column],
    );
  }
};
