import type pg from "pg";
import type { Stand } from "./stand.js";

/** Years of a town as its events tell them, without anything that was said: what reports are computed from. */

/** A period that ends now, and how many conversations began in it. */
export type Years = { years: number; conversations: number };

/** So many topics, under norms of an hour, half a day and a day. */
const topicCount = 60;
const normMinutes = [60, 240, 480];
/** So many at once: what a statement holds in memory. */
const chunk = 50_000;

const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [],
  holidays: ["new_years_day", "easter_monday", "kings_day", "ascension_day", "whit_monday", "christmas_day"],
};

export type Owner = Pick<pg.ClientBase, "query">;
export type ReportTown = { organisation: string; desks: string[]; topics: string[] };

/** Gives the town opening hours and topics, since before the first conversation, and a supervisor of all its desks. */
export const settleReportTown = async (owner: Owner, { town }: Pick<Stand, "town">): Promise<ReportTown> => {
  const { organisation } = town;
  const desks = town.desks.filter(({ kind }) => kind === "desk").map(({ desk }) => desk);
  await owner.query(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours)
     SELECT $1, desk, now() - interval '11 years', '{"nl": "Team"}', $3 FROM unnest($2::uuid[]) AS desk`,
    [organisation, desks, JSON.stringify(hours)],
  );
  const { rows } = await owner.query<{ topic: string }>(
    `WITH made AS (
       INSERT INTO topic (organisation_id, topic_id) SELECT $1, gen_random_uuid() FROM generate_series(1, $2::int)
       RETURNING topic_id
     ), numbered AS (SELECT topic_id, row_number() OVER () AS n FROM made)
     INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, norm_minutes)
     SELECT $1, topic_id, now() - interval '11 years', ($3::uuid[])[1 + n % cardinality($3::uuid[])],
       jsonb_build_object('nl', 'Onderwerp ' || n), ($4::int[])[1 + n % cardinality($4::int[])]
     FROM numbered RETURNING topic_id AS topic`,
    [organisation, topicCount, desks, normMinutes],
  );
  await owner.query("UPDATE member SET roles = '{supervisor,agent}' WHERE organisation_id = $1", [
    organisation,
  ]);
  await owner.query(
    "UPDATE desk_member SET rights = rights || '{supervise}' WHERE organisation_id = $1 AND desk_id = ANY ($2::uuid[])",
    [organisation, desks],
  );
  // One supervises all.
  await owner.query(
    `INSERT INTO desk_member (organisation_id, desk_id, member_id, rights)
     SELECT $1, desk, $3, '{supervise}' FROM unnest($2::uuid[]) AS desk ON CONFLICT DO NOTHING`,
    [organisation, desks, supervisorOf({ town }).member],
  );
  return { organisation, desks, topics: rows.map(({ topic }) => topic) };
};

/** Who asks for the reports. */
export const supervisorOf = ({ town }: Pick<Stand, "town">) => {
  const [first] = town.people.values();
  if (!first) throw new Error("a town without people");
  return first;
};

/**
 * Writes the events of so many conversations, spread over the years before now, as the database's owner: working days and their
 * mornings most, answers after half an hour on average, some left, handed over, opened again; nothing of it is yet to come. No figure is noted as due:
 * all of them are computed at once afterwards.
 */
export const insertYears = async (
  owner: Owner,
  { organisation, desks, topics }: ReportTown,
  { years, conversations }: Years,
): Promise<void> => {
  await owner.query("ALTER TABLE conversation_event DISABLE TRIGGER figures_due");
  for (let done = 0; done < conversations; done += chunk)
    await owner.query(eventsSql, [
      organisation,
      desks,
      topics,
      Math.min(chunk, conversations - done),
      Math.round(years * 365.25),
    ]);
  await owner.query("ALTER TABLE conversation_event ENABLE TRIGGER figures_due");
  await owner.query("ANALYZE conversation_event");
};

const eventsSql = `WITH drawn AS MATERIALIZED (
    SELECT gen_random_uuid() AS pseudonym, gen_random_uuid() AS citizen, gen_random_uuid() AS agent,
      ($2::uuid[])[1 + floor(random() * cardinality($2::uuid[]))::int] AS desk,
      ($2::uuid[])[1 + floor(random() * cardinality($2::uuid[]))::int] AS other,
      CASE WHEN random() < 0.93 THEN ($3::uuid[])[1 + floor(power(random(), 2) * cardinality($3::uuid[]))::int] END AS topic,
      CASE WHEN random() < 0.88 THEN 'nl' ELSE (ARRAY['en', 'ar', 'tr', 'pl', 'uk'])[1 + floor(random() * 5)::int] END AS language,
      CASE WHEN random() < 0.1 THEN (ARRAY['afvalkalender', 'belastingaanslag'])[1 + floor(random() * 2)::int] END AS campaign,
      random() < 0.04 AS counter, random() < 0.08 AS abandoned, random() < 0.06 AS moved, random() < 0.05 AS again,
      current_date - 1 - floor(random() * $5::int)::int AS day, random() AS off,
      CASE WHEN random() < 0.2 THEN 1080 + random() * 300 ELSE 510 + power(random(), 1.3) * 510 END AS minute,
      -25 * ln(1 - random()) AS wait, -15 * ln(1 - random()) AS pause, -12 * ln(1 - random()) AS later
    FROM generate_series(1, $4::int)
  ), made AS (
    SELECT d.*, opened, opened + wait * interval '1 minute' AS answered, CASE WHEN moved THEN other ELSE desk END AS answering
    FROM drawn d, LATERAL (SELECT (day
      -- Four of five that would come in a weekend come on the Thursday or Friday before.
      + CASE WHEN off < 0.8 AND extract(isodow FROM day) > 5 THEN -2 ELSE 0 END + minute * interval '1 minute')
      AT TIME ZONE 'Europe/Amsterdam') t (opened)
  )
  INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, outcome, to_desk_id,
    campaign, begun_at, topic_id, language, at)
  SELECT $1, pseudonym, e.kind, e.desk, e.actor, CASE e.actor WHEN 'agent' THEN agent ELSE citizen END, e.outcome,
    CASE e.kind WHEN 'transferred' THEN other END, CASE WHEN e.kind = 'opened' AND NOT counter THEN campaign END,
    CASE e.kind WHEN 'opened' THEN CASE WHEN counter THEN 'counter' ELSE 'chat' END END,
    CASE WHEN e.kind IN ('opened', 'closed') THEN topic END, CASE e.kind WHEN 'opened' THEN language END, e.at
  FROM made, LATERAL (VALUES
    (1, 'opened', desk, CASE WHEN counter THEN 'agent' ELSE 'citizen' END, NULL, opened),
    (2, 'citizen_message', desk, 'citizen', NULL, CASE WHEN NOT counter THEN opened + interval '30 seconds' END),
    (3, 'closed', desk, 'citizen', 'left', CASE WHEN abandoned THEN answered END),
    (4, 'taken', desk, 'agent', NULL, CASE WHEN NOT abandoned THEN opened + wait * interval '40 seconds' END),
    (5, 'transferred', desk, 'agent', NULL, CASE WHEN moved AND other <> desk AND NOT abandoned THEN opened + wait * interval '45 seconds' END),
    (6, 'taken', answering, 'agent', NULL, CASE WHEN moved AND other <> desk AND NOT abandoned THEN opened + wait * interval '50 seconds' END),
    (7, 'agent_answer', answering, 'agent', NULL, CASE WHEN NOT abandoned THEN answered END),
    (8, 'citizen_message', answering, 'citizen', NULL, CASE WHEN NOT abandoned THEN answered + pause * interval '1 minute' END),
    (9, 'agent_answer', answering, 'agent', NULL, CASE WHEN NOT abandoned THEN answered + (pause + later) * interval '1 minute' END),
    (10, 'closed', answering, 'agent', 'answered', CASE WHEN NOT abandoned THEN answered + (pause + later + 5) * interval '1 minute' END),
    (11, 'reopened', answering, 'citizen', NULL, CASE WHEN again AND NOT abandoned THEN answered + interval '2 days' END),
    (12, 'citizen_message', answering, 'citizen', NULL, CASE WHEN again AND NOT abandoned THEN answered + interval '2 days' END),
    (13, 'taken', answering, 'agent', NULL, CASE WHEN again AND NOT abandoned THEN answered + interval '2 days 10 minutes' END),
    (14, 'agent_answer', answering, 'agent', NULL, CASE WHEN again AND NOT abandoned THEN answered + interval '2 days 15 minutes' END),
    (15, 'closed', answering, 'agent', 'answered', CASE WHEN again AND NOT abandoned THEN answered + interval '2 days 20 minutes' END)
  ) e (place, kind, desk, actor, outcome, at)
  WHERE e.at <= now() ORDER BY pseudonym, place`;
