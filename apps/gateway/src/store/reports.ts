import { setImmediate } from "node:timers/promises";
import { createReportCount, previousPeriod } from "@eigenkanaal/domain";
import { type DeskId, type OrganisationId, Report, type ReportQuery } from "@eigenkanaal/protocol";
import { type Database, databaseNowMs, type Scope } from "./database.js";
import { countDays } from "./figureDays.js";
import { figuresUpTo } from "./figures.js";
import { bucketEdgesMs } from "./reportFilters.js";
import { movesOf } from "./reportMoves.js";

/** The desks of a supervisor, and those of them that are asked about. */
export type ReportDesks = { supervised: readonly DeskId[]; desks: readonly DeskId[] };

/** Of which town's desks somebody asks; that they may is for `desksOf` to say. */
export type Asking = { organisation: OrganisationId; desksOf: (scope: Scope) => Promise<ReportDesks> };

/**
 * The figures of these desks in a period (PROTOCOL.md I1–I5), counted from its packed days. Percentiles are values of real
 * conversations, and nothing is averaged from parts.
 */
export const reportOf = async (
  database: Pick<Database, "forOrganisation" | "pool">,
  { organisation, desksOf }: Asking,
  query: ReportQuery,
): Promise<Report> => {
  const { supervised, desks, ...beside } = await database.forOrganisation(organisation, async (scope) => {
    const asked = await desksOf(scope);
    const atMs = await databaseNowMs(scope);
    const uncountedSinceMs = await figuresUpTo(scope);
    return { ...asked, atMs, uncountedSinceMs, moves: await movesOf({ scope, desks: asked.desks, query }) };
  });
  const { fromDate, toDate } = query;
  const days = { organisation, desks, fromDate: previousPeriod(query).fromDate, toDate };
  const count = await countDays(database.pool, days, (keys) =>
    createReportCount({ desks, query, atMs: beside.atMs, keys, bucketEdgesMs }),
  );
  return Report.parse({
    ...beside,
    supervised,
    desks,
    fromDate,
    toDate,
    ...(await inParts(count.counted())),
  });
};

/** Messages are served between the parts of long work. */
const inParts = async <Result>(work: Generator<undefined, Result>): Promise<Result> => {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await setImmediate();
  }
};
