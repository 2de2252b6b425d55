import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startPostgres } from "@eigenkanaal/postgres";
import type { LimitSettings } from "@eigenkanaal/protocol";
import pg from "pg";
import { databasesIn, importBundle } from "../harness/databases.js";
import { type RunningGateway, startGateway } from "../harness/gateway.js";
import { liftLimits } from "../harness/limits.js";
import { type Colleague, Town, type TownDesk } from "../harness/town.js";

/**
 * Two towns at one gateway. In the first, the first desk belongs to the witnesses, the second to the fuzzer, and at the
 * third is a colleague whose session the fuzzer has.
 */

export type FoundedTown = Town & { people: Map<string, Colleague> };
export type Stage = {
  gateway: RunningGateway;
  town: FoundedTown;
  otherTown: FoundedTown;
  rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
  /** What both towns set from now on; resolves when the gateway knows. */
  setLimits(limits: LimitSettings): Promise<void>;
  setSecondFactor(town: Town, wish: "offered" | "required"): Promise<void>;
  /** What the gateway's heap holds after its garbage was collected. */
  heapBytes(): Promise<number>;
  stop(): Promise<void>;
};

export const fuzzingColleagues = ["chris", "dirk"] as const;

export const setStage = async (): Promise<Stage> => {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-fuzz-"));
    closers.push(() => rm(dir, { recursive: true, force: true }));
    // Run as root, the server has an account of its own, which must be able to reach its folder.
    await chmod(dir, 0o711);
    const postgres = await startPostgres({ dataDir: join(dir, "data") });
    closers.push(postgres.stop);
    const databases = await databasesIn(postgres.url);
    const town = await Town.found({ first: ["anna"], second: [...fuzzingColleagues], third: ["eva"] });
    const otherTown = await Town.found({ only: ["els"], others: ["finn", "gijs"] });
    for (const one of [town, otherTown]) {
      const { code, output } = await importBundle(one.bundle(), databases.databaseUrl);
      if (code !== 0) throw new Error(output);
    }
    await liftLimits(databases.databaseUrl);
    const pool = new pg.Pool({ connectionString: databases.databaseUrl, max: 2 });
    // Its idle connections may hear that the database ends before they end themselves.
    pool.on("error", () => undefined);
    closers.push(() => pool.end());
    const setSecondFactor: Stage["setSecondFactor"] = async ({ organisation }, wish) => {
      await pool.query("UPDATE organisation SET second_factor = $1 WHERE organisation_id = $2", [
        wish,
        organisation,
      ]);
    };
    for (const one of [town, otherTown]) await setSecondFactor(one, "offered");
    const gateway = await startGateway(databases, {
      LOG_LEVEL: "info",
      NODE_OPTIONS: `--import ${new URL("memory.js", import.meta.url).href}`,
    });
    closers.push(gateway.stop);
    const count = (text: string) => gateway.output().split(text).length;
    return {
      gateway,
      town,
      otherTown,
      rows: async <Row extends pg.QueryResultRow>(sql: string) => (await pool.query<Row>(sql)).rows,
      setSecondFactor,
      setLimits: async (limits) => {
        const before = count('"msg":"limits"');
        await pool.query(
          "INSERT INTO limit_setting SELECT organisation_id, clock_timestamp(), $1 FROM organisation",
          [limits],
        );
        while (count('"msg":"limits"') < before + 2) await wait(20);
      },
      heapBytes: async () => {
        const before = count("memory {");
        gateway.process.kill("SIGUSR2");
        while (count("memory {") === before) await wait(20);
        const told = gateway.output().match(/memory \{"heapBytes":(\d+)\}/g) ?? [];
        return Number(told.at(-1)?.match(/\d+/)?.[0]);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A desk by its place in the town's list, or the archive's. */
export const deskOf = (town: Town, place: number | "archive"): TownDesk => {
  const desk = place === "archive" ? town.desks.find(({ kind }) => kind === place) : town.desks[place];
  if (!desk) throw new Error("no such desk");
  return desk;
};

/** The form of a session's cookie, with a token that nobody was given. */
export const cookieOfNobody = (town: Town, name = "eigenkanaal_inbox") =>
  `${name}=${town.organisation}.${randomBytes(32).toString("base64url")}`;
