import type { LimitSettings } from "@eigenkanaal/protocol";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { inTime, ownershipViolations } from "../faults/ownership.js";
import { type Connected, connectAgent, connectCitizen } from "./callers.js";
import { databasesIn, importBundle } from "./databases.js";
import { type GatewayDatabases, type RunningGateway, startGateway } from "./gateway.js";
import { setLimits } from "./limits.js";
import { makeTemplate } from "./template.js";
import { type Colleague, Town, type TownDesk } from "./town.js";

export { importBundle };

/** An empty pair of databases in the server of this run. */
export const freshDatabases = () => databasesIn(inject("postgresUrl"));

export type ColleagueName = "anna" | "bram" | "chris" | "archivist";

/** What a test file works in: a town with two desks, its gateway, and a look behind it as the database's owner. */
export type Setting = {
  readonly town: Town & { people: Map<string, Colleague> };
  readonly gateway: RunningGateway;
  readonly databases: GatewayDatabases;
  /** The first desk: Anna and Bram answer it. Chris answers the second and not the first. */
  readonly desk: TownDesk;
  readonly otherDesk: TownDesk;
  /** The archive: its records officer is the archivist, who answers no desk. */
  readonly archive: TownDesk;
  colleague(name: ColleagueName): Colleague;
  /** Rows as the owner of the schema sees them. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /**
   * Stops the gateway, does the work, and starts it again on the same ports. Throws when a conversation is then nobody's, or
   * twice somebody's.
   */
  restartGateway(whileAway: () => Promise<void>): Promise<void>;
  /** What the town sets, other than before, in the place of all that it had set; resolves when the gateway knows. */
  setLimits(limits: LimitSettings): Promise<void>;
  /** Gives a desk, the first unless another is named, a new roster and a new key, as the ceremony does, and hands them to the gateway. */
  rotateDesk(desk?: TownDesk, members?: Colleague[], rightsOf?: RightsOf): Promise<void>;
  /** The same of the key cluster. */
  keyRows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  citizen(): Promise<Connected>;
  agent(name: ColleagueName): Promise<Connected>;
};

type RightsOf = Parameters<Town["rotate"]>[2];

/** What a setting is made of: the run's own server and town, unless a file has clusters of its own. */
const foundIn = async (clusters: (() => Promise<OwnClusters>) | undefined) => {
  if (clusters) {
    const { messages, keys } = await clusters();
    const { town, databases, drop } = await makeTemplate(messages, keys);
    return { town, databases: { ...databases, drop } };
  }
  const { town, databases } = inject("template");
  return { town, databases: await databasesIn(inject("postgresUrl"), { templates: databases }) };
};

/** The addresses of two clusters, as their superuser. */
type OwnClusters = { messages: string; keys: string };

/** One setting for a whole test file, made before its tests and removed after them. */
export const useSetting = (
  settings: Record<string, string> = {},
  clusters?: () => Promise<OwnClusters>,
): Setting => {
  const made: {
    town?: Town & { people: Map<string, Colleague> };
    gateway?: RunningGateway;
    pool?: pg.Pool;
    keyPool?: pg.Pool;
  } = {};
  let databases: Awaited<ReturnType<typeof freshDatabases>> | undefined;
  const open: Connected[] = [];

  beforeAll(async () => {
    const found = await foundIn(clusters);
    databases = found.databases;
    made.town = Town.resume(found.town);
    made.pool = new pg.Pool({ connectionString: databases.databaseUrl, max: 2 });
    made.gateway = await startGateway(databases, settings);
    made.keyPool = new pg.Pool({ connectionString: databases.keyDatabaseUrl, max: 2 });
  });
  afterAll(async () => {
    for (const connected of open) connected.socket.disconnect();
    await made.gateway?.stop();
    await made.pool?.end();
    await made.keyPool?.end();
    await databases?.drop();
  });

  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("only inside a test");
    return value;
  };
  const kept = async (connecting: Promise<Connected>) => {
    const connected = await connecting;
    open.push(connected);
    return connected;
  };
  /** A test may have written what no gateway would. */
  const violations = async () => {
    const found = await setting.rows<{ conversation: string; violation: string }>(ownershipViolations);
    return found
      .filter(({ violation }) => !inTime.includes(violation))
      .map(({ conversation, violation }) => `${violation} ${conversation}`);
  };
  const setting: Setting = {
    get town() {
      return there(made.town);
    },
    get gateway() {
      return there(made.gateway);
    },
    get databases() {
      return there(databases);
    },
    get desk() {
      return there(there(made.town).desks[0]);
    },
    get otherDesk() {
      return there(there(made.town).desks[1]);
    },
    get archive() {
      return there(there(made.town).desks.find(({ kind }) => kind === "archive"));
    },
    colleague: (name) => there(there(made.town).people.get(name)),
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await there(made.pool).query<Row>(sql, values)).rows,
    restartGateway: async (whileAway) => {
      const { widgetOrigin, inboxOrigin, stop } = setting.gateway;
      const before = new Set(await violations());
      await stop();
      await whileAway();
      const ports = { PORT: new URL(widgetOrigin).port, INBOX_PORT: new URL(inboxOrigin).port };
      made.gateway = await startGateway(setting.databases, { ...settings, ...ports });
      const broken = (await violations()).filter((one) => !before.has(one));
      if (broken.length > 0) throw new Error(`since the restart: ${broken.join(", ")}`);
    },
    setLimits: (limits) =>
      setLimits(limits, {
        organisation: setting.town.organisation,
        gateway: setting.gateway,
        query: setting.rows,
      }),
    rotateDesk: async (desk = setting.desk, members = desk.members, rightsOf) => {
      await setting.town.rotate(desk, members, rightsOf);
      const { code, output } = await importBundle(setting.town.bundle(), setting.databases.databaseUrl);
      if (code !== 0) throw new Error(output);
    },
    keyRows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await there(made.keyPool).query<Row>(sql, values)).rows,
    citizen: () => kept(connectCitizen(setting)),
    agent: (name) => kept(connectAgent(setting, setting.colleague(name))),
  };
  return setting;
};
