import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, dropDatabase } from "@eigenkanaal/postgres";
import type { Bundle } from "@eigenkanaal/protocol";
import { type GatewayDatabases, runProgram } from "./gateway.js";
import { liftLimits } from "./limits.js";

/** A pair of databases, each in the server of that address, empty or like the templates, removed by `drop`. */
export const databasesIn = async (
  server: string,
  { keyServer = server, templates }: { keyServer?: string; templates?: GatewayDatabases } = {},
): Promise<GatewayDatabases & { drop(): Promise<void> }> => {
  const name = `main_${randomUUID()}`;
  const keyName = `keys_${randomUUID()}`;
  return {
    databaseUrl: await createDatabase(server, name, templates && nameIn(templates.databaseUrl)),
    keyDatabaseUrl: await createDatabase(keyServer, keyName, templates && nameIn(templates.keyDatabaseUrl)),
    drop: async () => {
      await dropDatabase(server, name);
      await dropDatabase(keyServer, keyName);
    },
  };
};

const nameIn = (url: string) => new URL(url).pathname.slice(1);

/** Imports a bundle as an operator does, and lifts its town's limits. */
export const importBundle = async (bundle: Bundle, databaseUrl: string) => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-bundle-"));
  try {
    const path = join(dir, "bundle.json");
    await writeFile(path, JSON.stringify(bundle));
    const ended = await runProgram("operator/import.js", {
      args: [path],
      env: { DATABASE_URL: databaseUrl },
    });
    if (ended.code === 0) await liftLimits(databaseUrl);
    return ended;
  } finally {
    await rm(dir, { recursive: true });
  }
};
