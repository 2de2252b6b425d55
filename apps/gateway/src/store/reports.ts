import { previousPeriod, slotsOf, stepOf } from "@eigenkanaal/domain";
import {
  bucketMinutes,
  type DeskId,
  Report,
  type ReportQuery,
  type ReportTotals,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { figuresUpTo } from "./figures.js";
import { Prisma } from "./generated/client.js";
import { type Asked, conditionOf, countedFigures, laterAnswers } from "./reportFilters.js";
import { movesOf } from "./reportMoves.js";

/** The desks of a supervisor, and those of them that are asked about. */
export type ReportDesks = { supervised: readonly DeskId[]; desks: readonly DeskId[] };

/**
 * The figures of these desks in a period (PROTOCOL.md I1–I5). The database counts: percentiles are values of real conversations
 * (percentile_disc), and nothing is averaged from parts.
 */
export const reportOf = async (
  scope: Scope,
  { supervised, desks }: ReportDesks,
  query: ReportQuery,
): Promise<Report> => {
  const asked = { scope, desks, query, atMs: await databaseNowMs(scope) };
  const before = previousPeriod(query);
  const totals = await totalsOf(asked);
  const rows = await groupsOf(asked);
  const of = (grouped: GroupRow["grouped"]) => rows.filter((row) => row.grouped === grouped);
  const { fromDate, toDate } = query;
  const step = stepOf(query);
  const perBucket = new Map(of("bucket").map(({ key, answered }) => [key, answered]));
  const perSlot = new Map(of("slot").map((row) => [row.key, row]));
  const [all] = of("all");
  return Report.parse({
    atMs: asked.atMs,
    uncountedSinceMs: await figuresUpTo(scope),
    ...{ supervised, desks, fromDate, toDate, totals },
    previous: { ...before, totals: await totalsOf({ ...asked, query: { ...query, ...before } }) },
    norms: all && all.volume > 0 ? { minMinutes: all.minNorm, maxMinutes: all.maxNorm } : null,
    distribution: Array.from({ length: bucketMinutes.length + 1 }, (_, n) => perBucket.get(String(n)) ?? 0),
    byDesk: of("desk").map(judged),
    byTopic: of("topic").map(judged),
    byEntry: of("entry").map(keyed),
    byLanguage: of("language").map(keyed),
    byHour: of("hour").map((row) => ({ hourOfWeek: Number(row.key), ...partOf(row) })),
    step,
    trend: slotsOf(query, step).map((slot) => ({
      ...slot,
      ...partOf(perSlot.get(slot.fromDate) ?? nothing),
    })),
    moves: await movesOf(asked),
  });
};

/** Median and ninth decile of a column where the condition holds. */
export const spread = (name: string, column: Prisma.Sql, where: Prisma.Sql) => {
  const value = (share: number) =>
    Prisma.sql`(percentile_disc(${Prisma.raw(String(share))}) WITHIN GROUP (ORDER BY ${column}) FILTER (WHERE ${where}))::float8`;
  return Prisma.sql`${value(0.5)} AS ${Prisma.raw(`"${name}Median"`)}, ${value(0.9)} AS ${Prisma.raw(`"${name}P90"`)}`;
};

export type Spreads<Name extends string> = Record<`${Name}${"Median" | "P90"}`, number | null>;
type TotalsRow = Record<
  | "volume"
  | "answered"
  | "abandoned"
  | "reopened"
  | "transferred"
  | "within"
  | "missed"
  | "handled"
  | "resolved",
  number
> &
  VerdictsRow &
  Spreads<
    | "firstOpen"
    | "firstCalendar"
    | "handlingOpen"
    | "handlingCalendar"
    | "resolutionOpen"
    | "resolutionCalendar"
  >;
type VerdictsRow = Record<"judged" | "helped" | "partly" | "unhelped", number>;
type LaterRow = { count: number; conversations: number } & Spreads<"open" | "calendar">;

/** How many of the rows the condition holds of. */
export const counted = (name: string, condition: Prisma.Sql) =>
  Prisma.sql`count(*) FILTER (WHERE ${condition})::integer AS ${Prisma.raw(name)}`;

/** How many citizens said what. */
const verdicts = (asked: Asked) =>
  Prisma.join(
    (["judged", "helped", "partly", "unhelped"] as const).map((which) =>
      counted(which, conditionOf(which, asked)),
    ),
  );
const verdictsOf = ({ judged, helped, partly, unhelped }: VerdictsRow) => ({
  ...{ judged, helped, partly, unhelped },
});

const totalsOf = async (asked: Asked): Promise<ReportTotals> => {
  const { tx } = asked.scope;
  const [answered, handled, resolved] = (["answered", "handled", "resolved"] as const).map((which) =>
    conditionOf(which, asked),
  ) as [Prisma.Sql, Prisma.Sql, Prisma.Sql];
  const [row] = await tx.$queryRaw<TotalsRow[]>`WITH c AS (${countedFigures(asked)})
    SELECT count(*)::integer AS volume, ${counted("answered", answered)}, ${counted("handled", handled)},
      ${counted("resolved", resolved)}, ${counted("abandoned", conditionOf("abandoned", asked))},
      ${counted("reopened", conditionOf("reopened", asked))},
      ${counted("transferred", conditionOf("transferred", asked))},
      ${counted("within", conditionOf("within", asked))}, ${counted("missed", conditionOf("missed", asked))},
      ${verdicts(asked)},
      ${spread("firstOpen", Prisma.sql`c.first_open_ms`, answered)},
      ${spread("firstCalendar", Prisma.sql`c.first_calendar_ms`, answered)},
      ${spread("handlingOpen", Prisma.sql`c.handling_open_ms`, handled)},
      ${spread("handlingCalendar", Prisma.sql`c.handling_calendar_ms`, handled)},
      ${spread("resolutionOpen", Prisma.sql`c.resolution_open_ms`, resolved)},
      ${spread("resolutionCalendar", Prisma.sql`c.resolution_calendar_ms`, resolved)}
    FROM c`;
  const [later] = await tx.$queryRaw<LaterRow[]>`WITH c AS (${countedFigures(asked)})
    SELECT count(*)::integer AS count, count(DISTINCT c.conversation_pseudonym)::integer AS conversations,
      ${spread("open", Prisma.sql`r.open_ms`, Prisma.sql`true`)},
      ${spread("calendar", Prisma.sql`r.calendar_ms`, Prisma.sql`true`)}
    FROM c CROSS JOIN LATERAL (SELECT r.open_ms, r.calendar_ms ${laterAnswers(asked)}) r`;
  if (!row || !later) throw new Error("counting gives a row");
  const { volume, abandoned, reopened, transferred, within, missed } = row;
  return {
    ...{ volume, answered: row.answered, abandoned, reopened, transferred, within, missed },
    ...verdictsOf(row),
    first: {
      count: row.answered,
      open: { medianMs: row.firstOpenMedian, p90Ms: row.firstOpenP90 },
      calendar: { medianMs: row.firstCalendarMedian, p90Ms: row.firstCalendarP90 },
    },
    later: {
      ...{ count: later.count, conversations: later.conversations },
      open: { medianMs: later.openMedian, p90Ms: later.openP90 },
      calendar: { medianMs: later.calendarMedian, p90Ms: later.calendarP90 },
    },
    handling: {
      count: row.handled,
      open: { medianMs: row.handlingOpenMedian, p90Ms: row.handlingOpenP90 },
      calendar: { medianMs: row.handlingCalendarMedian, p90Ms: row.handlingCalendarP90 },
    },
    resolution: {
      count: row.resolved,
      open: { medianMs: row.resolutionOpenMedian, p90Ms: row.resolutionOpenP90 },
      calendar: { medianMs: row.resolutionCalendarMedian, p90Ms: row.resolutionCalendarP90 },
    },
  };
};

type PartRow = Record<"volume" | "answered" | "abandoned" | "within" | "missed", number> &
  Spreads<"firstOpen">;
type GroupRow = PartRow &
  VerdictsRow & {
    grouped: "all" | "desk" | "topic" | "entry" | "language" | "hour" | "bucket" | "slot";
    key: string;
    minNorm: number;
    maxNorm: number;
  };

const nothing: PartRow = {
  ...{ volume: 0, answered: 0, abandoned: 0, within: 0, missed: 0 },
  ...{ firstOpenMedian: null, firstOpenP90: null },
};

const partOf = ({ volume, answered, abandoned, within, missed, firstOpenMedian, firstOpenP90 }: PartRow) => ({
  ...{ volume, answered, abandoned, within, missed },
  firstOpen: { medianMs: firstOpenMedian, p90Ms: firstOpenP90 },
});
const keyed = (row: GroupRow) => ({ key: row.key, ...partOf(row) });
const judged = (row: GroupRow) => ({ ...keyed(row), ...verdictsOf(row) });

/** Every way in which the conversations are told apart, in one question; the largest group of each first. */
const groupsOf = async (asked: Asked): Promise<GroupRow[]> => {
  const { fromDate } = asked.query;
  const step = stepOf(asked.query);
  const answered = conditionOf("answered", asked);
  return asked.scope.tx.$queryRaw<GroupRow[]>`WITH c AS (
      SELECT x.*, coalesce(x.topic_id::text, 'none') AS topic_key, coalesce(x.language, 'none') AS language_key,
        coalesce(x.bucket, -1) AS bucket_key,
        to_char(greatest(date_trunc(${step}::text, x.opened_on::timestamp)::date, ${fromDate}::date), 'YYYY-MM-DD') AS slot
      FROM (${countedFigures(asked)}) x)
    SELECT CASE WHEN GROUPING(desk_id) = 0 THEN 'desk' WHEN GROUPING(topic_key) = 0 THEN 'topic'
        WHEN GROUPING(entry) = 0 THEN 'entry' WHEN GROUPING(language_key) = 0 THEN 'language'
        WHEN GROUPING(hour_of_week) = 0 THEN 'hour' WHEN GROUPING(bucket_key) = 0 THEN 'bucket'
        WHEN GROUPING(slot) = 0 THEN 'slot' ELSE 'all' END AS grouped,
      coalesce(desk_id::text, topic_key, entry, language_key, hour_of_week::text, bucket_key::text, slot) AS key,
      count(*)::integer AS volume, ${counted("answered", answered)},
      ${counted("abandoned", conditionOf("abandoned", asked))},
      ${counted("within", conditionOf("within", asked))}, ${counted("missed", conditionOf("missed", asked))},
      ${verdicts(asked)}, min(norm_minutes) AS "minNorm", max(norm_minutes) AS "maxNorm",
      ${spread("firstOpen", Prisma.sql`c.first_open_ms`, answered)}
    FROM c
    GROUP BY GROUPING SETS ((), (desk_id), (topic_key), (entry), (language_key), (hour_of_week), (bucket_key), (slot))
    ORDER BY grouped, hour_of_week, volume DESC, key`;
};
