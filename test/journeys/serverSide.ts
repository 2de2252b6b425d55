import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import pg from "pg";
import { filesIn } from "../harness/clusterFiles.js";
import type { Place } from "../harness/needles.js";
import { demoPlaces } from "./startDemo.js";

/** All that the demo's servers keep and print, as somebody sees it who has the machine. */

const clusters = ["messages", "conversation-keys"] as const;

/**
 * Every row of every table of both clusters, the system's own included (statistics hold samples of values), as text:
 * `bytea` in hexadecimal, compressed values unpacked. What is in memory is written to the files first.
 */
export const dumpClusters = async (): Promise<Place[]> => {
  const places: Place[] = [];
  for (const cluster of clusters) {
    // The demo's own server: it runs, so it is adopted; the demo stops it.
    const { url } = await startPostgres({ dataDir: join(demoPlaces().dataDir, cluster) });
    await asOwner(url, (client) => client.query("CHECKPOINT"));
    const databases = await asOwner(url, (client) =>
      client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datallowconn"),
    );
    for (const { datname } of databases.rows) {
      const address = new URL(url);
      address.pathname = `/${datname}`;
      places.push(...(await asOwner(address.href, (client) => dump(client, `${cluster}/${datname}`))));
    }
  }
  return places;
};

/** Works in the database of the messages, as its owner. */
export const inMessages = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const { url } = await startPostgres({ dataDir: join(demoPlaces().dataDir, "messages") });
  return asOwner(url, work);
};

const asOwner = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const dump = async (client: pg.Client, name: string): Promise<Place[]> => {
  const tables = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'`,
  );
  const places: Place[] = [];
  for (const { name: table } of [...tables.rows, { name: "pg_stat_activity" }]) {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    places.push({
      name: `dump: ${name} ${table}`,
      bytes: Buffer.from(rows.map(({ row }) => row).join("\n")),
    });
  }
  return places;
};

/** Every file of both clusters, the write-ahead log included, one at a time: together they are large. */
export function* clusterFiles(): Generator<Place> {
  for (const cluster of clusters) {
    const dir = join(demoPlaces().dataDir, cluster);
    for (const { name, bytes } of filesIn(dir)) yield { name: `file: ${join(dir, name)}`, bytes };
  }
}

export const gatewayLog = (): Place => ({
  name: "log: gateway",
  bytes: readFileSync(join(demoPlaces().dataDir, "gateway.log")),
});

export const demoOutput = (): Place => ({ name: "log: demo", bytes: readFileSync(demoPlaces().output) });
