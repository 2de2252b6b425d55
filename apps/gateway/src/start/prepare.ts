import type { Logger } from "pino";
import type { Config, DatabaseUrls } from "../config.js";
import { openPool } from "../store/database.js";
import { databaseFacts, townFacts } from "../store/installation.js";
import { migrate } from "./migrate.js";
import { migrationsDir } from "./migrations.js";
import { type DatabaseFacts, unsafeInstallation } from "./production.js";
import { explain, type Setting, StartupFailure } from "./startupFailure.js";

/**
 * The databases as the gateway needs them: migrated here and now in development; in production only looked at, as the
 * application, and refused with a StartupFailure that says why, one sentence a line.
 */
export const prepareDatabases = async (config: Config, { logger }: { logger: Logger }): Promise<void> => {
  if (config.mode === "development")
    await migrateBoth(config, { messages: "DATABASE_URL", keys: "KEY_DATABASE_URL" });
  else await requireSafe(config, { logger });
};

/** Migrates both databases; the settings are those that a StartupFailure names. */
export const migrateBoth = async (
  urls: DatabaseUrls,
  settings: { messages: Setting; keys: Setting },
): Promise<string[]> => [
  ...(await naming(settings.messages, () => migrate(urls.databaseUrl, migrationsDir("migrations")))),
  ...(await naming(settings.keys, () => migrate(urls.keyDatabaseUrl, migrationsDir("keys/migrations")))),
];

const naming = async <T>(setting: Setting, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw explain(error, setting);
  }
};

const requireSafe = async (urls: DatabaseUrls, { logger }: { logger: Logger }): Promise<void> => {
  const messagesPool = openPool(urls.databaseUrl, { logger });
  const keysPool = openPool(urls.keyDatabaseUrl, { logger });
  try {
    const messages = await naming("DATABASE_URL", () =>
      databaseFacts(messagesPool, migrationsDir("migrations")),
    );
    const keys = await naming("KEY_DATABASE_URL", () =>
      databaseFacts(keysPool, migrationsDir("keys/migrations")),
    );
    const towns = isComplete(messages) ? await townFacts(messagesPool) : [];
    const faults = unsafeInstallation({ messages, keys, towns });
    if (faults.length > 0) throw new StartupFailure(faults.join("\n"));
  } finally {
    await messagesPool.end();
    await keysPool.end();
  }
};

/** Before its migrations a database has no towns to look at. */
const isComplete = ({ missingMigrations }: DatabaseFacts) => missingMigrations.length === 0;
