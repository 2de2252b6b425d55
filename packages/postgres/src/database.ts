import pg from "pg";

/**
 * Makes a database, empty or like the one of the name `template` to which nobody is connected, and resolves to its address.
 * Rejects when there is one of that name.
 */
export async function createDatabase(url: string, name: string, template = "template1"): Promise<string> {
  await run(url, `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`);
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}

/** Removes a database, and ends the connections to it. Rejects when there is none of that name. */
export const dropDatabase = (url: string, name: string): Promise<void> =>
  run(url, `DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
