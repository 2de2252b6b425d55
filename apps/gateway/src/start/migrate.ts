import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** The lock that Prisma's own engine takes, so that both kinds of deployment exclude each other. */
export const migrationLock = 72707369;

const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** A database cannot be used as it is; the message is one sentence for the operator. */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/**
 * Applies the migrations under `dir` that the database does not have yet, each in one transaction, and returns their
 * names. It keeps the same table, checksums and lock as `prisma migrate deploy`, whose engine a server does not have.
 * Throws MigrationRefused for a PostgreSQL older than 15, a migration that failed before, or one that was edited.
 */
export const migrate = async (databaseUrl: string, dir: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // Without a listener, a connection that breaks between two queries would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    await requireVersion(client);
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await client.query(migrationsTable);
    const { rows } = await client.query<{
      migration_name: string;
      checksum: string;
      finished_at: Date | null;
    }>("SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL");
    const earlier = new Map(rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const name of migrationNames(dir)) {
      const { sql, checksum } = readMigration(dir, name);
      const found = earlier.get(name);
      if (found && !found.finished_at)
        throw new MigrationRefused(`The migration ${name} failed before; resolve it first.`);
      if (found && found.checksum !== checksum)
        throw new MigrationRefused(`The migration ${name} was edited after it had been applied.`);
      if (!found) {
        await apply(client, { name, sql, checksum });
        applied.push(name);
      }
    }
    return applied;
  } finally {
    await client.end();
  }
};

/**
 * Makes an empty database's schema as it was after these migrations, in the transaction that is open on the connection.
 * Throws MigrationRefused where one of them is not under `dir`, or is another there.
 */
export const layMigrations = async (
  client: pg.Client,
  { dir, migrations }: { dir: string; migrations: readonly { name: string; checksum: string }[] },
): Promise<void> => {
  await requireVersion(client);
  await client.query(migrationsTable);
  const known = new Set(migrationNames(dir));
  for (const { name, checksum } of migrations) {
    if (!known.has(name))
      throw new MigrationRefused(
        `This version does not have the migration ${name}: use the version that has it.`,
      );
    const migration = readMigration(dir, name);
    if (migration.checksum !== checksum)
      throw new MigrationRefused(`The migration ${name} was edited after it had been applied.`);
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  }
};

/**
 * The names of the migrations under `dir` that the database does not have, as a login sees it that may only read: all of
 * them where the list of those applied is not there, or not yet for this login to see.
 */
export const missingMigrations = async (pool: pg.Pool, dir: string): Promise<string[]> => {
  try {
    const { rows } = await pool.query<{ migration_name: string }>(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map((row) => row.migration_name));
    return migrationNames(dir).filter((name) => !applied.has(name));
  } catch (error) {
    const isUnseen = error instanceof pg.DatabaseError && (error.code === "42P01" || error.code === "42501");
    if (!isUnseen) throw error;
    return migrationNames(dir);
  }
};

const requireVersion = async (client: pg.Client) => {
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  if (Number(rows[0]?.server_version_num) < 150_000)
    throw new MigrationRefused("The PostgreSQL server is older than version 15.");
};

const migrationNames = (dir: string) =>
  readdirSync(dir)
    .filter((name) => existsSync(join(dir, name, "migration.sql")))
    .toSorted();

const readMigration = (dir: string, name: string) => {
  const sql = readFileSync(join(dir, name, "migration.sql"), "utf8");
  return { sql, checksum: createHash("sha256").update(sql).digest("hex") };
};

const apply = async (client: pg.Client, migration: { name: string; sql: string; checksum: string }) => {
  const id = randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    // One simple query is one implicit transaction.
    await client.query(migration.sql);
  } catch (error) {
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, String(error)]);
    throw error;
  }
  await client.query(
    "UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1",
    [id],
  );
};
