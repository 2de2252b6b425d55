import type { ReportListQuery, ReportQuery, ReportWhich } from "@eigenkanaal/protocol";
import { bucketMinutes, type DeskId } from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";
import { Prisma } from "./generated/client.js";

/** Of which desks, in which days, and by which moment something is late. */
export type Asked = {
  scope: Scope;
  desks: readonly DeskId[];
  query: Pick<ReportQuery, "fromDate" | "toDate" | "topic" | "entry" | "language">;
  atMs: number;
};

export const bucketEdgesMs: readonly number[] = bucketMinutes.map((minutes) => minutes * 60_000);

/** By which way it came, as the protocol writes it. */
export const entry = Prisma.sql`figure_entry(f.begun_at, f.campaign)`;

/**
 * Whether an answer was in time. Where nothing was asked there is no norm; where the desk never opens long enough for one, no
 * answer is late. Without an answer it is late once it was due, unless it was closed by then.
 */
export const norm = (at: Date) => Prisma.sql`CASE WHEN f.asked_at IS NULL THEN NULL
  WHEN f.norm_due_at < coalesce(f.answered_at, f.closed_at, ${at}::timestamptz) THEN 'missed'
  WHEN f.answered_at IS NOT NULL THEN 'within' END`;

/** The filters without desk and period, as conditions on `f`. */
export const furtherFilters = ({ topic, entry: way, language }: Asked["query"]) => Prisma.sql`
  (${topic ?? null}::text IS NULL OR coalesce(f.topic_id::text, 'none') = ${topic ?? null}::text)
  AND (${way ?? null}::text IS NULL OR ${entry} = ${way ?? null}::text)
  AND (${language ?? null}::text IS NULL OR coalesce(f.language, 'none') = ${language ?? null}::text)`;

/** The conversations that count: of these desks, opened in these days, with what a figure tells them apart by. */
export const countedFigures = ({ scope, desks, query, atMs }: Asked) => Prisma.sql`
  SELECT f.*, ${entry} AS entry, ${norm(new Date(atMs))} AS norm,
    width_bucket(f.first_open_ms, ${bucketEdgesMs}::bigint[]) AS bucket
  FROM conversation_figure f
  WHERE f.organisation_id = ${scope.organisation}::uuid AND f.desk_id = ANY(${desks}::uuid[])
    AND f.opened_on BETWEEN ${query.fromDate}::date AND ${query.toDate}::date
    AND ${furtherFilters(query)}`;

/** The answers after the first that count: given by one of these desks in a conversation that counts. */
const laterAnswers = ({ scope, desks }: Asked) => Prisma.sql`
  FROM response_figure r WHERE r.organisation_id = ${scope.organisation}::uuid AND r.desk_id = ANY(${desks}::uuid[])
    AND r.conversation_pseudonym = c.conversation_pseudonym`;

/** Which of the counted ones, `c`, the list of each figure has: those that `createCounts` of packages/domain counts. */
const conditionOf = (which: ReportWhich, asked: Asked): Prisma.Sql =>
  which === "later" ? Prisma.sql`EXISTS (SELECT ${laterAnswers(asked)})` : conditions[which];

const conditions = {
  all: Prisma.sql`true`,
  answered: Prisma.sql`c.answered_at IS NOT NULL`,
  abandoned: Prisma.sql`c.abandoned`,
  within: Prisma.sql`c.norm = 'within'`,
  missed: Prisma.sql`c.norm = 'missed'`,
  reopened: Prisma.sql`c.reopened > 0`,
  transferred: Prisma.sql`c.transfers > 0`,
  // What is still open is not handled to its end.
  handled: Prisma.sql`c.closed_at IS NOT NULL AND c.handling_calendar_ms > 0`,
  resolved: Prisma.sql`c.resolution_calendar_ms IS NOT NULL`,
  judged: Prisma.sql`c.verdict IS NOT NULL`,
  helped: Prisma.sql`c.verdict = 'yes'`,
  partly: Prisma.sql`c.verdict = 'partly'`,
  unhelped: Prisma.sql`c.verdict = 'no'`,
} satisfies Record<Exclude<ReportWhich, "later">, Prisma.Sql>;

/** The condition of a list: that of its figure, and the part of it that was pointed at. */
export const listCondition = ({ which, bucket, hourOfWeek }: ReportListQuery, asked: Asked) => Prisma.sql`
  ${conditionOf(which, asked)}
  AND (${bucket ?? null}::integer IS NULL OR c.bucket = ${bucket ?? null}::integer)
  AND (${hourOfWeek ?? null}::integer IS NULL OR c.hour_of_week = ${hourOfWeek ?? null}::integer)`;
