import { randomUUID } from "node:crypto";
import {
  type ColleagueFigures,
  FiguresOfColleagues,
  MemberDirectory,
  MyFigures,
  Role,
} from "@eigenkanaal/protocol";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAsProgram, tokensOf } from "../harness/apiTokens.js";
import { inboxFetch, signIn } from "../harness/callers.js";
import { type ToldBy, tellStanding } from "../harness/colleagueFigures.js";
import { allCounted, livelyTalks, setHours, type Told } from "../harness/counted.js";
import { type ColleagueName, useSetting } from "../harness/setting.js";

/** Figures of one colleague: who may see them, and that they are those of what that colleague did. */

const setting = useSetting();

/** Every day from nine to five at both desks: so simple that plain SQL can count it too. */
const nineToFive = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "09:00", closes: "17:00" })),
  exceptions: [],
};
const year = { fromDate: "2025-05-01", toDate: "2026-04-30" };
const june = { fromDate: "2024-06-01", toDate: "2024-06-30" };

type Query = Record<string, string | number>;
const cookies = new Map<string, string>();
const cookieOf = async (name: ColleagueName) => {
  const known = cookies.get(name) ?? (await signIn(setting, setting.colleague(name)));
  cookies.set(name, known);
  return known;
};
const ask = async (path: "my-figures" | "reports/colleagues", query: Query, cookie?: string) => {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await inboxFetch(setting, `/api/v1/${path}?${search}`, {
    ...(cookie !== undefined && { cookie }),
  });
  const value = await response.json();
  return { status: response.status, code: (value as { code?: string }).code, value };
};
const mine = async (name: ColleagueName, query: Query = year): Promise<MyFigures> =>
  MyFigures.parse((await ask("my-figures", query, await cookieOf(name))).value);
const colleagues = async (name: ColleagueName, query: Query = year): Promise<FiguresOfColleagues> =>
  FiguresOfColleagues.parse((await ask("reports/colleagues", query, await cookieOf(name))).value);
const memberOf = (name: ColleagueName) => setting.colleague(name).member;
const setRoles = (name: ColleagueName, roles: readonly string[]) =>
  setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [memberOf(name), roles]);
const setAlias = (name: ColleagueName, alias: string) =>
  setting.rows("UPDATE member SET alias = $2 WHERE member_id = $1", [memberOf(name), alias]);
const setRights = (name: ColleagueName, desk: string, rights: readonly string[]) =>
  setting.rows(
    `INSERT INTO desk_member (organisation_id, desk_id, member_id, rights) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organisation_id, desk_id, member_id) DO UPDATE SET rights = excluded.rights`,
    [setting.town.organisation, desk, memberOf(name), rights],
  );
/** The town weighs whether supervisors see figures per colleague. */
const decide = async (choice: "yes" | "no", reason = "Besproken met de ondernemingsraad.") => {
  const body = { decision: { kind: "choice", choice }, reason };
  const path = "/api/v1/considerations/figures_per_agent";
  const { status } = await inboxFetch(setting, path, {
    ...{ method: "PUT", body, cookie: await cookieOf("archivist") },
  });
  expect(status).toBe(204);
};
const undecide = () => setting.rows("DELETE FROM consideration WHERE subject = 'figures_per_agent'");
const directory = async (name: ColleagueName) =>
  MemberDirectory.parse(
    await (await inboxFetch(setting, "/api/v1/directory", { cookie: await cookieOf(name) })).json(),
  ).figuresPerColleague;

/** A year of both desks: each event by who answers there, now and then at the second by Anna, who is not on its roster. */
const aYear = (): ToldBy[][] => {
  const [first, second] = [setting.desk.desk, setting.otherDesk.desk];
  const [anna, bram, chris] = [memberOf("anna"), memberOf("bram"), memberOf("chris")];
  return livelyTalks(360, [first, second], 5).map((talk, n) =>
    talk.map((told, turn): ToldBy => {
      const at = new Date(Date.parse(told.at) - (n % 12) * 28 * 86_400_000).toISOString();
      const here = told.desk === first ? [anna, bram] : [chris, chris, chris, anna];
      const by = (told.actor ?? "agent") === "agent" ? (here[(n + turn) % here.length] ?? null) : null;
      return { told: { ...told, at } as Told, by };
    }),
  );
};

beforeAll(async () => {
  for (const { desk } of [setting.desk, setting.otherDesk]) await setHours(setting, desk, nineToFive);
  await setRoles("anna", ["agent"]);
  // Bram answers the first desk and supervises the second; Chris the other way round.
  await setRoles("bram", ["agent", "supervisor"]);
  await setRoles("chris", ["agent", "supervisor"]);
  await setRoles("archivist", ["records_officer"]);
  await setRights("bram", setting.otherDesk.desk, ["supervise"]);
  await setRights("chris", setting.desk.desk, ["supervise"]);
  await setAlias("anna", "Zoë");
  await setAlias("bram", "Anneke");
  await tellStanding(setting, aYear());
  await allCounted(setting);
  await setting.rows("ANALYZE");
}, 120_000);
beforeEach(undecide);

/** What plain SQL makes of the events and of who did them: no figure that stands beside them is read. */
const independently = `
  WITH e AS (SELECT v.conversation_pseudonym AS p, v.event_id, v.kind, v.desk_id, v.at, a.member_id
      FROM conversation_event v JOIN conversation c ON c.pseudonym = v.conversation_pseudonym
      JOIN conversation_actor a ON a.conversation_id = c.conversation_id AND a.pseudonym = v.actor_pseudonym),
  counts AS (SELECT p FROM e WHERE kind = 'opened'
      AND (at AT TIME ZONE 'Europe/Amsterdam')::date BETWEEN $3::date AND $4::date),
  first AS (SELECT DISTINCT ON (e.p) e.p, e.event_id, e.member_id, e.desk_id, e.at AS answered,
      (SELECT min(q.event_id) FROM e q WHERE q.p = e.p AND q.kind = 'citizen_message') AS question
    FROM e JOIN counts USING (p) WHERE e.kind = 'agent_answer' AND EXISTS (SELECT FROM e q
      WHERE q.p = e.p AND q.kind = 'citizen_message' AND q.event_id < e.event_id) ORDER BY e.p, e.event_id),
  later AS (SELECT e.p, e.event_id, e.member_id, e.desk_id, e.at AS answered,
      (SELECT min(q.event_id) FROM e q WHERE q.p = e.p AND q.kind = 'citizen_message' AND q.event_id < e.event_id
        AND q.event_id > (SELECT max(b.event_id) FROM e b WHERE b.p = e.p AND b.event_id < e.event_id
          AND b.event_id >= first.event_id AND b.kind IN ('agent_answer', 'closed'))) AS question
    FROM e JOIN first ON first.p = e.p AND e.event_id > first.event_id WHERE e.kind = 'agent_answer'),
  answer AS (SELECT *, true AS is_first FROM first
    UNION ALL SELECT p, event_id, member_id, desk_id, answered, question, false FROM later WHERE question IS NOT NULL),
  timed AS (SELECT a.*, extract(epoch FROM answered - q.at) * 1000 AS calendar_ms,
      (SELECT coalesce(sum(greatest(0, extract(epoch FROM least(answered, (d + interval '17 hours') AT TIME ZONE 'Europe/Amsterdam')
          - greatest(q.at, (d + interval '9 hours') AT TIME ZONE 'Europe/Amsterdam')))) * 1000, 0)
        FROM generate_series(date_trunc('day', q.at AT TIME ZONE 'Europe/Amsterdam'), answered AT TIME ZONE 'Europe/Amsterdam',
          interval '1 day') AS d) AS open_ms
    FROM answer a JOIN e q ON q.event_id = a.question WHERE a.member_id = $1 AND a.desk_id = $2),
  closed AS (SELECT DISTINCT ON (p) p, kind, member_id, desk_id FROM e JOIN counts USING (p)
    WHERE kind IN ('closed', 'reopened') ORDER BY p, event_id DESC)
  SELECT count(DISTINCT p)::int AS conversations,
    (count(*) FILTER (WHERE is_first))::int AS firsts,
    (count(*) FILTER (WHERE is_first AND open_ms <= 3600000))::int AS within,
    (count(*) FILTER (WHERE is_first AND open_ms > 3600000))::int AS missed,
    (count(*) FILTER (WHERE NOT is_first))::int AS laters,
    (count(DISTINCT p) FILTER (WHERE NOT is_first))::int AS "laterConversations",
    (SELECT count(*)::int FROM closed WHERE kind = 'closed' AND member_id = $1 AND desk_id = $2) AS closed,
    array_agg(open_ms::float8 ORDER BY open_ms) FILTER (WHERE is_first) AS "firstOpen",
    array_agg(calendar_ms::float8 ORDER BY calendar_ms) FILTER (WHERE is_first) AS "firstCalendar",
    array_agg(open_ms::float8 ORDER BY open_ms) FILTER (WHERE NOT is_first) AS "laterOpen",
    array_agg(calendar_ms::float8 ORDER BY calendar_ms) FILTER (WHERE NOT is_first) AS "laterCalendar"
  FROM timed`;
type Counted = Record<
  "conversations" | "firsts" | "within" | "missed" | "laters" | "laterConversations" | "closed",
  number
> &
  Record<"firstOpen" | "firstCalendar" | "laterOpen" | "laterCalendar", number[] | null>;

/** Of values from the smallest on, the one that half are no larger than, and nine in ten. */
const spreadOf = (sorted: number[] | null) => {
  const at = (share: number) => sorted?.[Math.ceil(sorted.length * share) - 1] ?? null;
  return { medianMs: at(0.5), p90Ms: at(0.9) };
};
const recounted = async (name: ColleagueName, desk: string, { fromDate, toDate } = year) => {
  const [row] = await setting.rows<Counted>(independently, [memberOf(name), desk, fromDate, toDate]);
  if (!row) throw new Error("counting gives a row");
  return {
    conversations: row.conversations,
    first: {
      count: row.firsts,
      ...{ open: spreadOf(row.firstOpen), calendar: spreadOf(row.firstCalendar) },
    },
    ...{ within: row.within, missed: row.missed },
    later: {
      ...{ count: row.laters, conversations: row.laterConversations },
      ...{ open: spreadOf(row.laterOpen), calendar: spreadOf(row.laterCalendar) },
    },
    closed: row.closed,
  } satisfies ColleagueFigures;
};

describe("one's own figures", () => {
  test("[I30] [I31] are those of what one did oneself, when plain SQL counts a year of events another way", async () => {
    const desks = { anna: setting.desk, bram: setting.desk, chris: setting.otherDesk };
    for (const name of ["anna", "bram", "chris"] as const) {
      const { desk } = desks[name];
      const told = await mine(name);
      expect([name, told.figures]).toEqual([name, await recounted(name, desk)]);
      expect(told).toMatchObject({ ...year, desks: [desk], uncountedSinceMs: null, destroyed: 0 });
      // It would say nothing about a year without these.
      const { conversations, first, later, closed, within, missed } = told.figures;
      for (const count of [conversations, first.count, later.count, closed, within, missed])
        expect(count).toBeGreaterThan(10);
    }
    // What the others did is in none of it, nor what one did at a desk that one does not answer.
    const [anna, bram] = [(await mine("anna")).figures, (await mine("bram")).figures];
    expect(anna).not.toEqual(bram);
    const [elsewhere] = await setting.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM conversation_event e JOIN conversation_actor a ON a.pseudonym = e.actor_pseudonym
       WHERE a.member_id = $1 AND e.desk_id = $2 AND e.kind = 'agent_answer'`,
      [memberOf("anna"), setting.otherDesk.desk],
    );
    expect(elsewhere?.count).toBeGreaterThan(10);
  });

  test("[I30] are for agents alone; nobody and a citizen get nothing", async () => {
    const cookie = await cookieOf("anna");
    for (const role of Role.options) {
      await setRoles("anna", [role]);
      const status = role === "agent" ? 200 : 403;
      expect([role, (await ask("my-figures", year, cookie)).status]).toEqual([role, status]);
    }
    await setRoles("anna", ["agent"]);
    expect((await ask("my-figures", year)).status).toBe(401);
    const atChat = await fetch(
      `${setting.gateway.widgetOrigin}/api/v1/my-figures?fromDate=2026-01-01&toDate=2026-01-01`,
    );
    expect(atChat.status).toBe(404);
    // Nobody else's can be asked for.
    expect((await ask("my-figures", { ...year, member: memberOf("bram") }, cookie)).code).toBe("malformed");
  });

  test("[I30] are of at most a year, and of nothing that is no period", async () => {
    const cookie = await cookieOf("anna");
    for (const query of [
      { fromDate: "2026-11-01" },
      { fromDate: "2026-11-30", toDate: "2026-11-01" },
      { fromDate: "2024-01-01", toDate: "2025-01-01" },
      { fromDate: "1-11-2026", toDate: "2026-11-30" },
      { ...year, desk: setting.desk.desk },
    ] as Query[])
      expect([query, (await ask("my-figures", query, cookie)).code]).toEqual([query, "malformed"]);
    const leapYear = { fromDate: "2024-01-01", toDate: "2024-12-31" };
    expect((await ask("my-figures", leapYear, cookie)).status).toBe(200);
  });

  test("[I31] of a conversation that was handed over and opened again each has their own answers, and the last to close it the closing", async () => {
    const [first, second] = [setting.desk.desk, setting.otherDesk.desk];
    const [anna, bram, chris] = [memberOf("anna"), memberOf("bram"), memberOf("chris")];
    const at = (minute: number) =>
      new Date(Date.parse("2024-06-03T09:00:00Z") + minute * 60_000).toISOString();
    const event = (kind: string, minute: number, { by, ...over }: Partial<Told> = {}): ToldBy => ({
      told: { kind, at: at(minute), desk: first, actor: by ? "agent" : "citizen", ...over } as Told,
      by: by ?? null,
    });
    const closed = { outcome: "answered" };
    await tellStanding(setting, [
      [
        event("opened", 0, { begun_at: "chat", language: "nl" }),
        event("citizen_message", 0),
        event("taken", 5, { by: anna }),
        event("agent_answer", 10, { by: anna }),
        // What is added to an answer is none, and a note never is.
        event("agent_answer", 11, { by: bram }),
        event("internal_note", 12, { by: bram }),
        event("citizen_message", 20),
        event("closed", 25, { by: anna, ...closed }),
        event("reopened", 30),
        event("citizen_message", 30),
        event("transferred", 40, { by: anna, to_desk: second }),
        event("agent_answer", 60, { by: chris, desk: second }),
        event("citizen_message", 70, { desk: second }),
        event("agent_answer", 75, { by: chris, desk: second }),
        event("closed", 80, { by: chris, ...closed, desk: second }),
      ],
    ]);
    await allCounted(setting);
    const minutes = (n: number) => ({ medianMs: n * 60_000, p90Ms: n * 60_000 });
    const none = { medianMs: null, p90Ms: null };
    const nothing = { count: 0, open: none, calendar: none };
    expect((await mine("anna", june)).figures).toEqual({
      ...{ conversations: 1, within: 1, missed: 0, closed: 0 },
      first: { count: 1, open: minutes(10), calendar: minutes(10) },
      later: { ...nothing, conversations: 0 },
    });
    expect((await mine("bram", june)).figures).toEqual({
      ...{ conversations: 0, within: 0, missed: 0, closed: 0, first: nothing },
      later: { ...nothing, conversations: 0 },
    });
    // The closing ended the wait that began before it: thirty minutes, not forty, and then five.
    const chriss = { count: 2, open: { medianMs: 300_000, p90Ms: 1_800_000 } };
    expect((await mine("chris", june)).figures).toEqual({
      ...{ conversations: 1, within: 0, missed: 0, closed: 1, first: nothing },
      later: { ...chriss, calendar: chriss.open, conversations: 1 },
    });
  });

  test("[I30] [I33] who left a desk has no figures of it any more, and stands in nobody's", async () => {
    await decide("yes");
    const before = await mine("anna");
    expect(before.figures.conversations).toBeGreaterThan(0);
    expect((await colleagues("chris")).colleagues).toHaveLength(2);
    await setRights("anna", setting.desk.desk, ["rotate"]);
    const after = await mine("anna");
    expect(after).toMatchObject({ desks: [], sinceDate: null, destroyed: 0 });
    expect(after.figures).toMatchObject({
      conversations: 0,
      closed: 0,
      first: { count: 0 },
      later: { count: 0 },
    });
    expect((await colleagues("chris")).colleagues.map(({ member }) => member)).toEqual([memberOf("bram")]);
    await setRights("anna", setting.desk.desk, ["answer"]);
    expect((await mine("anna")).figures).toEqual(before.figures);
  });

  test("[I32] with a conversation goes who answered it: its figures are a desk's and no colleague's", async () => {
    const before = await mine("bram");
    const [gone] = await setting.rows<{ count: number }>(
      `WITH gone AS (DELETE FROM conversation c USING conversation_figure f WHERE f.conversation_pseudonym = c.pseudonym
         AND f.desk_id = $1 AND f.opened_on BETWEEN '2025-05-01' AND '2025-09-30' RETURNING f.answered_at)
       SELECT count(answered_at)::int AS count FROM gone`,
      [setting.desk.desk],
    );
    expect(gone?.count).toBeGreaterThan(10);
    const after = await mine("bram");
    expect(after.destroyed).toBe(gone?.count);
    expect(after.figures.first.count).toBeLessThan(before.figures.first.count);
    // What is left is what plain SQL finds to be left; whoever asks of those days has nothing of them.
    expect(after.figures).toEqual(await recounted("bram", setting.desk.desk));
    const then = { fromDate: "2025-05-01", toDate: "2025-09-30" };
    expect((await mine("bram", then)).figures).toEqual(await recounted("bram", setting.desk.desk, then));
    const [oldest] = await setting.rows<{ since: string }>(
      `SELECT min(opened_on)::text AS since FROM conversation_figure f WHERE desk_id = $1
       AND EXISTS (SELECT FROM conversation c WHERE c.pseudonym = f.conversation_pseudonym)`,
      [setting.desk.desk],
    );
    expect(after.sinceDate).toBe(oldest?.since);
    // The desk's own stand as they did.
    const [figures] = await setting.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM conversation_figure WHERE desk_id = $1 AND opened_on BETWEEN $2 AND $3",
      [setting.desk.desk, then.fromDate, then.toDate],
    );
    expect(figures?.count).toBeGreaterThanOrEqual(gone?.count ?? 0);
  });
});

describe("a supervisor", () => {
  test("[I34] has them while the newest consideration says yes, and at no other time", async () => {
    const look = async () => {
      const { status, code } = await ask("reports/colleagues", year, await cookieOf("chris"));
      return [status, code];
    };
    const closed = [409, "not_allowed_by_town"];
    const open = [200, undefined];
    expect(await look()).toEqual(closed);
    await decide("no");
    expect(await look()).toEqual(closed);
    await decide("yes");
    expect(await look()).toEqual(open);
    await decide("no", "Toch niet.");
    expect(await look()).toEqual(closed);
    await decide("yes");
    expect(await look()).toEqual(open);
    // Another subject changes nothing of it.
    await setting.rows(
      `INSERT INTO consideration (organisation_id, subject, decision, reason, member_id)
       VALUES ($1, 'reviewers', '{"kind": "choice", "choice": "no"}', 'x', $2)`,
      [setting.town.organisation, memberOf("archivist")],
    );
    expect(await look()).toEqual(open);
  });

  test("[I33] sees what each agent of their desks sees of themselves there, in the order of names, and no other desk's", async () => {
    await decide("yes");
    const told = await colleagues("chris");
    expect(told).toMatchObject({ ...year, supervised: [setting.desk.desk], desks: [setting.desk.desk] });
    expect(told.colleagues.map(({ alias }) => alias)).toEqual(["Anneke", "Zoë"]);
    for (const [name, { figures }] of [
      ["bram", told.colleagues[0]],
      ["anna", told.colleagues[1]],
    ] as [ColleagueName, { figures: ColleagueFigures }][])
      expect([name, figures]).toEqual([name, (await mine(name)).figures]);
    // Names decide the order, and no figure does.
    await setAlias("bram", "Zoë-Anne");
    await setAlias("anna", "Anna");
    expect((await colleagues("chris")).colleagues.map(({ alias }) => alias)).toEqual(["Anna", "Zoë-Anne"]);

    const others = await colleagues("bram");
    expect(others.colleagues.map(({ member }) => member)).toEqual([memberOf("chris")]);
    expect(others.colleagues[0]?.figures).toEqual((await mine("chris")).figures);
    const named = async (name: ColleagueName, desk: string) =>
      (await ask("reports/colleagues", { ...year, desk }, await cookieOf(name))).status;
    expect(await named("chris", setting.desk.desk)).toBe(200);
    expect(await named("chris", setting.otherDesk.desk)).toBe(404);
    expect(await named("bram", setting.otherDesk.desk)).toBe(200);
    expect(await named("bram", setting.desk.desk)).toBe(404);
    expect(await named("chris", randomUUID())).toBe(404);
  });

  test("[I33] counts what a colleague did where they may answer, and nothing where they may do something else", async () => {
    await decide("yes");
    const [other, member] = [setting.otherDesk.desk, memberOf("anna")];
    const answeredByAnna = async () =>
      (await colleagues("chris")).colleagues.find((one) => one.member === member)?.figures?.conversations;
    await setRights("chris", other, ["answer", "supervise"]);
    const before = await answeredByAnna();
    await setRights("anna", other, ["rotate"]);
    expect(await answeredByAnna()).toBe(before);
    await setRights("anna", other, ["answer"]);
    expect(await answeredByAnna()).toBeGreaterThan(before ?? 0);
    await setting.rows("DELETE FROM desk_member WHERE desk_id = $1 AND member_id = $2", [other, member]);
    await setRights("chris", other, ["answer"]);
  });

  test("[I33] is what it is for: to every other role, to nobody and to a citizen it is closed", async () => {
    await decide("yes");
    const cookie = await cookieOf("chris");
    for (const role of Role.options) {
      await setRoles("chris", [role]);
      const status = role === "supervisor" ? 200 : 403;
      expect([role, (await ask("reports/colleagues", year, cookie)).status]).toEqual([role, status]);
    }
    await setRoles("chris", ["agent", "supervisor"]);
    expect((await ask("reports/colleagues", year)).status).toBe(401);
    const atChat = await fetch(
      `${setting.gateway.widgetOrigin}/api/v1/reports/colleagues?fromDate=2026-01-01&toDate=2026-01-01`,
    );
    expect(atChat.status).toBe(404);
    // Who supervises nothing gets nobody's figures, their own neither.
    await setRights("chris", setting.desk.desk, ["review"]);
    expect(await colleagues("chris")).toMatchObject({ supervised: [], desks: [], colleagues: [] });
    await setRights("chris", setting.desk.desk, ["supervise"]);
    const tooLong = { fromDate: "2024-01-01", toDate: "2025-01-01" };
    expect((await ask("reports/colleagues", tooLong, cookie)).code).toBe("malformed");
  });

  test("[I33] is told nothing but the name of who answered in fewer than five conversations, who sees it themselves", async () => {
    await decide("yes");
    const days = { fromDate: "2024-07-01", toDate: "2024-07-31" };
    const [anna, bram] = [memberOf("anna"), memberOf("bram")];
    const answered = (by: string, day: number): ToldBy[] => {
      const at = `2024-07-${String(day).padStart(2, "0")}T10:00:00Z`;
      const told = (kind: string, over: Partial<Told> = {}) =>
        ({ kind, at, desk: setting.desk.desk, ...over }) as Told;
      return [
        { told: told("opened", { actor: "citizen", begun_at: "chat" }), by: null },
        { told: told("citizen_message", { actor: "citizen" }), by: null },
        { told: told("agent_answer"), by },
      ];
    };
    const some = (by: string, count: number) => Array.from({ length: count }, (_, n) => answered(by, n + 1));
    await tellStanding(setting, [...some(anna, 4), ...some(bram, 5)]);
    await allCounted(setting);
    const of = async (member: string) =>
      (await colleagues("chris", days)).colleagues.find((one) => one.member === member)?.figures;
    expect(await of(anna)).toBeNull();
    expect(await of(bram)).toMatchObject({ conversations: 5, first: { count: 5 } });
    expect((await mine("anna", days)).figures).toMatchObject({ conversations: 4, first: { count: 4 } });
    await tellStanding(setting, [answered(anna, 9)]);
    await allCounted(setting);
    expect(await of(anna)).toMatchObject({ conversations: 5 });
  });

  test("[I33] has no agent who is none any more", async () => {
    await decide("yes");
    const members = async () => (await colleagues("chris")).colleagues.map(({ member }) => member);
    expect((await members()).toSorted()).toEqual([memberOf("anna"), memberOf("bram")].toSorted());
    await setRoles("anna", ["key_officer"]);
    expect(await members()).toEqual([memberOf("bram")]);
    await setRoles("anna", ["agent"]);
    await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [memberOf("anna")]);
    expect(await members()).toEqual([memberOf("bram")]);
    await setting.rows("UPDATE member SET disabled_at = NULL WHERE member_id = $1", [memberOf("anna")]);
    expect(await members()).toHaveLength(2);
  });

  test("[I34] leaves a line in the audit log with each look, and one of each refusal", async () => {
    const act = "GET /api/v1/reports/colleagues";
    const lines = () =>
      setting.rows<{ object: string | null; result: string }>(
        "SELECT object_id AS object, result FROM audit_line WHERE act = $1 AND actor = $2 ORDER BY line_id",
        [act, memberOf("chris")],
      );
    await decide("yes");
    const before = (await lines()).length;
    await colleagues("chris");
    await colleagues("chris", { ...year, desk: setting.desk.desk });
    expect((await lines()).slice(before)).toEqual([
      { object: null, result: "done" },
      { object: setting.desk.desk, result: "done" },
    ]);
    await decide("no");
    expect((await ask("reports/colleagues", year, await cookieOf("chris"))).status).toBe(409);
    await expect
      .poll(async () => (await lines()).filter(({ result }) => result === "not_allowed_by_town"), {
        timeout: 10_000,
      })
      .toContainEqual({ object: null, result: "not_allowed_by_town" });
    const own = await setting.rows(
      "SELECT FROM audit_line WHERE act = 'GET /api/v1/my-figures' AND result = 'done'",
    );
    expect(own).toEqual([]);
  });

  test("[I34] cannot let a program have them: no token opens them, and no other answer holds them", async () => {
    await decide("yes");
    const { secret } = await (await tokensOf(setting, "chris")).make([setting.desk]);
    const search = new URLSearchParams(year);
    expect((await askAsProgram(setting, `reports?${search}`, { secret })).status).toBe(200);
    expect((await askAsProgram(setting, `colleagues?${search}`, { secret })).status).toBe(404);
    for (const path of ["reports/colleagues", "my-figures"]) {
      const response = await fetch(`${setting.gateway.inboxOrigin}/api/v1/${path}?${search}`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect([path, response.status]).toEqual([path, 401]);
    }
    const cookie = await cookieOf("chris");
    const report = await inboxFetch(setting, `/api/v1/reports?${search}`, { cookie });
    const written = await report.text();
    expect(report.status).toBe(200);
    for (const name of ["anna", "bram"] as const) expect(written).not.toContain(memberOf(name));
  });
});

describe("every colleague", () => {
  test("[I35] reads in their directory what the town decided, since when without a break, and why", async () => {
    expect(await directory("anna")).toBeNull();
    await decide("no", "Wij sturen op bureaus.");
    expect(await directory("anna")).toMatchObject({ choice: "no", reason: "Wij sturen op bureaus." });
    await decide("yes", "Voor gesprekken met collega's.");
    const first = await directory("anna");
    expect(first).toMatchObject({ choice: "yes", reason: "Voor gesprekken met collega's." });
    await decide("yes", "Nog steeds.");
    expect(await directory("bram")).toEqual({ ...first, reason: "Nog steeds." });
    // A citizen's directory says nothing of it.
    const { gateway, town } = setting;
    const publicly = await fetch(`${gateway.widgetOrigin}/api/v1/organisations/${town.rootB64}/directory`);
    expect(await publicly.json()).not.toHaveProperty("figuresPerColleague");
  });

  test("[I35] hears that it was decided, and of another choice nothing", async () => {
    const anna = await setting.agent("anna");
    const heard = () => anna.news("town:changed").length;
    const cookie = await cookieOf("archivist");
    const body = { decision: { kind: "choice", choice: "no" }, reason: "Nog niet." };
    await inboxFetch(setting, "/api/v1/considerations/uploads", { method: "PUT", cookie, body });
    await decide("yes");
    await anna.heard("town:changed");
    expect(heard()).toBe(1);
    await decide("no");
    await expect.poll(heard).toBe(2);
  });
});
