import {
  type ConversationFigures,
  type FigureSettings,
  figuresOf,
  type RecordedEvent,
  type SettingsThen,
  settingsThen,
} from "@eigenkanaal/domain";
import { CampaignCode, DeskId, HoursSetting, Outcome, TopicId, Verdict } from "@eigenkanaal/protocol";
import { z } from "zod";
import type { Scope } from "./database.js";

/** What supervisors steer on: computed from the events alone, whenever something happened, and kept beside them. */

/** Beside the locks of the leadership and of the sealing; its second half names the town. */
const figuresLock = 72707372;

/**
 * Until the transaction ends nobody else computes figures of this town, and nobody sets hours or norms: what is written then is of
 * all the events that it has read, and of settings that still stand. Events wait for none of it.
 */
export const lockFigures = async ({ organisation, tx }: Scope) => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${figuresLock}::int, hashtext(${organisation}))`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${`settings/${organisation}`}, 0))`;
};

/**
 * Computes anew the figures of conversations of which something happened, those of at most so many of the oldest notes of that, and
 * takes all notes of these conversations away. Gives how many there were. All in the caller's transaction: whoever dies in it has
 * not begun.
 */
export const computeDue = async (scope: Scope, limit: number): Promise<number> => {
  const { organisation, tx } = scope;
  const [any] = await tx.$queryRaw<unknown[]>`SELECT FROM figure_due
    WHERE organisation_id = ${organisation}::uuid LIMIT 1`;
  // Nobody who sets hours waits for a look that finds nothing.
  if (!any) return 0;
  await lockFigures(scope);
  const due = await tx.$queryRaw<{ due: bigint; pseudonym: string }[]>`
    WITH oldest AS MATERIALIZED (SELECT conversation_pseudonym FROM figure_due
      WHERE organisation_id = ${organisation}::uuid ORDER BY due_id LIMIT ${limit})
    SELECT due_id AS due, conversation_pseudonym AS pseudonym FROM figure_due
    WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym IN (TABLE oldest)`;
  const pseudonyms = [...new Set(due.map(({ pseudonym }) => pseudonym))];
  const computed = await computeFigures(scope, pseudonyms, settingsThen(await figureSettings(scope)));
  await writeFigures(scope, await differing(scope, pseudonyms, computed), computed);
  await tx.$executeRaw`DELETE FROM figure_due
    WHERE organisation_id = ${organisation}::uuid AND due_id = ANY (${due.map((one) => String(one.due))}::bigint[])`;
  return due.length;
};

/**
 * Since when (unix ms) something is not counted yet in the figures of this town; null where all that is committed is counted.
 * What a screen shows is up to then.
 */
export const figuresUpTo = async ({ organisation, tx }: Scope): Promise<number | null> => {
  const oldest = await tx.figureDue.findFirst({ where: { organisation }, orderBy: { due: "asc" } });
  return oldest?.since.getTime() ?? null;
};

/** All that the town ever set of its hours and norms, read once for however many conversations. */
export const figureSettings = async ({ organisation, tx }: Scope): Promise<FigureSettings> => {
  const desks = await tx.deskSetting.findMany({
    where: { organisation },
    select: { desk: true, validFrom: true, hours: true },
    orderBy: { validFrom: "asc" },
  });
  const topics = await tx.topicSetting.findMany({
    where: { organisation },
    select: { topic: true, validFrom: true, desk: true, hours: true, normMinutes: true },
    orderBy: { validFrom: "asc" },
  });
  return {
    desks: groupedBy(
      desks.map(({ desk, validFrom, hours }) => ({
        desk: DeskId.parse(desk),
        fromMs: validFrom.getTime(),
        hours: HoursSetting.parse(hours),
      })),
      ({ desk }) => desk,
    ),
    topics: groupedBy(
      topics.map(({ topic, validFrom, desk, hours, normMinutes }) => ({
        topic: TopicId.parse(topic),
        fromMs: validFrom.getTime(),
        desk: DeskId.parse(desk),
        hours: hours === null ? null : HoursSetting.parse(hours),
        normMinutes,
      })),
      ({ topic }) => topic,
    ),
  };
};

const groupedBy = <Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** Rows of both tables as the database reads them, by the names of their columns. */
export type FigureRows = { conversations: Row[]; responses: Row[] };
type Row = Record<string, string | number | boolean | null>;

/** The rows of these conversations, from all their events; none of one without any. */
export const computeFigures = async (
  scope: Scope,
  pseudonyms: readonly string[],
  settings: SettingsThen,
): Promise<FigureRows> => {
  const rows: FigureRows = { conversations: [], responses: [] };
  for (const [pseudonym, events] of await eventsOf(scope, pseudonyms)) {
    const figures = figuresOf(events, settings);
    if (!figures) continue;
    const of = { organisation_id: scope.organisation, conversation_pseudonym: pseudonym };
    rows.conversations.push({ ...of, ...conversationRow(figures) });
    rows.responses.push(...responseRows(figures).map((row) => ({ ...of, ...row })));
  }
  return rows;
};

type EventRow = Omit<RecordedEvent, "atMs"> & { pseudonym: string; at: Date };

const EventActor = z.enum(["citizen", "agent", "gateway"]);
const BegunAt = z.enum(["chat", "counter"]);

/** All events of these conversations, in the order in which they were written. */
const eventsOf = async (
  { organisation, tx }: Scope,
  pseudonyms: readonly string[],
): Promise<Map<string, RecordedEvent[]>> => {
  // Each conversation's are asked for by themselves: a planner without statistics would read all that there are.
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT p.pseudonym, e.kind, e.at, e.desk_id AS desk, e.to_desk_id AS "toDesk", e.actor, e.outcome,
      e.topic_id AS topic, e.language, e.campaign, e.begun_at AS "begunAt", e.verdict
    FROM unnest(${pseudonyms}::uuid[]) AS p (pseudonym)
    CROSS JOIN LATERAL (SELECT * FROM conversation_event
      WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = p.pseudonym OFFSET 0) e
    ORDER BY p.pseudonym, e.event_id`;
  return groupedBy(
    rows.map(({ at, ...row }) => ({
      ...row,
      atMs: at.getTime(),
      desk: DeskId.parse(row.desk),
      toDesk: row.toDesk && DeskId.parse(row.toDesk),
      actor: EventActor.parse(row.actor),
      outcome: row.outcome && Outcome.parse(row.outcome),
      topic: row.topic && TopicId.parse(row.topic),
      campaign: row.campaign && CampaignCode.parse(row.campaign),
      begunAt: row.begunAt && BegunAt.parse(row.begunAt),
      verdict: row.verdict && Verdict.parse(row.verdict),
    })),
    ({ pseudonym }) => pseudonym,
  );
};

const moment = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const conversationRow = (figures: ConversationFigures): Row => ({
  desk_id: figures.desk,
  topic_id: figures.topic,
  language: figures.language,
  campaign: figures.campaign,
  begun_at: figures.begunAt,
  opened_at: moment(figures.openedMs),
  opened_on: figures.openedOn,
  hour_of_week: figures.hourOfWeek,
  asked_at: moment(figures.askedMs),
  answered_at: moment(figures.first?.answeredMs ?? null),
  first_calendar_ms: figures.first?.calendarMs ?? null,
  first_open_ms: figures.first?.openMs ?? null,
  norm_minutes: figures.normMinutes,
  norm_due_at: moment(figures.normDueMs),
  closed_at: moment(figures.closedMs),
  outcome: figures.outcome,
  abandoned: figures.abandoned,
  handling_calendar_ms: figures.handling.calendarMs,
  handling_open_ms: figures.handling.openMs,
  resolution_calendar_ms: figures.resolution?.calendarMs ?? null,
  resolution_open_ms: figures.resolution?.openMs ?? null,
  reopened: figures.reopened,
  transfers: figures.transfers,
  later_responses: figures.later.length,
  verdict: figures.verdict,
});

const responseRows = ({ later }: ConversationFigures): Row[] =>
  later.map(({ desk, askedMs, answeredMs, calendarMs, openMs }, index) => ({
    response: index + 1,
    desk_id: desk,
    asked_at: moment(askedMs),
    answered_at: moment(answeredMs),
    calendar_ms: calendarMs,
    open_ms: openMs,
  }));

/** Of these conversations those whose rows are not what was computed, in any column; also where one of both is not there. */
export const differing = async (
  { organisation, tx }: Scope,
  pseudonyms: readonly string[],
  { conversations, responses }: FigureRows,
): Promise<string[]> => {
  const rows = await tx.$queryRaw<{ pseudonym: string }[]>`
    WITH computed AS (
        SELECT * FROM jsonb_populate_recordset(NULL::conversation_figure, ${JSON.stringify(conversations)}::jsonb)
      ), standing AS (
        SELECT * FROM conversation_figure
        WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = ANY (${pseudonyms}::uuid[])
      ), computed_response AS (
        SELECT * FROM jsonb_populate_recordset(NULL::response_figure, ${JSON.stringify(responses)}::jsonb)
      ), standing_response AS (
        SELECT * FROM response_figure
        WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = ANY (${pseudonyms}::uuid[])
      )
    SELECT conversation_pseudonym AS pseudonym FROM (TABLE computed EXCEPT TABLE standing) a
    UNION SELECT conversation_pseudonym FROM (TABLE standing EXCEPT TABLE computed) b
    UNION SELECT conversation_pseudonym FROM (TABLE computed_response EXCEPT TABLE standing_response) c
    UNION SELECT conversation_pseudonym FROM (TABLE standing_response EXCEPT TABLE computed_response) d`;
  return rows.map(({ pseudonym }) => pseudonym);
};

/** Puts what was computed of these conversations in the place of what stands; of the others it leaves all as it is. */
export const writeFigures = async (
  { organisation, tx }: Scope,
  pseudonyms: readonly string[],
  { conversations, responses }: FigureRows,
) => {
  if (pseudonyms.length === 0) return;
  // What belongs to its answers goes with it.
  await tx.$executeRaw`DELETE FROM conversation_figure
    WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = ANY (${pseudonyms}::uuid[])`;
  const these = new Set<unknown>(pseudonyms);
  const of = (rows: Row[]) =>
    JSON.stringify(rows.filter(({ conversation_pseudonym: pseudonym }) => these.has(pseudonym)));
  await tx.$executeRaw`INSERT INTO conversation_figure
    SELECT * FROM jsonb_populate_recordset(NULL::conversation_figure, ${of(conversations)}::jsonb)`;
  await tx.$executeRaw`INSERT INTO response_figure
    SELECT * FROM jsonb_populate_recordset(NULL::response_figure, ${of(responses)}::jsonb)`;
};
