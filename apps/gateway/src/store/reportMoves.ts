import { ReportedMove, type ReportedMoves, type ReportMovesQuery } from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";
import { Prisma } from "./generated/client.js";
import { type Asked, entry, furtherFilters } from "./reportFilters.js";
import { nextOf, placeOf } from "./reportPages.js";

/** Moves from desk to desk: how many of each, and the conversations behind them (PROTOCOL.md I5, I9). One place says what counts. */

type AskedMoves = Omit<Asked, "atMs">;

/**
 * When the period begins and ends by the clock of the town's desks. It is asked before the moves are, for under row level security
 * PostgreSQL looks for a moment by an index only where it is a constant: a moment that it had to work out in the same statement would
 * have it read all moves that there ever were.
 */
const momentsOf = async ({ scope: { organisation, tx }, desks, query }: AskedMoves) => {
  const [moments] = await tx.$queryRaw<{ from: Date; until: Date }[]>`
    SELECT ${query.fromDate}::date::timestamp AT TIME ZONE name AS "from",
      (${query.toDate}::date + 1)::timestamp AT TIME ZONE name AS until
    FROM (SELECT coalesce((SELECT hours->>'timeZone' FROM desk_setting
      WHERE organisation_id = ${organisation}::uuid AND desk_id = ANY(${desks}::uuid[])
      ORDER BY valid_from DESC LIMIT 1), 'Europe/Amsterdam') AS name) zone`;
  if (!moments) throw new Error("a period without a beginning");
  return moments;
};

/**
 * Each move in the period, from or to one of these desks. Who hands over to a colleague of the same desk moves nothing. Where
 * nothing is asked of the figure the database does not look for it.
 */
const countedMoves = async (asked: AskedMoves) => {
  const { scope, desks, query } = asked;
  const { from, until } = await momentsOf(asked);
  return Prisma.sql`
  SELECT e.conversation_pseudonym, e.desk_id AS from_desk, e.to_desk_id AS to_desk, e.at,
    f.opened_at, f.topic_id, f.language, ${entry} AS entry
  FROM conversation_event e
  LEFT JOIN conversation_figure f ON f.organisation_id = e.organisation_id
    AND f.conversation_pseudonym = e.conversation_pseudonym
  WHERE e.organisation_id = ${scope.organisation}::uuid AND e.to_desk_id IS NOT NULL AND e.to_desk_id <> e.desk_id
    AND e.kind IN ('transferred', 'handed_back', 'overflowed')
    AND (e.desk_id = ANY(${desks}::uuid[]) OR e.to_desk_id = ANY(${desks}::uuid[]))
    AND e.at >= ${from}::timestamptz AND e.at < ${until}::timestamptz
    AND ${furtherFilters(query)}`;
};

export const movesOf = async (asked: AskedMoves) =>
  asked.scope.tx.$queryRaw<{ from: string; to: string; count: number; conversations: number }[]>`
    SELECT from_desk AS "from", to_desk AS "to", count(*)::integer AS count,
      count(DISTINCT conversation_pseudonym)::integer AS conversations
    FROM (${await countedMoves(asked)}) m GROUP BY from_desk, to_desk ORDER BY count DESC, "from", "to"`;

/**
 * The conversations that went from the one desk to the other, the newest move first. What either desk made of them is not told:
 * it is the other's too.
 */
export const movedConversations = async (
  scope: Scope,
  { desks }: Pick<Asked, "desks">,
  query: ReportMovesQuery,
): Promise<ReportedMoves> => {
  const { tx } = scope;
  const { before, shown } = placeOf(query);
  const moved = Prisma.sql`(SELECT * FROM (${await countedMoves({ scope, desks, query })}) m
    -- What is not counted yet is in no list.
    WHERE from_desk = ${query.from}::uuid AND to_desk = ${query.to}::uuid AND opened_at IS NOT NULL) m`;
  const [sum] = await tx.$queryRaw<{ total: number; moves: number }[]>`
    SELECT count(DISTINCT conversation_pseudonym)::integer AS total, count(*)::integer AS moves FROM ${moved}`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT count(*)::integer AS moves, max(at) AS "movedAt", opened_at AS "openedAt", topic_id AS topic, language, entry
    FROM ${moved} GROUP BY conversation_pseudonym, opened_at, topic_id, language, entry
    HAVING ${before}::timestamptz IS NULL OR max(at) <= ${before}::timestamptz
    ORDER BY max(at) DESC, conversation_pseudonym DESC OFFSET ${shown} LIMIT ${query.limit + 1}`;
  return {
    ...{ total: sum?.total ?? 0, moves: sum?.moves ?? 0 },
    conversations: rows.slice(0, query.limit).map(({ movedAt, openedAt, ...row }) =>
      ReportedMove.parse({
        ...row,
        ...{ movedAtMs: movedAt.getTime(), openedAtMs: openedAt.getTime() },
      }),
    ),
    next: nextOf(
      rows.map(({ movedAt }) => movedAt),
      query,
    ),
  };
};

type Row = { movedAt: Date; openedAt: Date } & Omit<ReportedMove, "movedAtMs" | "openedAtMs">;
