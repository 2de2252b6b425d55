import { once } from "node:events";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectAgent, connectCitizen } from "../harness/callers.js";
import { begin, opening, say, sending, yes } from "../harness/conversation.js";
import { allCounted, figureOf, livelyTalks, setHours, tell } from "../harness/counted.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { freePort, runProgram, startGateway, startProgram } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

/** That figures are what events say: counted a second way, after crashes, and by clocks that differ. */

const setting = useSetting();
const clockAhead = new URL("../dist/harness/clockAhead.js", import.meta.url).href;

/** Every day from nine to five: so simple that plain SQL can count it too. */
const nineToFive = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "09:00", closes: "17:00" })),
  exceptions: [],
};
const desks = (): [string, string] => [setting.desk.desk, setting.otherDesk.desk];

beforeAll(async () => {
  for (const desk of desks()) await setHours(setting, desk, nineToFive);
});

type Program = Parameters<typeof startProgram>[1];
const rebuild = (...args: string[]): Program => ({
  args,
  env: { DATABASE_URL: setting.databases.databaseUrl },
});
const rebuilt = (...args: string[]) => runProgram("operator/rebuildFigures.js", rebuild(...args));
/** Both tables as they stand, as text in a fixed order. */
const standing = async () =>
  (
    await setting.rows<{ row: string }>(
      `SELECT to_jsonb(f)::text AS row FROM conversation_figure f
       UNION ALL SELECT to_jsonb(r)::text FROM response_figure r ORDER BY 1`,
    )
  ).map(({ row }) => row);
const saying = (conversations: number, others: number) =>
  expect.stringContaining(`: ${conversations} conversations, ${others} had other figures.`);

/** What plain SQL makes of the events alone: nothing of it is the product's. */
const independently = `
  WITH e AS (SELECT * FROM conversation_event WHERE organisation_id = $1),
  opened AS (SELECT conversation_pseudonym AS p, at AS opened FROM e WHERE kind = 'opened'),
  asked AS (SELECT DISTINCT ON (conversation_pseudonym) conversation_pseudonym AS p, event_id, at AS asked
    FROM e WHERE kind = 'citizen_message' ORDER BY conversation_pseudonym, event_id),
  answered AS (SELECT DISTINCT ON (p) p, e.event_id, e.at AS answered, e.desk_id
    FROM asked JOIN e ON e.conversation_pseudonym = p AND e.event_id > asked.event_id AND e.kind = 'agent_answer'
    ORDER BY p, e.event_id),
  newest AS (SELECT DISTINCT ON (conversation_pseudonym) conversation_pseudonym AS p, kind, outcome, at
    FROM e WHERE kind IN ('closed', 'reopened') ORDER BY conversation_pseudonym, event_id DESC),
  judged AS (SELECT DISTINCT ON (conversation_pseudonym) conversation_pseudonym AS p, verdict
    FROM e WHERE kind IN ('closed', 'reopened', 'verdict_given', 'verdict_skipped')
    ORDER BY conversation_pseudonym, event_id DESC),
  counted AS (SELECT conversation_pseudonym AS p, count(*) FILTER (WHERE kind = 'reopened') AS reopened,
      count(*) FILTER (WHERE kind IN ('transferred', 'handed_back', 'overflowed') AND to_desk_id <> desk_id) AS transfers
    FROM e GROUP BY conversation_pseudonym)
  SELECT p AS conversation_pseudonym, asked AS asked_at, answered AS answered_at, answered.desk_id AS answered_by,
    extract(epoch FROM answered - asked) * 1000 AS first_calendar_ms,
    CASE WHEN answered IS NOT NULL THEN (SELECT coalesce(sum(greatest(0, extract(epoch FROM
        least(answered, (d + interval '17 hours') AT TIME ZONE 'Europe/Amsterdam')
        - greatest(asked, (d + interval '9 hours') AT TIME ZONE 'Europe/Amsterdam')))) * 1000, 0)
      FROM generate_series(date_trunc('day', asked AT TIME ZONE 'Europe/Amsterdam'), answered AT TIME ZONE 'Europe/Amsterdam',
        interval '1 day') AS d) END AS first_open_ms,
    (opened AT TIME ZONE 'Europe/Amsterdam')::date AS opened_on,
    (extract(isodow FROM opened AT TIME ZONE 'Europe/Amsterdam') - 1) * 24
      + extract(hour FROM opened AT TIME ZONE 'Europe/Amsterdam') AS hour_of_week,
    CASE WHEN newest.kind = 'closed' THEN newest.at END AS closed_at,
    coalesce(newest.kind = 'closed' AND newest.outcome IN ('left', 'abandoned') AND asked IS NOT NULL
      AND answered IS NULL, false) AS abandoned,
    reopened, transfers, judged.verdict
  FROM opened JOIN counted USING (p) LEFT JOIN asked USING (p) LEFT JOIN answered USING (p) LEFT JOIN newest USING (p)
    LEFT JOIN judged USING (p)`;

describe("figures of lively weeks", () => {
  beforeAll(async () => {
    await tell(setting, livelyTalks(400, desks()));
    await allCounted(setting);
    // Without statistics the second counting takes a minute.
    await setting.rows("ANALYZE conversation_event, conversation_figure");
  });

  test("are those that plain SQL finds in the events", async () => {
    const { organisation } = setting.town;
    const compared = await setting.rows<
      Record<"all" | "wrong" | "answered" | "abandoned" | "judged" | "unsaid", string>
    >(
      `SELECT count(*) AS all, count(*) FILTER (WHERE s.answered_at IS NOT NULL) AS answered,
         count(*) FILTER (WHERE s.abandoned) AS abandoned, count(s.verdict) AS judged,
         count(*) FILTER (WHERE s.verdict IS NULL AND s.closed_at IS NULL AND EXISTS (SELECT FROM conversation_event v
           WHERE v.organisation_id = $1 AND v.conversation_pseudonym = s.conversation_pseudonym AND v.kind = 'verdict_given')) AS unsaid,
         count(*) FILTER (WHERE f.conversation_pseudonym IS NULL
         OR (s.asked_at, s.answered_at, s.first_calendar_ms, s.first_open_ms, s.opened_on, s.hour_of_week, s.closed_at, s.abandoned,
           s.reopened, s.transfers, s.verdict) IS DISTINCT FROM (f.asked_at, f.answered_at, f.first_calendar_ms::numeric,
           f.first_open_ms::numeric, f.opened_on, f.hour_of_week::numeric, f.closed_at, f.abandoned, f.reopened::bigint,
           f.transfers::bigint, f.verdict)
         OR s.answered_by IS NOT NULL AND s.answered_by <> f.desk_id) AS wrong
       FROM (${independently}) s FULL JOIN (SELECT * FROM conversation_figure WHERE organisation_id = $1) f
         USING (conversation_pseudonym)`,
      [organisation],
    );
    expect(compared).toMatchObject([{ wrong: "0" }]);
    const [found] = compared;
    // It would say nothing about a set without these.
    expect(Number(found?.all)).toBeGreaterThanOrEqual(400);
    expect(Number(found?.answered)).toBeGreaterThan(200);
    expect(Number(found?.abandoned)).toBeGreaterThan(10);
    expect(Number(found?.judged)).toBeGreaterThan(30);
    // Of a closing that stands no more.
    expect(Number(found?.unsaid)).toBeGreaterThan(10);
    // A figure that is one millisecond beside is found by it.
    const one = "conversation_pseudonym = (SELECT conversation_pseudonym FROM response_figure LIMIT 1)";
    await setting.rows(`UPDATE conversation_figure SET first_open_ms = first_open_ms + 1 WHERE ${one}`);
    const [beside] = await setting.rows<{ wrong: string }>(
      `SELECT count(*) AS wrong FROM (${independently}) s JOIN conversation_figure f USING (conversation_pseudonym)
       WHERE s.first_open_ms <> f.first_open_ms`,
      [organisation],
    );
    expect(beside?.wrong).toBe("1");
    await setting.rows(`UPDATE conversation_figure SET first_open_ms = first_open_ms - 1 WHERE ${one}`);
  });

  test("computed anew are the same to the last digit; what differs is found, and put right", async () => {
    const before = await standing();
    const [{ count = 0 } = {}] = await setting.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM conversation_figure",
    );
    expect(await rebuilt("--check")).toEqual({ code: 0, output: saying(count, 0) });
    expect(await rebuilt()).toEqual({ code: 0, output: saying(count, 0) });
    expect(await standing()).toEqual(before);

    const some = (offset: number) =>
      `(SELECT conversation_pseudonym FROM response_figure WHERE response = 1 ORDER BY 1 OFFSET ${offset} LIMIT 1)`;
    await setting.rows(
      `UPDATE conversation_figure SET handling_open_ms = handling_open_ms + 1 WHERE conversation_pseudonym = ${some(0)}`,
    );
    await setting.rows(
      `UPDATE response_figure SET open_ms = open_ms + 1 WHERE response = 1 AND conversation_pseudonym = ${some(3)}`,
    );
    await setting.rows(`DELETE FROM conversation_figure WHERE conversation_pseudonym = ${some(6)}`);
    // Of a conversation that has no events.
    await setting.rows(
      `INSERT INTO conversation_figure SELECT (jsonb_populate_record(f, jsonb_build_object('conversation_pseudonym',
         gen_random_uuid()))).* FROM conversation_figure f LIMIT 1`,
    );
    expect(await rebuilt("--check")).toEqual({ code: 1, output: saying(count + 1, 4) });
    expect(await standing()).not.toEqual(before);
    expect(await rebuilt()).toEqual({ code: 0, output: saying(count + 1, 4) });
    expect(await standing()).toEqual(before);
    expect(await rebuilt("--check")).toMatchObject({ code: 0 });
    expect(await rebuilt("--all")).toEqual({ code: 1, output: expect.stringContaining("Usage") });
  }, 120_000);

  test("what the gateway that leads finds to differ it tells in its log and as a metric, and leaves as it is", async () => {
    const one =
      "conversation_pseudonym = (SELECT min(conversation_pseudonym::text)::uuid FROM conversation_figure)";
    await setting.rows(`UPDATE conversation_figure SET reopened = reopened + 1 WHERE ${one}`);
    const before = await standing();
    const port = await freePort();
    await setting.gateway.stop();
    const looking = await startGateway(setting.databases, {
      ...{ METRICS_PORT: String(port), SWEEP_INTERVAL_MS: "100" },
    });
    const told = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const { organisation } = setting.town;
    await expect
      .poll(told, { timeout: 60_000, interval: 500 })
      .toContain(`eigenkanaal_figure_faults{organisation="${organisation}"} 1`);
    expect(looking.output()).toContain("figures are not what their events say");
    expect(await standing()).toEqual(before);
    await looking.stop();
    await setting.restartGateway(async () => {
      await setting.rows(`UPDATE conversation_figure SET reopened = reopened - 1 WHERE ${one}`);
    });
  }, 120_000);

  test("a rebuild that is stopped leaves each conversation as it was or computed, and goes on from anywhere", async () => {
    // More than a step.
    await tell(setting, livelyTalks(1_500, desks(), 3));
    await allCounted(setting);
    const before = await standing();
    await setting.rows("DELETE FROM conversation_figure");
    const { process: program, ended } = startProgram("operator/rebuildFigures.js", rebuild());
    program.stderr?.once("data", () => program.kill("SIGINT"));
    expect(await ended).toEqual({ code: 130, output: expect.stringContaining("Stopped") });
    const some = await standing();
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(before.length);
    expect(some.filter((row) => !before.includes(row))).toEqual([]);
    expect(await rebuilt()).toMatchObject({ code: 0 });
    expect(await standing()).toEqual(before);
  }, 120_000);
});

describe("counting that is interrupted", () => {
  const held: pg.Client[] = [];
  const release = () => Promise.all(held.splice(0).map((client) => client.end()));
  afterEach(release);
  const hold = async (table: string) => {
    const client = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await client.connect();
    held.push(client);
    // Read it is, and not written.
    await client.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  };
  const stuck = () =>
    expect
      .poll(
        () =>
          setting.rows(`SELECT FROM pg_locks WHERE NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`),
        { timeout: 20_000 },
      )
      .not.toEqual([]);

  test("by a gateway that is killed ends as if it had not begun, and the next one counts it", async () => {
    await allCounted(setting);
    await setting.restartGateway(async () => {
      await tell(setting, livelyTalks(30, desks(), 2));
      // The figures of conversations are written by then, and those of their later answers are not.
      await hold("response_figure");
      const gateway = await startGateway(setting.databases);
      await stuck();
      const ended = once(gateway.process, "exit");
      gateway.process.kill("SIGKILL");
      await ended;
      await release();
      const [found] = await setting.rows(
        `SELECT (SELECT count(DISTINCT conversation_pseudonym)::int FROM figure_due) AS due,
           (SELECT count(*)::int FROM conversation_figure JOIN figure_due USING (conversation_pseudonym)) AS counted`,
      );
      expect(found).toEqual({ due: 30, counted: 0 });
    });
    await allCounted(setting);
    expect(await rebuilt("--check")).toMatchObject({ code: 0 });
  }, 120_000);

  test("no message is there without its event, nor an event without its note", async () => {
    const begun = await begin(setting);
    const stored = async () =>
      (
        await setting.rows<{ messages: number; events: number }>(
          `SELECT (SELECT count(*)::int FROM message WHERE conversation_id = $1) AS messages,
             (SELECT count(*)::int FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
               WHERE c.conversation_id = $1 AND e.kind = 'citizen_message') AS events`,
          [begun.conversation],
        )
      )[0];
    const envelope = begun.chain.text();
    for (const table of ["conversation_event", "figure_due"]) {
      await setting.rows(`ALTER TABLE ${table} ADD CONSTRAINT not_now CHECK (false) NOT VALID`);
      const answer = await begun.citizen.call("message:send", sending(begun.conversation, envelope));
      expect([table, answer]).toMatchObject([table, { ok: false }]);
      await setting.rows(`ALTER TABLE ${table} DROP CONSTRAINT not_now`);
      expect(await stored()).toEqual({ messages: 0, events: 0 });
    }
    yes(await begun.citizen.call("message:send", sending(begun.conversation, envelope)));
    expect(await stored()).toEqual({ messages: 1, events: 1 });
    expect(await figureOf(setting, begun.conversation)).toMatchObject({ asked_at: expect.any(Date) });
  });

  test("times are the database's, whatever clock the gateway of either side has", async () => {
    const ahead = await startGateway(setting.databases, { NODE_OPTIONS: `--import=${clockAhead}` });
    const elsewhere = { gateway: ahead, town: setting.town };
    const [bram, early] = [
      await connectAgent(elsewhere, setting.colleague("bram")),
      await connectCitizen(elsewhere),
    ];
    // Asked here and answered there, and the other way round.
    const begun = await begin(setting);
    await say(begun);
    yes(await bram.call("conversation:take", { conversation: begun.conversation }));
    const chain = new Chain(begun.epoch, "desk", bram.keys);
    yes(await bram.call("message:send", sending(begun.conversation, chain.text())));

    const conversation = crypto.randomUUID();
    const epoch = await makeEpoch(setting, { conversation, citizen: early.keys });
    yes(await early.call("conversation:open", opening(setting, conversation, epoch)));
    const asking = new Chain(epoch, "citizen", early.keys);
    yes(await early.call("message:send", sending(conversation, asking.text())));
    const anna = await setting.agent("anna");
    yes(await anna.call("conversation:take", { conversation }));
    const answering = new Chain(epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(conversation, answering.text())));

    for (const one of [begun.conversation, conversation]) {
      const { first_calendar_ms: ms } = await figureOf(setting, one);
      // An hour lies between the two clocks.
      expect(Number(ms)).toBeGreaterThan(0);
      expect(Number(ms)).toBeLessThan(60_000);
    }
    for (const { socket } of [bram, early]) socket.disconnect();
    // And it did have another clock.
    const stamps = [...ahead.output().matchAll(/"time":(\d+)/g)].map(([, ms]) => Number(ms));
    expect(Math.max(...stamps) - Date.now()).toBeGreaterThan(3_000_000);
    await ahead.stop();
  }, 60_000);
});
