import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import type { Setting } from "./setting.js";

/** Figures as the gateway has counted them, and conversations of which there is nothing but events. */

type Rows = Pick<Setting, "rows">;

export const openAlways = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
  exceptions: [],
};

/** What a desk has set since long ago, in the place of all that it had set. */
export const setHours = async (setting: Pick<Setting, "rows" | "town">, desk: string, hours: unknown) => {
  await setting.rows("DELETE FROM desk_setting WHERE desk_id = $1", [desk]);
  await setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours)
     VALUES ($1, $2, '2020-01-01', '{"nl": "Een"}', $3)`,
    [setting.town.organisation, desk, hours],
  );
};

/** Resolves when nothing is left to be counted. */
export const allCounted = async ({ rows }: Rows) => {
  const isCounted = async () => (await rows("SELECT FROM figure_due LIMIT 1")).length === 0;
  await vi.waitUntil(isCounted, { timeout: 30_000, interval: 50 });
};

/** Resolves when every day is packed; the while for which the gateway leaves alone who is at one is over at once. */
export const allPacked = async ({ rows }: Rows) => {
  await allCounted({ rows });
  const isPacked = async () => {
    await rows(`UPDATE figure_day SET stale_since = stale_since - interval '1 minute'
      WHERE stale_since > now() - interval '10 seconds'`);
    return (await rows("SELECT FROM figure_day WHERE figures IS NULL LIMIT 1")).length === 0;
  };
  await vi.waitUntil(isPacked, { timeout: 30_000, interval: 200 });
};

export type FigureRow = {
  conversation_pseudonym: string;
  desk_id: string;
  topic_id: string | null;
  asked_at: Date | null;
  answered_at: Date | null;
  norm_due_at: Date | null;
  closed_at: Date | null;
} & Record<string, unknown>;

/** The figures of one conversation, once all is counted. */
export const figureOf = async ({ rows }: Rows, conversation: string): Promise<FigureRow> => {
  await allCounted({ rows });
  const [row] = await rows<FigureRow>(
    `SELECT f.* FROM conversation_figure f JOIN conversation c
       ON c.organisation_id = f.organisation_id AND c.pseudonym = f.conversation_pseudonym
     WHERE c.conversation_id = $1`,
    [conversation],
  );
  if (!row) throw new Error("no figures");
  return row;
};

/** An event that is told of: its kind, when (ISO), at which desk, and what else belongs to it, by its column. */
export type Told = { kind: string; at: string; desk: string } & Record<string, string | null>;

/** Writes the events of conversations that are nothing else, each conversation's in their order. */
export const tell = async (setting: Pick<Setting, "rows" | "town">, conversations: readonly Told[][]) => {
  const events = conversations.flatMap((told) => {
    const pseudonym = randomUUID();
    return told.map((event) => ({ ...event, pseudonym }));
  });
  await setting.rows(
    `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, to_desk_id, actor,
       actor_pseudonym, outcome, topic_id, language, begun_at, verdict, at)
     SELECT $1, e.pseudonym, e.kind, e.desk, e.to_desk, coalesce(e.actor, 'agent'), e.pseudonym, e.outcome, e.topic, e.language,
       e.begun_at, e.verdict, e.at
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (pseudonym uuid, kind text, desk uuid, to_desk uuid, actor text, outcome text,
       topic uuid, language text, begun_at text, verdict text, at timestamptz)) WITH ORDINALITY e
     ORDER BY e.ordinality`,
    [setting.town.organisation, JSON.stringify(events)],
  );
};

/** Random numbers below one, the same each time (mulberry32). */
const numbers = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Conversations of some weeks around the beginning of summer time, at two desks, as lively as they come. */
export const livelyTalks = (count: number, desks: readonly [string, string], seed = 1): Told[][] => {
  const next = numbers(seed);
  const chance = (part: number) => next() < part;
  const beganMs = Date.parse("2026-03-16T00:00:00Z");
  return Array.from({ length: count }, () => {
    let ms = beganMs + Math.floor(next() * 20 * 86_400_000);
    let here = desks[chance(0.5) ? 0 : 1];
    const told: Told[] = [];
    const add = (kind: string, over: Record<string, string | null> = {}) => {
      told.push({ kind, at: new Date(ms).toISOString(), desk: here, ...over });
      ms += Math.floor(next() * (chance(0.2) ? 2 * 86_400_000 : 3_600_000));
    };
    const citizen = { actor: "citizen" };
    const isCounter = chance(0.1);
    add("opened", {
      ...(isCounter ? {} : citizen),
      begun_at: isCounter ? "counter" : "chat",
      language: "nl",
    });
    if (isCounter) add("agent_answer");
    for (let round = 0; round < 1 + Math.floor(next() * 4); round++) {
      if (!chance(0.05)) add("citizen_message", citizen);
      if (chance(0.3)) add("citizen_message", citizen);
      if (chance(0.6)) add("taken");
      if (chance(0.2)) {
        const to = desks[here === desks[0] ? 1 : 0];
        add("transferred", { to_desk: to });
        here = to;
      }
      if (chance(0.2)) add("transferred", { to_desk: here });
      if (chance(0.3)) add("internal_note");
      if (chance(0.7)) add("agent_answer");
      if (chance(0.3)) add("agent_answer");
      if (!chance(0.6)) continue;
      const [outcome, actor] = chance(0.5)
        ? ["answered", "agent"]
        : chance(0.5)
          ? ["left", "citizen"]
          : ["abandoned", "gateway"];
      add("closed", { outcome: outcome ?? "", actor: actor ?? "" });
      for (let said = Math.floor(next() * 3); said > 0; said--) {
        const verdict = ["yes", "partly", "no"][Math.floor(next() * 4)];
        if (verdict === undefined) add("verdict_skipped", citizen);
        else add("verdict_given", { ...citizen, verdict });
      }
      if (!chance(0.5)) break;
      add("reopened", chance(0.7) ? citizen : {});
    }
    return told;
  });
};
