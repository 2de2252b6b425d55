import {
  ReportedConversation,
  type ReportedConversations,
  type ReportListQuery,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { countedFigures, listCondition } from "./reportFilters.js";
import { nextOf, placeOf } from "./reportPages.js";
import type { ReportDesks } from "./reports.js";

/** The conversations behind a figure, newest first (PROTOCOL.md I6). */
export const reportedConversations = async (
  scope: Scope,
  { desks }: Pick<ReportDesks, "desks">,
  query: ReportListQuery,
): Promise<ReportedConversations> => {
  const { tx } = scope;
  const asked = { scope, desks, query, atMs: query.atMs ?? (await databaseNowMs(scope)) };
  const { before, shown } = placeOf(query);
  const condition = listCondition(query, asked);
  const [sum] = await tx.$queryRaw<{ total: number }[]>`WITH c AS (${countedFigures(asked)})
    SELECT count(*)::integer AS total FROM c WHERE ${condition}`;
  const rows = await tx.$queryRaw<Row[]>`WITH c AS (${countedFigures(asked)})
    SELECT c.opened_at AS "openedAt", c.asked_at AS "askedAt", c.closed_at AS "closedAt", c.desk_id AS desk,
      c.topic_id AS topic, c.language, c.entry, c.norm, c.abandoned, c.outcome, c.reopened, c.transfers,
      c.verdict, c.norm_minutes AS "normMinutes", c.later_responses AS "laterResponses",
      c.first_open_ms::float8 AS "firstOpenMs", c.first_calendar_ms::float8 AS "firstCalendarMs",
      c.handling_open_ms::float8 AS "handlingOpenMs", c.resolution_open_ms::float8 AS "resolutionOpenMs"
    FROM c WHERE ${condition} AND (${before}::timestamptz IS NULL OR c.opened_at <= ${before}::timestamptz)
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
    total: sum?.total ?? 0,
    conversations,
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
