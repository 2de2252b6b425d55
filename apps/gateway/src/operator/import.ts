import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { readImportUrl } from "../config.js";
import { migrate } from "../start/migrate.js";
import { migrationsDir } from "../start/migrations.js";
import { endWith, explain } from "../start/startupFailure.js";
import { noteOperator } from "../store/auditLines.js";
import { addBundle, addOrganisation, loadKnown } from "../store/bundles.js";
import { BundleRefused, readBundle, verifyBundle } from "../trust/bundle.js";

/**
 * `node dist/operator/import.js <bundle.json>`: verifies a bundle of the ceremony whole and adds it, as the owner of the schema.
 * Importing the same bundle again changes nothing. Exit code 1 and one sentence when it is refused.
 */
const importBundle = async (path: string, databaseUrl: string): Promise<string> => {
  const bundle = readBundle(readFileSync(path, "utf8"));
  const { content } = bundle;
  await migrate(databaseUrl, migrationsDir("migrations"));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    const known = await loadKnown(client, content);
    const [first] = content.certificates;
    const standing = first ? known.certificates.slice(first.logIndex) : [];
    if (first && isDeepStrictEqual(standing.slice(0, content.certificates.length), content.certificates))
      return "The bundle was imported before; nothing changed.";
    const addition = verifyBundle(bundle, known, Date.now());
    if (known.organisation === "new") await addOrganisation(client, content);
    await addBundle(client, content, addition);
    await noteOperator(client, content.organisation, { act: "operator import", object: null });
    await client.query("COMMIT");
    return `Imported ${content.certificates.length} certificates, ${content.desks.length} desks and ${content.members.length} members of ${content.name}.`;
  } finally {
    // Ends an open transaction without effect.
    await client.end();
  }
};

const [path] = process.argv.slice(2);
const owner = readImportUrl(process.env);
if (!path) endWith(["Usage: OWNER_DATABASE_URL=postgresql://… node dist/operator/import.js <bundle.json>"]);
else if (!owner.ok) endWith(owner.faults);
else
  try {
    process.stdout.write(`${await importBundle(path, owner.config)}\n`);
  } catch (error) {
    endWith([(error instanceof BundleRefused ? error : explain(error, "OWNER_DATABASE_URL")).message]);
  }
