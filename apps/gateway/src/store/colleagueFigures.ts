import { inOrderOfNames, toldToSupervisor } from "@eigenkanaal/domain";
import {
  type ColleagueFigures,
  type DeskId,
  FiguresOfColleagues,
  MemberId,
  MyFigures,
  type MyFiguresQuery,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { figuresUpTo } from "./figures.js";
import { Prisma } from "./generated/client.js";
import { norm } from "./reportFilters.js";
import type { ReportDesks } from "./reports.js";

/** At which desks, in which days. */
type Wish = { scope: Scope; desks: readonly DeskId[]; query: Pick<MyFiguresQuery, "fromDate" | "toDate"> };
type Asked = Wish & { atMs: number };

/** A colleague's own figures at the desks where they may answer (PROTOCOL.md I30–I32). */
export const myFigures = async (wish: Wish, member: MemberId): Promise<MyFigures> => {
  const asked = { ...wish, atMs: await databaseNowMs(wish.scope) };
  const figures = await figuresOfMembers(asked, [member]);
  return MyFigures.parse({ ...(await known(asked)), figures: figures.get(member) });
};

/** The same of everybody who answers one of these desks, for who supervises those (PROTOCOL.md I33). */
export const figuresOfColleagues = async ({
  supervised,
  ...wish
}: Wish & ReportDesks): Promise<FiguresOfColleagues> => {
  const asked = { ...wish, atMs: await databaseNowMs(wish.scope) };
  const people = await colleaguesAt(asked);
  const figures = await figuresOfMembers(
    asked,
    people.map(({ member }) => member),
  );
  return FiguresOfColleagues.parse({
    ...{ ...(await known(asked)), supervised },
    colleagues: inOrderOfNames(people).map(({ member, alias }) => {
      const own = figures.get(member);
      return { member, alias, figures: own ? toldToSupervisor(own) : null };
    }),
  });
};

/** Who answers these desks as an agent, and can see their own figures. */
const colleaguesAt = async ({ scope: { organisation, tx }, desks }: Wish) => {
  const rows = await tx.member.findMany({
    where: {
      ...{ organisation, roles: { has: "agent" }, disabledAt: null },
      desks: { some: { desk: { in: [...desks] }, rights: { has: "answer" } } },
    },
    select: { member: true, alias: true },
  });
  return rows.map(({ member, alias }) => ({ member: MemberId.parse(member), alias }));
};

/** What the figures are of, and how much of it can be known. */
const known = async ({ scope, desks, query: { fromDate, toDate }, atMs }: Asked) => {
  const { organisation, tx } = scope;
  const stands = Prisma.sql`EXISTS (SELECT FROM conversation c
    WHERE c.pseudonym = f.conversation_pseudonym AND c.organisation_id = ${organisation}::uuid)`;
  const [oldest] = await tx.$queryRaw<{ since: string | null }[]>`
    SELECT to_char(min(o.opened_on), 'YYYY-MM-DD') AS since FROM unnest(${desks}::uuid[]) AS d (desk_id)
    CROSS JOIN LATERAL (SELECT f.opened_on FROM conversation_figure f
      WHERE f.organisation_id = ${organisation}::uuid AND f.desk_id = d.desk_id AND ${stands}
      ORDER BY f.opened_on LIMIT 1) o`;
  const [gone] = await tx.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::integer AS count FROM conversation_figure f
    WHERE f.organisation_id = ${organisation}::uuid AND f.desk_id = ANY(${desks}::uuid[])
      AND f.opened_on BETWEEN ${fromDate}::date AND ${toDate}::date AND f.answered_at IS NOT NULL AND NOT ${stands}`;
  return {
    atMs,
    uncountedSinceMs: await figuresUpTo(scope),
    ...{ fromDate, toDate, desks, sinceDate: oldest?.since ?? null, destroyed: gone?.count ?? 0 },
  };
};

type Row = { member: string } & Record<
  "conversations" | "answered" | "within" | "missed" | "later" | "later_conversations" | "closed",
  number | null
> &
  Spreads<"firstOpen" | "firstCalendar" | "laterOpen" | "laterCalendar">;

/**
 * The figures of these members, each at those of the desks where the newest rosters let them answer. Times are those that stand
 * beside the events; who answered, the events say by a pseudonym that is a member's for as long as the conversation is there.
 */
const figuresOfMembers = async (
  asked: Asked,
  members: readonly MemberId[],
): Promise<Map<MemberId, ColleagueFigures>> => {
  const [isFirst, isLater] = [Prisma.sql`c.response = 0`, Prisma.sql`c.response > 0`];
  const rows = await asked.scope.tx.$queryRaw<Row[]>`WITH ${actsOf(asked, members)},
    answered AS (
      SELECT c.member_id, count(DISTINCT c.conversation_pseudonym)::integer AS conversations,
        ${counted("answered", isFirst)}, ${counted("later", isLater)},
        ${counted("within", Prisma.sql`c.norm = 'within'`)}, ${counted("missed", Prisma.sql`c.norm = 'missed'`)},
        (count(DISTINCT c.conversation_pseudonym) FILTER (WHERE ${isLater}))::integer AS later_conversations,
        ${spread("firstOpen", Prisma.sql`c.open_ms`, isFirst)},
        ${spread("firstCalendar", Prisma.sql`c.calendar_ms`, isFirst)},
        ${spread("laterOpen", Prisma.sql`c.open_ms`, isLater)},
        ${spread("laterCalendar", Prisma.sql`c.calendar_ms`, isLater)}
      FROM own_answer c GROUP BY c.member_id
    ), closed AS (SELECT member_id, count(*)::integer AS closed FROM own_closing GROUP BY member_id)
    SELECT m.member_id AS member, a.*, x.closed FROM unnest(${members}::uuid[]) AS m (member_id)
    LEFT JOIN answered a ON a.member_id = m.member_id LEFT JOIN closed x ON x.member_id = m.member_id`;
  return new Map(rows.map((row) => [MemberId.parse(row.member), figuresOfRow(row)]));
};

/** `own_answer`: what these members answered in conversations of the period, with its times; `own_closing`: what they closed. */
const actsOf = (
  { scope: { organisation }, desks, query, atMs }: Asked,
  members: readonly MemberId[],
) => Prisma.sql`
  may AS (
    SELECT member_id, desk_id FROM desk_member WHERE organisation_id = ${organisation}::uuid
      AND member_id = ANY(${members}::uuid[]) AND desk_id = ANY(${desks}::uuid[]) AND 'answer' = ANY(rights)
  ), acted AS (
    SELECT a.member_id, a.pseudonym AS actor_pseudonym, f.* FROM conversation_actor a
    JOIN conversation c ON c.organisation_id = a.organisation_id AND c.conversation_id = a.conversation_id
    JOIN conversation_figure f ON f.organisation_id = a.organisation_id AND f.conversation_pseudonym = c.pseudonym
    WHERE a.organisation_id = ${organisation}::uuid AND a.member_id = ANY(${members}::uuid[])
      AND f.opened_on BETWEEN ${query.fromDate}::date AND ${query.toDate}::date
  ), said AS (
    SELECT e.*, lag(e.kind) OVER in_order AS kind_before,
      min(e.event_id) FILTER (WHERE e.kind = 'citizen_message') OVER of_one AS asked,
      max(e.event_id) FILTER (WHERE e.kind = 'closed') OVER of_one AS last_closing
    FROM (SELECT DISTINCT conversation_pseudonym FROM acted) p
    CROSS JOIN LATERAL (SELECT conversation_pseudonym, event_id, kind, desk_id, actor_pseudonym FROM conversation_event
      WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = p.conversation_pseudonym
        AND (kind IN ('citizen_message', 'closed') OR kind = 'agent_answer' AND actor = 'agent') OFFSET 0) e
    WINDOW of_one AS (PARTITION BY e.conversation_pseudonym),
      in_order AS (PARTITION BY e.conversation_pseudonym ORDER BY e.event_id)
  ), message AS (
    SELECT s.*, row_number() OVER (PARTITION BY conversation_pseudonym ORDER BY event_id) AS nth
    FROM said s WHERE kind = 'agent_answer' AND event_id > asked
  ), answer AS (
    -- As followEvents (packages/domain) tells answers from what a colleague adds to one, in the order in which their rows count.
    SELECT m.*, row_number() OVER (PARTITION BY conversation_pseudonym ORDER BY event_id) - 1 AS response
    FROM message m WHERE nth = 1 OR kind_before = 'citizen_message'
  ), own_answer AS (
    SELECT f.member_id, f.conversation_pseudonym, e.response,
      CASE WHEN e.response = 0 THEN ${norm(new Date(atMs))} END AS norm,
      CASE WHEN e.response = 0 THEN f.first_open_ms ELSE r.open_ms END AS open_ms,
      CASE WHEN e.response = 0 THEN f.first_calendar_ms ELSE r.calendar_ms END AS calendar_ms
    FROM answer e JOIN acted f USING (conversation_pseudonym, actor_pseudonym)
    JOIN may ON may.member_id = f.member_id AND may.desk_id = e.desk_id
    LEFT JOIN response_figure r ON r.organisation_id = ${organisation}::uuid
      AND r.conversation_pseudonym = e.conversation_pseudonym AND r.response = e.response
    -- What is not counted yet has no times.
    WHERE CASE WHEN e.response = 0 THEN f.answered_at IS NOT NULL ELSE r.response IS NOT NULL END
  ), own_closing AS (
    SELECT f.member_id FROM said e JOIN acted f USING (conversation_pseudonym, actor_pseudonym)
    JOIN may ON may.member_id = f.member_id AND may.desk_id = e.desk_id
    WHERE e.event_id = e.last_closing AND f.closed_at IS NOT NULL
  )`;

const figuresOfRow = (row: Row): ColleagueFigures => ({
  conversations: row.conversations ?? 0,
  first: {
    count: row.answered ?? 0,
    open: { medianMs: row.firstOpenMedian, p90Ms: row.firstOpenP90 },
    calendar: { medianMs: row.firstCalendarMedian, p90Ms: row.firstCalendarP90 },
  },
  ...{ within: row.within ?? 0, missed: row.missed ?? 0 },
  later: {
    ...{ count: row.later ?? 0, conversations: row.later_conversations ?? 0 },
    open: { medianMs: row.laterOpenMedian, p90Ms: row.laterOpenP90 },
    calendar: { medianMs: row.laterCalendarMedian, p90Ms: row.laterCalendarP90 },
  },
  closed: row.closed ?? 0,
});

/** How many of the rows the condition holds of. */
const counted = (name: string, condition: Prisma.Sql) =>
  Prisma.sql`count(*) FILTER (WHERE ${condition})::integer AS ${Prisma.raw(name)}`;

type Spreads<Name extends string> = Record<`${Name}${"Median" | "P90"}`, number | null>;

/** Median and ninth decile of a column where the condition holds: values of real conversations. */
const spread = (name: string, column: Prisma.Sql, where: Prisma.Sql) => {
  const value = (share: number) =>
    Prisma.sql`(percentile_disc(${Prisma.raw(String(share))}) WITHIN GROUP (ORDER BY ${column}) FILTER (WHERE ${where}))::float8`;
  return Prisma.sql`${value(0.5)} AS ${Prisma.raw(`"${name}Median"`)}, ${value(0.9)} AS ${Prisma.raw(`"${name}P90"`)}`;
};
