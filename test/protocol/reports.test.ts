import { randomUUID } from "node:crypto";
import {
  bucketMinutes,
  type Durations,
  Report,
  ReportedConversations,
  type ReportWhich,
  Role,
} from "@eigenkanaal/protocol";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { type FigureRow, makeFigures, makeSupervisor, topics, writeFigures } from "../harness/figures.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const november = { fromDate: "2026-11-01", toDate: "2026-11-30" };

type Query = Record<string, string | number | undefined>;
const searchOf = (query: Query) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

const made: ReturnType<typeof makeFigures> = { figures: [], responses: [] };
const cookies = new Map<string, string>();
const cookieOf = async (name: "anna" | "bram" | "chris") => {
  const known = cookies.get(name) ?? (await signIn(setting, setting.colleague(name)));
  cookies.set(name, known);
  return known;
};
const ask = async (path: "reports" | "reports/conversations", query: Query, cookie?: string) => {
  const response = await inboxFetch(setting, `/api/v1/${path}?${searchOf(query)}`, {
    ...(cookie !== undefined && { cookie }),
  });
  return { status: response.status, value: await response.json() };
};
/** As Anna, who supervises the first desk. */
const report = async (query: Query): Promise<Report> =>
  Report.parse((await ask("reports", query, await cookieOf("anna"))).value);
const listed = async (query: Query): Promise<ReportedConversations> =>
  ReportedConversations.parse((await ask("reports/conversations", query, await cookieOf("anna"))).value);

/** Every page of a list. */
const allOf = async (query: Query) => {
  const found: ReportedConversations["conversations"] = [];
  const totals = new Set<number>();
  let before: string | undefined;
  do {
    const page = await listed({ limit: 17, ...query, before });
    found.push(...page.conversations);
    totals.add(page.total);
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect([...totals]).toEqual([found.length]);
  return found;
};

beforeAll(async () => {
  const { desk, otherDesk, town } = setting;
  Object.assign(
    made,
    makeFigures(town.organisation, {
      desks: [desk.desk, otherDesk.desk],
      ...{ perDesk: 300, days: 120, lastDay: "2026-11-30", seed: 7 },
    }),
  );
  await writeFigures(setting, made);
  await makeSupervisor(setting, "anna", [desk]);
  await makeSupervisor(setting, "chris", [otherDesk]);
});

/** What is reckoned here, anew and otherwise than the database does. */
const ofDesk = (desk: string, { fromDate, toDate }: typeof november) =>
  made.figures.filter((row) => row.desk_id === desk && row.opened_on >= fromDate && row.opened_on <= toDate);
const normOf = (row: FigureRow, atMs: number): "within" | "missed" | null => {
  if (row.asked_at === null) return null;
  const ended = row.answered_at ?? row.closed_at ?? new Date(atMs).toISOString();
  if (row.norm_due_at !== null && ended > row.norm_due_at) return "missed";
  return row.answered_at === null ? null : "within";
};
const spreadOf = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return { medianMs: at(0.5), p90Ms: at(0.9) };
};
const numbers = (values: (number | null)[]) => values.filter((value) => value !== null);
const durations = (open: (number | null)[], calendar: (number | null)[]): Durations => ({
  count: numbers(open).length,
  ...{ open: spreadOf(numbers(open)), calendar: spreadOf(numbers(calendar)) },
});
const verdictsOf = (rows: FigureRow[]) => {
  const saying = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const [helped, partly, unhelped] = [saying("yes"), saying("partly"), saying("no")] as const;
  return { judged: helped + partly + unhelped, helped, partly, unhelped };
};
const verdictNames = ["judged", "helped", "partly", "unhelped"] as const;
const totalsOf = (rows: FigureRow[], desk: string, atMs: number): Report["totals"] => {
  const within = rows.filter((row) => normOf(row, atMs) === "within").length;
  const handled = rows.filter((row) => row.closed_at !== null && row.handling_calendar_ms > 0);
  const ids = new Set(rows.map((row) => row.conversation_pseudonym));
  const later = made.responses.filter((one) => ids.has(one.conversation_pseudonym) && one.desk_id === desk);
  return {
    volume: rows.length,
    answered: rows.filter((row) => row.answered_at !== null).length,
    abandoned: rows.filter((row) => row.abandoned).length,
    reopened: rows.filter((row) => row.reopened > 0).length,
    transferred: rows.filter((row) => row.transfers > 0).length,
    ...{ within, missed: rows.filter((row) => normOf(row, atMs) === "missed").length },
    ...verdictsOf(rows),
    first: durations(
      rows.map((row) => row.first_open_ms),
      rows.map((row) => row.first_calendar_ms),
    ),
    later: {
      ...durations(
        later.map((one) => one.open_ms),
        later.map((one) => one.calendar_ms),
      ),
      conversations: new Set(later.map((one) => one.conversation_pseudonym)).size,
    },
    handling: durations(
      handled.map((row) => row.handling_open_ms),
      handled.map((row) => row.handling_calendar_ms),
    ),
    resolution: durations(
      rows.map((row) => row.resolution_open_ms),
      rows.map((row) => row.resolution_calendar_ms),
    ),
  };
};

describe("who may see which figures", () => {
  test("[I1] a supervisor has the figures of their desks, and of another's nothing", async () => {
    const { desk, otherDesk } = setting;
    const [annas, chriss] = [await report(november), await ask("reports", november, await cookieOf("chris"))];
    expect(annas.desks).toEqual([desk.desk]);
    expect(annas.totals.volume).toBe(ofDesk(desk.desk, november).length);
    expect(annas.byDesk.map(({ key }) => key)).toEqual([desk.desk]);
    expect(Report.parse(chriss.value).totals.volume).toBe(ofDesk(otherDesk.desk, november).length);
    for (const path of ["reports", "reports/conversations"] as const) {
      const named = async (name: "anna" | "chris", id: string) =>
        (await ask(path, { ...november, desk: id }, await cookieOf(name))).status;
      expect([path, await named("anna", desk.desk)]).toEqual([path, 200]);
      expect([path, await named("anna", otherDesk.desk)]).toEqual([path, 404]);
      expect([path, await named("chris", otherDesk.desk)]).toEqual([path, 200]);
      expect([path, await named("chris", desk.desk)]).toEqual([path, 404]);
      expect([path, await named("anna", randomUUID())]).toEqual([path, 404]);
    }
  });

  test("[I1] who supervises a desk by no roster sees nothing of it, though they answer it", async () => {
    const bram = setting.colleague("bram");
    await makeSupervisor(setting, "bram", []);
    const cookie = await cookieOf("bram");
    const empty = Report.parse((await ask("reports", november, cookie)).value);
    expect(empty).toMatchObject({ desks: [], byDesk: [], byHour: [], moves: [], norms: null });
    expect(empty.totals.volume).toBe(0);
    expect(empty.totals.first).toEqual(durations([], []));
    expect(await ask("reports/conversations", november, cookie)).toEqual({
      status: 200,
      value: { total: 0, conversations: [], next: null },
    });
    await makeSupervisor(setting, "bram", [setting.desk]);
    const full = Report.parse((await ask("reports", november, cookie)).value);
    expect(full.totals).toEqual((await report(november)).totals);
    for (const role of Role.options) {
      await setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [bram.member, [role]]);
      const status = role === "supervisor" ? 200 : 403;
      for (const path of ["reports", "reports/conversations"] as const)
        expect([role, path, (await ask(path, november, cookie)).status]).toEqual([role, path, status]);
    }
  });

  test("[I1] of a period that is yet to come there is a report of nothing, and lists of nobody", async () => {
    const toCome = { fromDate: "2031-01-01", toDate: "2031-01-31" };
    const told = await report(toCome);
    expect(told).toMatchObject({
      desks: [setting.desk.desk],
      byDesk: [],
      byHour: [],
      moves: [],
      norms: null,
    });
    expect([told.totals.volume, told.previous.totals.volume]).toEqual([0, 0]);
    expect(told.totals.first).toEqual(durations([], []));
    const listed = await ask("reports/conversations", toCome, await cookieOf("anna"));
    expect(listed.value).toEqual({ total: 0, conversations: [], next: null });
  });

  test("[I1] nobody and a citizen get nothing", async () => {
    for (const path of ["reports", "reports/conversations"] as const) {
      expect((await ask(path, november)).status).toBe(401);
      const atChat = await fetch(`${setting.gateway.widgetOrigin}/api/v1/${path}?${searchOf(november)}`);
      expect(atChat.status).toBe(404);
    }
  });
});

describe("the period and its filters", () => {
  test("[I2] a period reversed, without a day, too long or otherwise written is malformed", async () => {
    const wrong: Query[] = [
      {},
      { fromDate: "2026-11-01" },
      { fromDate: "2026-11-30", toDate: "2026-11-01" },
      { fromDate: "2026-11-31", toDate: "2026-12-01" },
      { fromDate: "1-11-2026", toDate: "2026-11-30" },
      { fromDate: "2016-01-01", toDate: "2026-11-30" },
      { fromDate: "0000-01-01", toDate: "0000-01-02" },
      { ...november, desk: "balie" },
      { ...november, topic: "paspoort" },
      { ...november, entry: "poster" },
      { ...november, entry: "via:" },
      { ...november, language: "Nederlands" },
      { ...november, more: "1" },
    ];
    const cookie = await cookieOf("anna");
    for (const query of wrong)
      for (const path of ["reports", "reports/conversations"] as const)
        expect([query, (await ask(path, query, cookie)).value]).toMatchObject([query, { code: "malformed" }]);
    for (const query of [
      { which: "some" },
      { bucket: 9 },
      { hourOfWeek: 168 },
      { before: "1" },
      { limit: 201 },
    ])
      expect([query, (await ask("reports/conversations", { ...november, ...query }, cookie)).status]).toEqual(
        [...[query, 400]],
      );
  });

  test("[I2] one day is a period, and a day to come is an empty one", async () => {
    const [one] = ofDesk(setting.desk.desk, november);
    const day = String(one?.opened_on);
    expect((await report({ fromDate: day, toDate: day })).totals.volume).toBe(
      ofDesk(setting.desk.desk, { fromDate: day, toDate: day }).length,
    );
    const toCome = await report({ fromDate: "2099-01-01", toDate: "2099-01-31" });
    expect(toCome).toMatchObject({ totals: { volume: 0 }, norms: null, byTopic: [] });
    expect(toCome.trend).toHaveLength(31);
    expect(toCome.distribution).toEqual(Array(9).fill(0));
  });

  test("[I2] beside it stand as many days before", async () => {
    const { desk } = setting.desk;
    const { previous, atMs } = await report(november);
    const before = { fromDate: "2026-10-02", toDate: "2026-10-31" };
    expect(previous).toMatchObject(before);
    expect(previous.totals).toEqual(totalsOf(ofDesk(desk, before), desk, atMs));
  });

  test("[I2] each filter leaves what it names and nothing else", async () => {
    const { desk } = setting.desk;
    const rows = ofDesk(desk, november);
    const cases: [Query, (row: FigureRow) => boolean][] = [
      [{ topic: topics[0] }, (row) => row.topic_id === topics[0]],
      [{ topic: "none" }, (row) => row.topic_id === null],
      [{ topic: randomUUID() }, () => false],
      [{ entry: "counter" }, (row) => row.begun_at === "counter"],
      [{ entry: "chat" }, (row) => row.begun_at === "chat" && row.campaign === null],
      [{ entry: "via:poster" }, (row) => row.campaign === "poster"],
      [{ language: "en" }, (row) => row.language === "en"],
      [{ language: "none" }, (row) => row.language === null],
      [{ language: "nl", entry: "chat" }, (row) => row.language === "nl" && row.campaign === null],
    ];
    for (const [query, fits] of cases) {
      const told = await report({ ...november, ...query });
      expect([query, told.totals]).toEqual([query, totalsOf(rows.filter(fits), desk, told.atMs)]);
    }
  });
});

describe("what adds up", () => {
  test("[I3] every total, median and ninth decile is what the rows give when reckoned another way", async () => {
    const { desk } = setting.desk;
    for (const period of [november, { fromDate: "2026-08-01", toDate: "2026-11-30" }]) {
      const { totals, atMs, norms } = await report(period);
      expect(totals).toEqual(totalsOf(ofDesk(desk, period), desk, atMs));
      expect(totals.volume).toBeGreaterThan(50);
      expect(norms).toEqual({ minMinutes: 30, maxMinutes: 240 });
    }
    // And once more in plain SQL, for who reads that more easily.
    const [row] = await setting.rows(
      `SELECT count(*)::int AS volume, percentile_disc(0.5) WITHIN GROUP (ORDER BY first_open_ms)::float8 AS median,
        count(*) FILTER (WHERE asked_at IS NOT NULL AND answered_at IS NOT NULL
          AND (norm_due_at IS NULL OR answered_at <= norm_due_at))::int AS within
        FROM conversation_figure WHERE desk_id = $1 AND opened_on >= '2026-11-01' AND opened_on < '2026-12-01'`,
      [desk],
    );
    const { totals } = await report(november);
    expect(row).toEqual({
      ...{ volume: totals.volume, within: totals.within, median: totals.first.open.medianMs },
    });
  });

  test("[I3] every division adds up to the totals, and the distribution to what was answered", async () => {
    const sum = (parts: number[]) => parts.reduce((one, other) => one + other, 0);
    for (const period of [
      november,
      { fromDate: "2026-08-05", toDate: "2026-11-29" },
      { fromDate: "2025-01-01", toDate: "2026-11-30" },
    ]) {
      const { totals, ...told } = await report(period);
      for (const parts of [told.byDesk, told.byTopic, told.byEntry, told.byLanguage, told.byHour, told.trend])
        for (const name of ["volume", "answered", "abandoned", "within", "missed"] as const)
          expect([name, sum(parts.map((part) => part[name]))]).toEqual([name, totals[name]]);
      for (const parts of [told.byDesk, told.byTopic])
        for (const name of verdictNames)
          expect([name, sum(parts.map((part) => part[name]))]).toEqual([name, totals[name]]);
      expect(sum(told.distribution)).toBe(totals.answered);
      expect(told.trend.at(0)?.fromDate).toBe(period.fromDate);
      expect(told.trend.at(-1)?.toDate).toBe(period.toDate);
    }
  });

  test("[I3] a bound of the distribution belongs to what is longer", async () => {
    const { distribution } = await report(november);
    const bounds = [0, ...bucketMinutes, Number.POSITIVE_INFINITY].map((minutes) => minutes * 60_000);
    const rows = ofDesk(setting.desk.desk, november);
    expect(distribution).toEqual(
      bucketMinutes
        .concat([0] as never)
        .map(
          (_, n) =>
            rows.filter(
              ({ first_open_ms: ms }) => ms !== null && ms >= Number(bounds[n]) && ms < Number(bounds[n + 1]),
            ).length,
        ),
    );
    expect(rows.some(({ first_open_ms: ms }) => ms === 5 * 60_000)).toBe(true);
  });
});

describe("the norm", () => {
  const at = (minute: number) => new Date(Date.parse("2026-06-01T10:00:00Z") + minute * 60_000).toISOString();
  const figure = (over: Partial<FigureRow>): FigureRow => ({
    ...(made.figures[0] as FigureRow),
    conversation_pseudonym: randomUUID(),
    ...{ desk_id: setting.desk.desk, topic_id: null, language: null, campaign: null, begun_at: "chat" },
    ...{ opened_at: at(0), opened_on: "2026-06-01", hour_of_week: 12, asked_at: at(0) },
    ...{ answered_at: null, first_calendar_ms: null, first_open_ms: null, closed_at: null, outcome: null },
    ...{
      norm_minutes: 60,
      norm_due_at: at(60),
      abandoned: false,
      transfers: 0,
      reopened: 0,
      later_responses: 0,
      verdict: null,
    },
    ...{
      handling_calendar_ms: 0,
      handling_open_ms: 0,
      resolution_calendar_ms: null,
      resolution_open_ms: null,
    },
    ...over,
  });
  const answeredAt = (minute: number) => ({
    ...{ answered_at: at(minute), first_calendar_ms: minute * 60_000, first_open_ms: minute * 60_000 },
  });
  const day = { fromDate: "2026-06-01", toDate: "2026-06-01" };

  test("[I4] in time is at the norm and before; late is after it, unanswered or closed too", async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const cases: [string, FigureRow, "within" | "missed" | null][] = [
      ["answered at the norm", figure(answeredAt(60)), "within"],
      [
        "answered just after it",
        figure({ ...answeredAt(60), answered_at: `${at(60).slice(0, -4)}001Z` }),
        "missed",
      ],
      ["a desk that never opens long enough", figure({ ...answeredAt(9_000), norm_due_at: null }), "within"],
      ["the same, not answered", figure({ norm_due_at: null }), null],
      ["not answered, and late", figure({}), "missed"],
      ["not answered, and not late yet", figure({ norm_due_at: soon }), null],
      ["left in time", figure({ closed_at: at(59), outcome: "left", abandoned: true }), null],
      ["left when it was late", figure({ closed_at: at(61), outcome: "left", abandoned: true }), "missed"],
      ["begun by a colleague", figure({ begun_at: "counter", asked_at: null, norm_due_at: null }), null],
    ];
    const expected = { within: 0, missed: 0 };
    for (const [name, row, norm] of cases) {
      await writeFigures(setting, { figures: [row], responses: [] });
      if (norm) expected[norm]++;
      const { totals } = await report(day);
      expect([name, { within: totals.within, missed: totals.missed }]).toEqual([name, expected]);
    }
  });

  test("[I4] with the report's moment the list has what was late by then", async () => {
    const over = { fromDate: "2026-06-02", toDate: "2026-06-02" };
    const dueMs = Date.now() - 60_000;
    const row = figure({ opened_on: over.fromDate, norm_due_at: new Date(dueMs).toISOString() });
    await writeFigures(setting, { figures: [row], responses: [] });
    expect((await listed({ ...over, which: "missed", atMs: dueMs })).total).toBe(0);
    expect((await listed({ ...over, which: "missed", atMs: dueMs + 1 })).total).toBe(1);
    expect((await listed({ ...over, which: "missed" })).total).toBe((await report(over)).totals.missed);
  });
});

describe("what is told beside it", () => {
  test("[I5] it tells since when something happened that is in no figure", async () => {
    await expect.poll(async () => (await report(november)).uncountedSinceMs).toBe(null);
    const since = new Date("2026-11-29T10:00:00.000Z");
    // What computes them may be quicker than who asks.
    await expect
      .poll(async () => {
        await setting.rows(
          "INSERT INTO figure_due (organisation_id, conversation_pseudonym, since) VALUES ($1, $2, $3)",
          [setting.town.organisation, randomUUID(), since],
        );
        return (await report(november)).uncountedSinceMs;
      })
      .toBe(since.getTime());
  });
});

describe("whether citizens were helped", () => {
  test("[I8] by desk and by topic it is what the rows say, which plain SQL counts too", async () => {
    const { desk } = setting.desk;
    const rows = ofDesk(desk, november);
    const { totals, byDesk, byTopic, previous } = await report(november);
    expect(byDesk).toMatchObject([{ key: desk, ...verdictsOf(rows) }]);
    expect(previous.totals).toMatchObject(
      verdictsOf(ofDesk(desk, { fromDate: "2026-10-02", toDate: "2026-10-31" })),
    );
    for (const { key, judged, helped, partly, unhelped } of byTopic)
      expect({ judged, helped, partly, unhelped }).toEqual(
        verdictsOf(rows.filter(({ topic_id: topic }) => (topic ?? "none") === key)),
      );
    for (const name of verdictNames) expect([name, totals[name]]).not.toEqual([name, 0]);
    const counted = await setting.rows<{ topic: string; verdict: string; count: number }>(
      `SELECT coalesce(topic_id::text, 'none') AS topic, verdict, count(*)::int AS count FROM conversation_figure
       WHERE desk_id = $1 AND opened_on >= '2026-11-01' AND opened_on < '2026-12-01' AND verdict IS NOT NULL
       GROUP BY topic_id, verdict`,
      [desk],
    );
    const words = { helped: "yes", partly: "partly", unhelped: "no" } as const;
    const told = byTopic.flatMap((part) =>
      (["helped", "partly", "unhelped"] as const).flatMap((name) =>
        part[name] > 0 ? [{ topic: part.key, verdict: words[name], count: part[name] }] : [],
      ),
    );
    const inOrder = (some: object[]) => some.map((one) => JSON.stringify(one)).toSorted();
    expect(inOrder(told)).toEqual(inOrder(counted));
  });

  test("[I8] its lists say of each conversation what its citizen said, and other desks' are in none", async () => {
    const rows = ofDesk(setting.desk.desk, november);
    const saidIn = async (which: ReportWhich) =>
      (await allOf({ ...november, which })).map(({ verdict }) => verdict).toSorted();
    expect(await saidIn("judged")).toEqual(rows.flatMap(({ verdict }) => verdict ?? []).toSorted());
    for (const [which, verdict] of [
      ["helped", "yes"],
      ["partly", "partly"],
      ["unhelped", "no"],
    ] as const)
      expect(new Set(await saidIn(which))).toEqual(new Set([verdict]));
    const others = await ask(
      "reports/conversations",
      { ...november, which: "judged" },
      await cookieOf("chris"),
    );
    expect(ReportedConversations.parse(others.value).total).toBe(
      verdictsOf(ofDesk(setting.otherDesk.desk, november)).judged,
    );
  });
});

describe("the conversations behind a figure", () => {
  const figureOf: Record<ReportWhich, (report: Report) => number> = {
    all: ({ totals }) => totals.volume,
    answered: ({ totals }) => totals.answered,
    abandoned: ({ totals }) => totals.abandoned,
    within: ({ totals }) => totals.within,
    missed: ({ totals }) => totals.missed,
    reopened: ({ totals }) => totals.reopened,
    transferred: ({ totals }) => totals.transferred,
    later: ({ totals }) => totals.later.conversations,
    handled: ({ totals }) => totals.handling.count,
    resolved: ({ totals }) => totals.resolution.count,
    judged: ({ totals }) => totals.judged,
    helped: ({ totals }) => totals.helped,
    partly: ({ totals }) => totals.partly,
    unhelped: ({ totals }) => totals.unhelped,
  };

  test("[I6] whatever the filters, the list of a figure has as many as the figure says, over its pages too", async () => {
    const date = fc.integer({ min: 0, max: 120 }).map((days) => {
      return new Date(Date.parse("2026-08-03") + days * 86_400_000).toISOString().slice(0, 10);
    });
    const optional = <T>(...values: T[]) => fc.constantFrom(undefined, undefined, ...values);
    const filters = fc.record({
      days: fc.tuple(date, date),
      topic: optional(topics[0], topics[1], "none"),
      entry: optional("chat", "counter", "via:poster"),
      language: optional("nl", "en", "none"),
      which: fc.constantFrom(...(Object.keys(figureOf) as ReportWhich[])),
    });
    await fc.assert(
      fc.asyncProperty(filters, async ({ days, which, ...rest }) => {
        const [fromDate = "", toDate = ""] = days.toSorted();
        const query = { fromDate, toDate, ...rest };
        const told = await report(query);
        const found = await allOf({ ...query, which, atMs: told.atMs });
        expect(found).toHaveLength(figureOf[which](told));
        const hour = told.byHour[0];
        if (hour) expect((await listed({ ...query, hourOfWeek: hour.hourOfWeek })).total).toBe(hour.volume);
        const [about] = told.byTopic;
        if (about)
          expect((await listed({ ...query, which: "helped", topic: about.key })).total).toBe(about.helped);
        for (const [bucket, answered] of told.distribution.entries())
          if (answered > 0)
            expect((await listed({ ...query, which: "answered", bucket })).total).toBe(answered);
      }),
      { numRuns: 40 },
    );
  });

  test("[I6] the newest come first, each once, also where several were opened at one moment", async () => {
    const rows = ofDesk(setting.desk.desk, november);
    const moments = rows.map((row) => Date.parse(row.opened_at)).toSorted((one, other) => other - one);
    expect(new Set(moments).size).toBeLessThan(moments.length);
    for (const limit of [1, 2, 7, 200])
      expect((await allOf({ ...november, limit })).map((one) => one.openedAtMs)).toEqual(moments);
  });

  test("[I7] nothing that is told leads to a conversation", async () => {
    const cookie = await cookieOf("anna");
    const page = await ask("reports/conversations", { ...november, limit: 200 }, cookie);
    const text = JSON.stringify([page.value, (await ask("reports", november, cookie)).value]);
    const known = [setting.desk.desk, setting.otherDesk.desk, ...topics];
    const ids = text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    expect(ids).toContain(setting.desk.desk);
    expect(ids.filter((id) => !known.includes(id))).toEqual([]);
    for (const { conversation_pseudonym: pseudonym } of made.figures) expect(text).not.toContain(pseudonym);
    const paged = await ask("reports/conversations", { ...november, limit: 3 }, cookie);
    expect(paged.value.next).toMatch(/^\d{13}\.\d$/);
  });
});
