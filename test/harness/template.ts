import pg from "pg";
import { databasesIn, importBundle } from "./databases.js";
import { type GatewayDatabases, runProgram } from "./gateway.js";
import { type FoundedTown, Town } from "./town.js";

/** What the settings of a run begin as: a town of two desks, migrated and imported into databases that nobody uses. */
export type Template = { town: FoundedTown; databases: GatewayDatabases };

/** Makes it once: databases that are made like others cost a fraction of migrating and importing anew. */
export const makeTemplate = async (
  server: string,
  keyServer = server,
): Promise<Template & { drop(): Promise<void> }> => {
  const { drop, ...databases } = await databasesIn(server, { keyServer });
  const { databaseUrl, keyDatabaseUrl } = databases;
  const migrated = await runProgram("operator/migrate.js", {
    env: { OWNER_DATABASE_URL: databaseUrl, OWNER_KEY_DATABASE_URL: keyDatabaseUrl },
  });
  if (migrated.code !== 0) throw new Error(migrated.output);
  const town = await Town.found({ first: ["anna", "bram"], second: ["chris"] });
  const imported = await importBundle(town.bundle(), databaseUrl);
  if (imported.code !== 0) throw new Error(imported.output);
  // A new town asks everybody for a second factor; most tests are about something else.
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("UPDATE organisation SET second_factor = 'offered'");
  await client.end();
  return { town: { ...town }, databases, drop };
};
