#!/usr/bin/env node
// Prisma's command line starts a native `schema-engine` that its installer would download. This stands in for it:
// the same JSON-RPC over stdio, served by the WebAssembly build that Prisma publishes. Only for writing migrations
// and for `generate`; the gateway applies migrations itself (apps/gateway/src/start/migrate.ts).
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const argv = process.argv.slice(2);
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);

const modulePath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(modulePath.replace(/\.js$/, ".wasm"))),
  { "./schema_engine_bg.js": engineModule },
);
engineModule.__wbg_set_wasm(exports);
exports.__wbindgen_start();

if (argv.includes("--version")) {
  process.stdout.write(`schema-engine-wasm ${engineModule.version()}\n`);
  process.exit(0);
}

const { url: databaseUrl = "postgresql://127.0.0.1/none" } = JSON.parse(option("--datasource") ?? "{}");

/** `cli <command>`: is there such a database, make it, drop it; done from the database that every server has. */
if (argv.includes("cli")) {
  const command = argv[argv.indexOf("cli") + 1];
  const url = new URL(databaseUrl);
  const name = pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)));
  if (command !== "can-connect-to-database") url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  try {
    await client.connect();
    if (command === "create-database") await client.query(`CREATE DATABASE ${name}`);
    if (command === "drop-database") await client.query(`DROP DATABASE ${name}`);
    await client.end();
    process.exit(0);
  } catch (error) {
    const fields = { error_code: error.code === "3D000" ? "P1003" : "P1001", message: error.message };
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}`);
    process.exit(1);
  }
}

/** The adapter (7.10) refuses PostgreSQL's "char" (oid 18), which introspection reads: shown to it as bpchar. */
const withReadableTypes = (result) => {
  for (const one of [result].flat())
    for (const field of one?.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1042;
  return result;
};

class Client extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback !== "function") {
      const pending = super.query(...args);
      return typeof pending?.then === "function" ? pending.then(withReadableTypes) : pending;
    }
    args[args.length - 1] = (error, result) => callback(error, withReadableTypes(result));
    return super.query(...args);
  }
}

/** The adapter splits a script at every ";", also inside $$ bodies: a migration goes as one simple query instead. */
const connect = async (connectionString) => {
  const adapter = await new PrismaPg({ connectionString, Client }).connect();
  adapter.executeScript = async (sql) => {
    try {
      await adapter.underlyingDriver().query(sql);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
};

const adapterFactory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => connect(databaseUrl),
  /** A database for one comparison, dropped afterwards. */
  async connectToShadowDb() {
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    const shadowUrl = new URL(databaseUrl);
    shadowUrl.pathname = `/${name}`;
    const adapter = await connect(shadowUrl.href);
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
      await admin.end();
    };
    return adapter;
  },
};

const datamodels = argv.flatMap((value, index) =>
  value === "--datamodels" ? [[argv[index + 1], readFileSync(argv[index + 1], "utf8")]] : [],
);
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
let engine;

const answer = async ({ id, method, params }) => {
  try {
    engine ??= await engineModule.SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapterFactory),
    );
    const result = await engine[method === "getDatabaseVersion" ? "version" : method](params);
    if (method === "diff" && result?.stdout)
      send({ id, method: "print", params: { content: result.stdout } });
    send({ id, result: result ?? {} });
  } catch (error) {
    const data = {
      is_panic: false,
      message: String(error?.message ?? error),
      error_code: error?.code ?? null,
    };
    send({
      id,
      error: { code: 4466, message: "An error happened. Check the data field for details.", data },
    });
  }
};

let queue = Promise.resolve();
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(request));
  })
  .on("close", () => queue.then(() => process.exit(0)));
