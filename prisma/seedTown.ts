import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { OrganisationId } from "@eigenkanaal/protocol";
import pg from "pg";
import { seed } from "./seed.js";
import { TownSettings } from "./town.js";

/**
 * `OWNER_DATABASE_URL=… node dist/seedTown.js <town.json> [--embed-origin <origin>]`: seeds the settings of a town whose bundle was
 * imported, found by its domain. The origin takes the place of those in the file. Exit code 1 and one sentence when it cannot.
 */
const seedTown = async (path: string, databaseUrl: string, embedOrigin: string | undefined) => {
  const read = TownSettings.parse(JSON.parse(readFileSync(path, "utf8")));
  const settings = embedOrigin === undefined ? read : { ...read, embeddingOrigins: [embedOrigin] };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ organisation_id: string }>(
    "SELECT organisation_id FROM organisation WHERE domain = $1",
    [settings.domain],
  );
  await client.end();
  const [town] = rows;
  if (!town)
    throw new Error(`There is no organisation with the domain ${settings.domain}: import its bundle first.`);
  await seed({ databaseUrl, organisation: OrganisationId.parse(town.organisation_id), settings });
};

const { values, positionals } = parseArgs({
  options: { "embed-origin": { type: "string" } },
  allowPositionals: true,
});
const [path] = positionals;
try {
  const { OWNER_DATABASE_URL_FILE: file, OWNER_DATABASE_URL, DATABASE_URL } = process.env;
  const databaseUrl = file ? readFileSync(file, "utf8").trim() : (OWNER_DATABASE_URL ?? DATABASE_URL);
  if (!path || !databaseUrl) throw new Error("Usage: OWNER_DATABASE_URL=… node dist/seedTown.js <town.json>");
  await seedTown(path, databaseUrl, values["embed-origin"]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "The seed failed."}\n`);
  process.exit(1);
}
