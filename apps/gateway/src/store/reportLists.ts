import { createListCount } from "@eigenkanaal/domain";
import {
  ReportedConversation,
  type ReportedConversations,
  type ReportListQuery,
} from "@eigenkanaal/protocol";
import { type Database, databaseNowMs, type Scope } from "./database.js";
import { countDays } from "./figureDays.js";
import { bucketEdgesMs, countedFigures, listCondition } from "./reportFilters.js";
import { nextOf, placeOf } from "./reportPages.js";
import type { Asking, ReportDesks } from "./reports.js";

/**
 * The conversations behind a figure, newest first (PROTOCOL.md I6); how many there are is counted as the figure is. `atMs`: by when
 * something is late.
 */
export const reportedConversations = async (
  database: Pick<Database, "forOrganisation" | "pool">,
  { organisation, desksOf }: Asking,
  query: ReportListQuery,
): Promise<ReportedConversations & { atMs: number }> => {
  const { desks, atMs, ...page } = await database.forOrganisation(organisation, async (scope) =>
    pageOf(scope, await desksOf(scope), query),
  );
  const { fromDate, toDate, which, bucket, hourOfWeek } = query;
  const { counts } = await countDays(database.pool, { organisation, desks, fromDate, toDate }, (keys) =>
    createListCount({ desks, query, atMs, keys, bucketEdgesMs }, { bucket, hourOfWeek }),
  );
  return { total: counts[which], atMs, ...page };
};

const pageOf = async (scope: Scope, { desks }: Pick<ReportDesks, "desks">, query: ReportListQuery) => {
  const atMs = query.atMs ?? (await databaseNowMs(scope));
  const asked = { scope, desks, query, atMs };
  const { before, shown } = placeOf(query);
  const condition = listCondition(query, asked);
  const rows = await scope.tx.$queryRaw<Row[]>`WITH c AS (${countedFigures(asked)})
    SELECT c.opened_at AS "openedAt", c.asked_at AS "askedAt", c.closed_at AS "closedAt", c.desk_id AS desk,
      c.topic_id AS topic, c.language, c.entry, c.norm, c.abandoned, c.outcome, c.reopened, c.transfers,
      c.verdict, c.norm_minutes AS "normMinutes", c.later_responses AS "laterResponses",
      c.first_open_ms::float8 AS "firstOpenMs", c.first_calendar_ms::float8 AS "firstCalendarMs",
      c.handling_open_ms::float8 AS "handlingOpenMs", c.resolution_open_ms::float8 AS "resolutionOpenMs"
    FROM c WHERE ${condition} AND (${before}::timestamptz IS NULL OR c.opened_at <= ${before}::timestamptz)
      -- Wherever the desk's day begins: the index has moments and no days, and is looked in for moments only (reportMoves.ts).
      AND c.opened_at BETWEEN ((${query.fromDate}::date - 1)::timestamp AT TIME ZONE 'UTC')
        AND ((${query.toDate}::date + 2)::timestamp AT TIME ZONE 'UTC')
    ORDER BY c.opened_at DESC, c.conversation_pseudonym DESC OFFSET ${shown} LIMIT ${query.limit + 1}`;
  const conversations = rows.slice(0, query.limit).map(({ openedAt, askedAt, closedAt, ...row }) =>
    ReportedConversation.parse({
      ...row,
      openedAtMs: openedAt.getTime(),
      askedAtMs: askedAt?.getTime() ?? null,
      closedAtMs: closedAt?.getTime() ?? null,
    }),
  );
  return {
    ...{ desks, atMs, conversations },
    next: nextOf(
      rows.map(({ openedAt }) => openedAt),
      query,
    ),
  };
};

type Row = { openedAt: Date; askedAt: Date | null; closedAt: Date | null } & Omit<
  ReportedConversation,
  "openedAtMs" | "askedAtMs" | "closedAtMs"
>;
