import { randomUUID } from "node:crypto";
import { Report, ReportedMoves, Role } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import {
  type FigureRow,
  makeFigures,
  makeSupervisor,
  topics,
  writeFigures,
  writeMoves,
} from "../harness/figures.js";
import { useSetting } from "../harness/setting.js";

/** Where questions land wrongly: moves between desks, counted, and the conversations behind each count. */

const setting = useSetting();
const november = { fromDate: "2026-11-01", toDate: "2026-11-30" };
const elsewhere = [randomUUID(), randomUUID()] as const;

type Query = Record<string, string | number | undefined>;
type Move = { of: FigureRow; kind: string; from: string; to: string; at: string };
const figures: FigureRow[] = [];
const moves: Move[] = [];

const cookies = new Map<string, string>();
const cookieOf = async (name: "anna" | "bram" | "chris") => {
  const known = cookies.get(name) ?? (await signIn(setting, setting.colleague(name)));
  cookies.set(name, known);
  return known;
};
const pathOf = (path: "reports" | "reports/moves", query: Query) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `/api/v1/${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
};
const ask = async (path: "reports" | "reports/moves", query: Query, cookie?: string) => {
  const response = await inboxFetch(setting, pathOf(path, query), {
    ...(cookie !== undefined && { cookie }),
  });
  return { status: response.status, value: await response.json() };
};
/** As Anna, who supervises the first desk. */
const counted = async (query: Query = november) =>
  Report.parse((await ask("reports", query, await cookieOf("anna"))).value).moves;
const listed = async (query: Query) =>
  ReportedMoves.parse((await ask("reports/moves", query, await cookieOf("anna"))).value);
/** Every page of a list, with what each of them said of the whole. */
const allOf = async (query: Query) => {
  const found: ReportedMoves["conversations"] = [];
  const sums = new Set<string>();
  let before: string | undefined;
  do {
    const page = await listed({ limit: 7, ...query, before });
    found.push(...page.conversations);
    sums.add(`${page.total} ${page.moves}`);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return { found, sums: [...sums] };
};
const sum = (parts: readonly number[]) => parts.reduce((one, other) => one + other, 0);

const there = () => ({ from: setting.desk.desk, to: setting.otherDesk.desk });
const back = () => ({ from: setting.otherDesk.desk, to: setting.desk.desk });

beforeAll(async () => {
  const { desk, otherDesk, town } = setting;
  const made = makeFigures(town.organisation, {
    desks: [desk.desk, otherDesk.desk],
    ...{ perDesk: 60, days: 60, lastDay: "2026-11-30", seed: 5 },
  });
  figures.push(...made.figures);
  await writeFigures(setting, made);
  // To and fro, some several times, some at the very same moment, some away from both.
  for (const [index, of] of figures.entries()) {
    const hops = index % 4;
    for (let hop = 0; hop < hops; hop++) {
      const way = hop % 2 === 0 ? there() : back();
      const day = String(1 + ((index * 7 + hop) % 28)).padStart(2, "0");
      const at = `2026-11-${day}T1${index % 5}:00:00Z`;
      const kind = ["transferred", "handed_back", "overflowed"][(index + hop) % 3] ?? "";
      moves.push({ of, kind, at, ...(index % 11 === 0 ? { from: desk.desk, to: elsewhere[0] } : way) });
    }
  }
  await writeMoves(setting, moves);
  await makeSupervisor(setting, "anna", [desk]);
  await makeSupervisor(setting, "bram", []);
  await makeSupervisor(setting, "chris", [otherDesk]);
});

describe("moves", () => {
  test("[I5] are counted in the days in which they were made, from and to the supervisor's desks only", async () => {
    const before = await counted();
    const of = figures.find((row) => row.language === "nl") as FigureRow;
    const move = (kind: string, way: { from: string; to: string }, at: string) => ({ of, kind, ...way, at });
    const more = [
      // Midnight in Amsterdam: the first moment of November, and the last before it.
      move("transferred", there(), "2026-10-31T23:00:00Z"),
      move("overflowed", there(), "2026-11-30T22:59:59Z"),
      move("handed_back", back(), "2026-11-12T10:00:00Z"),
    ];
    await writeMoves(setting, [
      ...more,
      move("transferred", there(), "2026-10-31T22:59:59Z"),
      move("overflowed", there(), "2026-11-30T23:00:00Z"),
      move("overflow_offered", there(), "2026-11-12T10:00:00Z"),
      // Elsewhere, and from one colleague to another of the same desk.
      move("transferred", { from: elsewhere[0], to: elsewhere[1] }, "2026-11-12T10:00:00Z"),
      move("transferred", { from: setting.desk.desk, to: setting.desk.desk }, "2026-11-12T10:00:00Z"),
    ]);
    moves.push(...more);
    const countOf = (all: Awaited<ReturnType<typeof counted>>, way: { from: string; to: string }) =>
      all.find(({ from, to }) => from === way.from && to === way.to)?.count ?? 0;
    const after = await counted();
    expect(countOf(after, there())).toBe(countOf(before, there()) + 2);
    expect(countOf(after, back())).toBe(countOf(before, back()) + 1);
    expect(after).toHaveLength(before.length);
    expect(sum(after.map(({ count }) => count))).toBe(moves.length);
    const inEnglish = moves.filter((one) => one.of.language === "en").length;
    expect(sum((await counted({ ...november, language: "en" })).map(({ count }) => count))).toBe(inEnglish);
  });

  test("[I9] whatever the filters, the list behind each has its conversations, and their moves are together its count", async () => {
    const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
    const optional = <T>(...values: T[]) => fc.constantFrom(undefined, undefined, ...values);
    const filters = fc.record({
      days: fc.tuple(day, day),
      topic: optional(topics[0], "none"),
      entry: optional("chat", "counter", "via:poster"),
      language: optional("nl", "en", "none"),
    });
    const fits = ({ topic, entry, language }: Query, { of }: Move) =>
      (topic === undefined || (of.topic_id ?? "none") === topic) &&
      (language === undefined || (of.language ?? "none") === language) &&
      (entry === undefined ||
        entry ===
          (of.begun_at === "counter" ? "counter" : of.campaign === null ? "chat" : `via:${of.campaign}`));
    let several = 0;
    await fc.assert(
      fc.asyncProperty(filters, async ({ days, ...rest }) => {
        const [fromDate = "", toDate = ""] = days.toSorted();
        const query = { fromDate, toDate, ...rest };
        for (const { from, to, count, conversations } of await counted(query)) {
          const { found, sums } = await allOf({ ...query, from, to });
          expect(found).toHaveLength(conversations);
          expect(sum(found.map((one) => one.moves))).toBe(count);
          expect(sums).toEqual([`${found.length} ${count}`]);
          // Reckoned anew: in November Amsterdam is an hour ahead.
          const mine = moves.filter((one) => {
            const on = new Date(Date.parse(one.at) + 3_600_000).toISOString().slice(0, 10);
            return one.from === from && one.to === to && on >= fromDate && on <= toDate && fits(rest, one);
          });
          expect(mine).toHaveLength(count);
          const perConversation = new Map<FigureRow, number>();
          for (const { of } of mine) perConversation.set(of, (perConversation.get(of) ?? 0) + 1);
          expect(found.map((one) => one.moves).toSorted()).toEqual([...perConversation.values()].toSorted());
          several += found.filter((one) => one.moves > 1).length;
        }
      }),
      { numRuns: 30 },
    );
    // It would say nothing of moves that are more than their conversations.
    expect(several).toBeGreaterThan(0);
  });

  test("[I9] the newest move comes first, each conversation once, also where several went at one moment", async () => {
    const query = { ...november, ...there() };
    const whole = (await allOf({ ...query, limit: 200 })).found;
    const moments = whole.map(({ movedAtMs }) => movedAtMs);
    expect(moments).toEqual(moments.toSorted((one, other) => other - one));
    expect(new Set(moments).size).toBeLessThan(moments.length);
    for (const limit of [1, 2, 5]) expect((await allOf({ ...query, limit })).found).toEqual(whole);
  });

  test("[I9] which of two desks one supervises does not matter; where it is neither, and to anybody else, there is nothing", async () => {
    const status = async (name: "anna" | "bram" | "chris", query: Query) =>
      (await ask("reports/moves", { ...november, ...query }, await cookieOf(name))).status;
    const { desk, otherDesk } = setting;
    for (const way of [there(), back()])
      for (const name of ["anna", "chris"] as const)
        expect([name, await status(name, way)]).toEqual([name, 200]);
    const away = { from: desk.desk, to: elsewhere[0] };
    expect([await status("anna", away), await status("chris", away)]).toEqual([200, 404]);
    expect(await status("anna", { from: elsewhere[0], to: elsewhere[1] })).toBe(404);
    // Under the desk that is asked for, as in the report.
    expect(await status("anna", { ...there(), desk: desk.desk })).toBe(200);
    expect(await status("anna", { ...there(), desk: otherDesk.desk })).toBe(404);
    // Who answers a desk and supervises none.
    expect(await status("bram", there())).toBe(404);
    const bram = setting.colleague("bram");
    await makeSupervisor(setting, "bram", [desk]);
    expect(await status("bram", there())).toBe(200);
    for (const role of Role.options) {
      await setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [bram.member, [role]]);
      expect([role, await status("bram", there())]).toEqual([role, role === "supervisor" ? 200 : 403]);
    }
    expect((await ask("reports/moves", { ...november, ...there() })).status).toBe(401);
    const path = pathOf("reports/moves", { ...november, ...there() });
    expect((await fetch(`${setting.gateway.widgetOrigin}${path}`)).status).toBe(404);
  });

  test("[I9] without both desks, or with a period that is none, it is malformed", async () => {
    const { from, to } = there();
    for (const query of [
      ...[november, { ...november, from }, { ...november, to }, { ...november, from, to: "balie" }],
      ...[
        { from, to },
        { fromDate: "2026-11-30", toDate: "2026-11-01", from, to },
      ],
      ...[
        { ...november, from, to, which: "all" },
        { ...november, from, to, before: "1" },
        { ...november, from, to, limit: 201 },
      ],
    ])
      expect([query, (await ask("reports/moves", query, await cookieOf("anna"))).value]).toMatchObject([
        ...[query, { code: "malformed" }],
      ]);
  });

  test("[I9] what is told leads to no conversation, and says nothing of what the other desk did with it", async () => {
    const page = await listed({ ...november, ...there(), limit: 200 });
    const [first] = page.conversations;
    expect(Object.keys(first ?? {}).toSorted()).toEqual([
      "entry",
      "language",
      "movedAtMs",
      "moves",
      "openedAtMs",
      "topic",
    ]);
    const text = JSON.stringify(page);
    const ids = text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !topics.includes(id))).toEqual([]);
    for (const { conversation_pseudonym: pseudonym } of figures) expect(text).not.toContain(pseudonym);
  });

  test("[I5] what was moved before the period is not read, however much it is", async () => {
    const { from, to } = there();
    const old = 3_000;
    await setting.rows(
      `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, to_desk_id, actor, actor_pseudonym, at)
        SELECT $1, gen_random_uuid(), 'transferred', $2, $3, 'agent', gen_random_uuid(), timestamptz '2020-01-01' + n * interval '1 hour'
        FROM generate_series(1, $4::int) n`,
      [setting.town.organisation, from, to, old],
    );
    await setting.rows("ANALYZE conversation_event");
    const readByIndex = async () => {
      const [read] = await setting.rows<{ scans: number; moves: number }>(
        `SELECT idx_scan::int AS scans, idx_tup_read::int AS moves FROM pg_stat_user_indexes
          WHERE indexrelname = 'conversation_event_moved'`,
      );
      return read ?? { scans: 0, moves: 0 };
    };
    const before = await readByIndex();
    await counted();
    // PostgreSQL tells what a connection read some seconds after it did.
    await expect
      .poll(async () => (await readByIndex()).scans, { timeout: 30_000 })
      .toBeGreaterThan(before.scans);
    expect((await readByIndex()).moves - before.moves).toBeLessThan(old);
  });
});
