import { setTimeout as wait } from "node:timers/promises";
import type { LimitSettings, Rate } from "@eigenkanaal/protocol";
import pg from "pg";
import type { RunningGateway } from "./gateway.js";

const all: Rate = { burst: 1_000_000, perMinute: 60_000_000 };
const never = { free: 1_000_000, firstMs: 1, maxMs: 1 };

/** Limits that no test and no load reaches: all of them come from one address. */
export const roomy: LimitSettings = {
  openingsPerAddress: all,
  openingsPerTown: all,
  heldNetworkMs: 1,
  messages: all,
  ephemerals: all,
  otherCalls: all,
  callsInFlight: 100_000,
  refusedCalls: all,
  connectionsPerAddress: all,
  unauthenticatedPerAddress: 100_000,
  authenticateWithinMs: 60_000,
  requestsPerAddress: all,
  failedSignIns: never,
  failedSignInsPerAccount: never,
  failedSignInsPerAddress: never,
};

/** Sets roomy limits for all towns that were imported; a gateway that runs follows at its next look. */
export const liftLimits = async (databaseUrl: string) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO limit_setting SELECT organisation_id, '2000-01-01', $1 FROM organisation
     ON CONFLICT (organisation_id, valid_from) DO NOTHING`,
    [roomy],
  );
  await client.end();
};

/** What a town sets, in the place of all that it had set; resolves when the gateway knows it is other than before. */
export const setLimits = async (
  limits: LimitSettings,
  {
    organisation,
    gateway,
    query,
  }: {
    organisation: string;
    gateway: Pick<RunningGateway, "output">;
    /** As the database's owner. */
    query: (sql: string, values: unknown[]) => Promise<unknown>;
  },
) => {
  const reads = () => gateway.output().split(`"organisation":"${organisation}","msg":"limits"`).length;
  const before = reads();
  await query("INSERT INTO limit_setting VALUES ($1, clock_timestamp(), $2)", [organisation, limits]);
  while (reads() === before) await wait(20);
};
