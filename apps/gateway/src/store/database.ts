import { Writable } from "node:stream";
import { OrganisationId } from "@eigenkanaal/protocol";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Logger } from "pino";
import { Prisma, PrismaClient } from "./generated/client.js";

/** A transaction that sees one organisation's rows and no other's. */
export type Scope = { organisation: OrganisationId; tx: Prisma.TransactionClient };

/** The main database: Prisma for all but the append, and the pool beneath it. */
export type Database = {
  prisma: PrismaClient;
  pool: pg.Pool;
  /**
   * Does the work in a transaction of its own, and resolves to what it gives once that is committed. Rejects with what the work
   * threw; the work is done once more when the database undid it because two waited for each other (`isUndone`).
   */
  forOrganisation<T>(organisation: OrganisationId, work: (scope: Scope) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A pool that speaks as `eigenkanaal_app`, whoever the URL names: the owner's rights are for migrations. */
export const openPool = (databaseUrl: string, { logger }: { logger: Logger }): pg.Pool =>
  openPoolWith(databaseUrl, { settings: { role: "eigenkanaal_app" }, config: { max: 12 }, logger });

/**
 * The pool of what goes by batches, appends and loads (appendStatements.ts, loads.ts): queries are sent without waiting for the answer
 * to the one before, and planned once, along indexes, whatever statistics the tables have.
 */
export const openBatchPool = (databaseUrl: string, { logger }: { logger: Logger }): pg.Pool =>
  openPoolWith(databaseUrl, {
    settings: {
      role: "eigenkanaal_app",
      plan_cache_mode: "force_generic_plan",
      enable_seqscan: "off",
      enable_bitmapscan: "off",
      enable_hashjoin: "off",
      enable_mergejoin: "off",
      jit: "off",
    },
    config: { max: 8, pipeline: true },
    logger,
  });

const openPoolWith = (
  databaseUrl: string,
  { settings, config, logger }: { settings: Record<string, string>; config: pg.PoolConfig; logger: Logger },
): pg.Pool => {
  const url = new URL(databaseUrl);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set("options", [url.searchParams.get("options"), ...options].filter(Boolean).join(" "));
  const pool = new pg.Pool({ ...config, connectionString: url.href, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is replaced at its next use; unheard, it would end the process.
  pool.on("error", (error) => logger.warn({ code: sqlState(error) }, "database connection lost"));
  // One that breaks just when somebody takes it, before they listen, would too; their next query fails and tells.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
};

/** Each time somebody else's work was done meanwhile. */
const triesAgain = 3;

/** Whether the database undid a transaction whole because two waited for each other (SQLSTATE 40P01, 40001): Prisma names both alike. */
const isUndone = (error: unknown): boolean => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const refused = error.meta?.driverAdapterError;
  const { cause } = refused instanceof Error ? refused : {};
  const kind = typeof cause === "object" && cause !== null && "kind" in cause ? cause.kind : undefined;
  return error.code === "P2034" || kind === "TransactionWriteConflict";
};

/** Opens nothing yet: the first query connects. */
export const openDatabase = (databaseUrl: string, { logger }: { logger: Logger }): Database => {
  const pool = openPool(databaseUrl, { logger });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const once = <T>(organisation: OrganisationId, work: (scope: Scope) => Promise<T>): Promise<T> =>
    prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('eigenkanaal.organisation', ${organisation}, true)`;
      return work({ organisation, tx });
    });
  return {
    prisma,
    pool,
    forOrganisation: async (organisation, work) => {
      for (let left = triesAgain; ; left--)
        try {
          return await once(organisation, work);
        } catch (error) {
          if (left === 0 || !isUndone(error)) throw error;
        }
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
};

/** Lends a connection to the work and takes it back; one whose work failed is destroyed, and with it its transaction. */
export const onClient = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    // Destroyed rather than rolled back: whatever state it is in, the server ends its transaction.
    broken = error instanceof Error ? error : new Error("the work failed");
    throw error;
  } finally {
    client.release(broken);
  }
};

/**
 * Queries that do not wait for each other's answers, in one write to the network: each by itself would be one, and a write costs
 * more than making a query.
 */
export const sentTogether = <T>(client: pg.ClientBase, send: () => T): T => {
  // No part of what `pg` declares; without it each goes by itself.
  const stream: unknown = Reflect.get(Object(Reflect.get(client, "connection")), "stream");
  if (!(stream instanceof Writable)) return send();
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
};

/** As `forOrganisation`, on a bare connection: one round trip, so the id stands in the text and is checked for its form. */
export const beginForOrganisation = (client: pg.ClientBase, organisation: OrganisationId) =>
  beginWith(client, "BEGIN", organisation);

/** The same to read only, and all of it as it is at the first statement. */
export const beginSnapshot = (client: pg.ClientBase, organisation: OrganisationId) =>
  beginWith(client, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", organisation);

const beginWith = async (client: pg.ClientBase, begin: string, organisation: OrganisationId) => {
  const id = OrganisationId.parse(organisation);
  await client.query(`${begin}; SELECT set_config('eigenkanaal.organisation', '${id}', true)`);
};

/** The database's clock in unix milliseconds, read now and not at the transaction's begin: after a lock it never goes back. */
export const databaseNowMs = async ({ tx }: Scope): Promise<number> => {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database tells no time");
  return row.now.getTime();
};

/** The five letters of a database error (SQLSTATE) or of a network one (ECONNREFUSED …); undefined for any other. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
