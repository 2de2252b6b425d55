import { randomUUID } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { ColleagueName, Setting } from "./setting.js";
import type { TownDesk } from "./town.js";

/** Figures as a year of a town leaves them, written behind the gateway: what reports are counted from. */

/** A row of `conversation_figure`, times in ISO 8601. */
export type FigureRow = {
  organisation_id: string;
  conversation_pseudonym: string;
  desk_id: string;
  topic_id: string | null;
  language: string | null;
  campaign: string | null;
  begun_at: "chat" | "counter";
  opened_at: string;
  opened_on: string;
  hour_of_week: number;
  asked_at: string | null;
  answered_at: string | null;
  first_calendar_ms: number | null;
  first_open_ms: number | null;
  norm_minutes: number;
  norm_due_at: string | null;
  closed_at: string | null;
  outcome: string | null;
  abandoned: boolean;
  handling_calendar_ms: number;
  handling_open_ms: number;
  resolution_calendar_ms: number | null;
  resolution_open_ms: number | null;
  reopened: number;
  transfers: number;
  later_responses: number;
  verdict: "yes" | "partly" | "no" | null;
};
type ResponseRow = {
  organisation_id: string;
  conversation_pseudonym: string;
  response: number;
  desk_id: string;
  asked_at: string;
  answered_at: string;
  calendar_ms: number;
  open_ms: number;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
export const topics = ["00000000-0000-4000-8000-0000000000a1", "00000000-0000-4000-8000-0000000000a2"];

/**
 * So many conversations of each desk, opened over these days until the last one, UTC for simplicity: answered soon and late, given
 * up, begun at the counter, reopened, handed over, still waiting. The same seed makes the same, but for pseudonyms.
 */
export const makeFigures = (
  organisation: string,
  {
    desks,
    perDesk,
    days,
    lastDay,
    seed,
  }: { desks: readonly string[]; perDesk: number; days: number; lastDay: string; seed: number },
): { figures: FigureRow[]; responses: ResponseRow[] } => {
  const generator = xoroshiro128plus(seed);
  const random = () => uniformInt(generator, 0, 999_999) / 1_000_000;
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const chance = (share: number) => random() < share;
  const responses: ResponseRow[] = [];
  const figures = desks.flatMap((desk) =>
    Array.from({ length: perDesk }, (): FigureRow => {
      const conversation_pseudonym = randomUUID();
      // Some at the very same moment, as pages must bear.
      const openedMs =
        Date.parse(lastDay) -
        Math.floor(random() * days) * dayMs +
        (8 + Math.floor(random() * 10)) * 60 * minuteMs;
      const iso = (ms: number) => new Date(ms).toISOString();
      const weekday = (new Date(openedMs).getUTCDay() + 6) % 7;
      const counter = chance(0.1);
      const asked = !counter;
      const normMinutes = pick(30, 60, 60, 240);
      const due = asked && !chance(0.05) ? openedMs + normMinutes * minuteMs : null;
      const isAnswered = asked && chance(0.85);
      // Exactly at a bound now and then.
      const tookMs = pick(
        Math.floor(random() * 55_000),
        Math.floor(random() * 30 * minuteMs),
        Math.floor(random() * 12 * 60 * minuteMs),
        ...[5 * minuteMs, normMinutes * minuteMs],
      );
      const abandoned = asked && !isAnswered && chance(0.7);
      const closedMs =
        abandoned || chance(isAnswered || counter ? 0.9 : 0.2)
          ? openedMs + (isAnswered ? tookMs : 0) + Math.floor(random() * 300) * minuteMs
          : null;
      const handling = isAnswered || counter ? Math.floor(random() * 90) * minuteMs : 0;
      const later = isAnswered ? Math.floor(random() * 4) : 0;
      for (let response = 1; response <= later; response++) {
        const calendar_ms = Math.floor(random() * 90 * minuteMs);
        responses.push({
          ...{ organisation_id: organisation, conversation_pseudonym, response, calendar_ms },
          desk_id: chance(0.8) ? desk : pick(...desks),
          asked_at: iso(openedMs + tookMs),
          answered_at: iso(openedMs + tookMs + calendar_ms),
          open_ms: Math.floor(calendar_ms / 2),
        });
      }
      const resolution = closedMs === null || !asked ? null : closedMs - openedMs;
      return {
        ...{ organisation_id: organisation, conversation_pseudonym, desk_id: desk },
        topic_id: chance(0.2) ? null : pick(...topics),
        language: counter ? null : pick("nl", "nl", "en", null),
        campaign: !counter && chance(0.2) ? pick("poster", "brief-2026") : null,
        begun_at: counter ? "counter" : "chat",
        opened_at: iso(openedMs),
        opened_on: iso(openedMs).slice(0, 10),
        hour_of_week: weekday * 24 + new Date(openedMs).getUTCHours(),
        asked_at: asked ? iso(openedMs) : null,
        answered_at: isAnswered ? iso(openedMs + tookMs) : null,
        first_calendar_ms: isAnswered ? tookMs : null,
        first_open_ms: isAnswered ? (chance(0.5) ? tookMs : Math.floor(tookMs / 3)) : null,
        norm_minutes: normMinutes,
        norm_due_at: due === null ? null : iso(due),
        closed_at: closedMs === null ? null : iso(closedMs),
        outcome:
          closedMs === null ? null : abandoned ? pick("left", "abandoned") : pick("answered", "no_answer"),
        abandoned,
        handling_calendar_ms: handling,
        handling_open_ms: Math.floor(handling / 2),
        resolution_calendar_ms: resolution,
        resolution_open_ms: resolution === null ? null : Math.floor(resolution / 2),
        reopened: chance(0.1) ? pick(1, 2) : 0,
        transfers: chance(0.15) ? pick(1, 2) : 0,
        later_responses: later,
        verdict: closedMs === null ? null : pick(null, null, "yes", "yes", "partly", "no"),
      };
    }),
  );
  return { figures, responses };
};

/** Writes them, as the gateway's own work does. */
export const writeFigures = async (
  setting: Pick<Setting, "rows">,
  { figures, responses }: { figures: readonly FigureRow[]; responses: readonly ResponseRow[] },
) => {
  const into = async (table: string, rows: readonly object[]) =>
    setting.rows(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  await into("conversation_figure", figures);
  await into("response_figure", responses);
};

/** Moves of conversations between desks, which nothing is to be computed anew for. */
export const writeMoves = async (
  setting: Pick<Setting, "rows">,
  moves: readonly { of: FigureRow; kind: string; from: string; to: string; at: string }[],
) => {
  await setting.rows("ALTER TABLE conversation_event DISABLE TRIGGER figures_due");
  for (const { of, kind, from, to, at } of moves)
    await setting.rows(
      `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, to_desk_id, actor, actor_pseudonym, at)
        VALUES ($1, $2, $3, $4, $5, 'agent', $6, $7)`,
      [of.organisation_id, of.conversation_pseudonym, kind, from, to, randomUUID(), at],
    );
  await setting.rows("ALTER TABLE conversation_event ENABLE TRIGGER figures_due");
};

/** Makes somebody supervisor of these of their desks, and of no other. */
export const makeSupervisor = async (setting: Setting, name: ColleagueName, desks: readonly TownDesk[]) => {
  const { member } = setting.colleague(name);
  await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [member]);
  await setting.rows(
    `UPDATE desk_member SET rights = CASE WHEN desk_id = ANY($2::uuid[]) THEN '{answer,supervise}'::text[]
      ELSE '{answer}'::text[] END WHERE member_id = $1`,
    [member, desks.map(({ desk }) => desk)],
  );
};
