import { bucketMinutes, Report, type ReportWhich } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { askAsProgram, tokensOf } from "../harness/apiTokens.js";
import { inboxFetch } from "../harness/callers.js";
import { type FigureRow, makeFigures, makeSupervisor, topics, writeFigures } from "../harness/figures.js";
import { useSetting } from "../harness/setting.js";
import { lint } from "../harness/spectral.js";

/** Figures for programs, asked as a program asks them. */

const contact = "cijfers@voorbeeld.example";
const setting = useSetting({ API_CONTACT: contact });
const november = { fromDate: "2026-11-01", toDate: "2026-11-30" };
const made: ReturnType<typeof makeFigures> = { figures: [], responses: [] };
let secret: string;
let anna: Awaited<ReturnType<typeof tokensOf>>;

type Query = Record<string, string | number>;
const pathOf = (resource: string, query: Query) =>
  `${resource}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
const ask = (resource: "reports" | "conversations" | "desks", query: Query = {}) =>
  askAsProgram(setting, pathOf(resource, query), { secret });
const read = async (resource: "reports" | "conversations" | "desks", query: Query = {}) => {
  const response = await ask(resource, query);
  expect([resource, query, response.status]).toEqual([resource, query, 200]);
  return response.json();
};

beforeAll(async () => {
  const { desk, otherDesk, town } = setting;
  Object.assign(
    made,
    makeFigures(town.organisation, {
      desks: [desk.desk, otherDesk.desk],
      ...{ perDesk: 120, days: 60, lastDay: "2026-11-30", seed: 11 },
    }),
  );
  await writeFigures(setting, made);
  await makeSupervisor(setting, "anna", [desk]);
  anna = await tokensOf(setting, "anna");
  ({ secret } = await anna.make([desk]));
});

/** Of the first desk, in November. */
const counted = () =>
  made.figures.filter((row) => row.desk_id === setting.desk.desk && row.opened_on >= november.fromDate);
const answered = () => counted().filter((row) => row.answered_at !== null);
const every = (condition: (row: FigureRow) => boolean) => counted().filter(condition).length;

/** Every page, by following its links as they stand. */
const allOf = async (first: string) => {
  const found: Record<string, unknown>[] = [];
  const totals = new Set<number>();
  for (let next: string | null = first; next !== null; ) {
    const response: Response = await fetch(next, { headers: { authorization: `Bearer ${secret}` } });
    const page = (await response.json()) as {
      total: number;
      conversations: Record<string, unknown>[];
      links: { next: string | null };
    };
    found.push(...page.conversations);
    totals.add(page.total);
    next = page.links.next;
  }
  expect([...totals]).toEqual([found.length]);
  return found;
};
const base = () => `${setting.gateway.inboxOrigin}/api/v1/figures`;

describe("every answer", () => {
  test("[I23] tells its version and stays in no cache, whatever it says; a refusal is a problem with its code", async () => {
    const told = async (response: Response) => {
      const type = response.headers.get("content-type")?.split(";")[0];
      const body = (await response.json()) as { code?: string; status?: number };
      const { headers } = response;
      expect([headers.get("api-version"), headers.get("cache-control")]).toEqual(["1.1.0", "no-store"]);
      if (body.code !== undefined) expect(body.status).toBe(response.status);
      return [response.status, type, body.code];
    };
    const problem = "application/problem+json";
    expect(await told(await ask("reports", november))).toEqual([200, "application/json", undefined]);
    expect(await told(await ask("conversations", november))).toEqual([200, "application/json", undefined]);
    expect(await told(await ask("desks"))).toEqual([200, "application/json", undefined]);
    expect(await told(await askAsProgram(setting, "openapi.json"))).toEqual([
      200,
      "application/json",
      undefined,
    ]);
    expect(await told(await ask("reports"))).toEqual([400, problem, "malformed"]);
    expect(await told(await askAsProgram(setting, "desks"))).toEqual([401, problem, "unauthenticated"]);
    const elsewhere = { ...november, desk: setting.otherDesk.desk };
    expect(await told(await ask("reports", elsewhere))).toEqual([404, problem, "not_found"]);
    expect(await told(await askAsProgram(setting, "agents", { secret }))).toEqual([
      404,
      problem,
      "not_found",
    ]);
    await setting.setLimits({ requestsPerAddress: { burst: 1, perMinute: 1 } });
    await askAsProgram(setting, "desks", { secret });
    const refused = await askAsProgram(setting, "desks", { secret });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await told(refused)).toEqual([429, problem, "too_many_requests"]);
    await setting.setLimits({ requestsPerAddress: { burst: 1_000_000, perMinute: 1_000_000 } });
  });

  test("[I23] has moments in UTC and days without a time, and nothing by which a conversation is found", async () => {
    const answers = [
      await read("reports", november),
      await read("conversations", { ...november, limit: 200 }),
    ];
    const moments = JSON.stringify(answers).match(/"(?:at|\w+At|uncountedSince)":"[^"]*"/g) ?? [];
    expect(moments.length).toBeGreaterThan(100);
    expect(moments.filter((one) => !/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/.test(one))).toEqual([]);
    expect(JSON.stringify(answers)).not.toMatch(/AtMs|SinceMs/);
    const days = JSON.stringify(answers).match(/"(?:from|to)Date":"[^"]*"/g) ?? [];
    expect(days.filter((one) => !/"\d{4}-\d\d-\d\d"$/.test(one))).toEqual([]);
    const ids = new Set(JSON.stringify(answers).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
    expect([...ids].filter((id) => ![setting.desk.desk, ...topics].includes(id))).toEqual([]);
  });
});

describe("the report", () => {
  test("[I24] counts what the token's desk had, and narrows as the inbox does", async () => {
    const report = await read("reports", november);
    expect(report.desks).toEqual([setting.desk.desk]);
    expect(report.totals).toMatchObject({
      volume: counted().length,
      answered: answered().length,
      abandoned: every(({ abandoned }) => abandoned),
      reopened: every(({ reopened }) => reopened > 0),
      judged: every(({ verdict }) => verdict !== null),
      helped: every(({ verdict }) => verdict === "yes"),
    });
    const sorted = answered()
      .map((row) => row.first_open_ms ?? 0)
      .toSorted((one, other) => one - other);
    expect(report.totals.first.open.medianMs).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
    const [topic] = topics;
    const narrowed = { ...november, topic: topic ?? "", language: "nl", entry: "chat" };
    expect((await read("reports", narrowed)).totals.volume).toBe(
      every(
        (row) =>
          row.topic_id === topic && row.language === "nl" && row.begun_at === "chat" && row.campaign === null,
      ),
    );
    expect(report.links.self).toBe(`${base()}/${pathOf("reports", november)}`);
  });

  test("[I24] is the inbox's own, but for how moments are written", async () => {
    for (const query of [
      november,
      { ...november, entry: "counter" },
      { fromDate: "2026-09-01", toDate: "2026-11-30" },
    ]) {
      const { at, uncountedSince, links: _, ...told } = await read("reports", query);
      const shown = await inboxFetch(setting, `/api/v1/${pathOf("reports", query)}`, { cookie: anna.cookie });
      const { atMs, uncountedSinceMs, supervised: __, ...counts } = Report.parse(await shown.json());
      expect(told).toEqual(counts);
      expect([uncountedSince, Math.abs(Date.parse(at) - atMs) < 20_000]).toEqual([uncountedSinceMs, true]);
    }
  });

  test("[I24] of a token with several desks it is that of all of them, or of the one that is named", async () => {
    const { desk, otherDesk } = setting;
    await makeSupervisor(setting, "bram", [desk, otherDesk]);
    await setting.rows(
      "INSERT INTO desk_member SELECT organisation_id, $2, member_id, '{supervise}' FROM member WHERE member_id = $1 ON CONFLICT DO NOTHING",
      [setting.colleague("bram").member, otherDesk.desk],
    );
    const { secret: ofBoth } = await (await tokensOf(setting, "bram")).make([desk, otherDesk]);
    const volumeOf = async (query: Record<string, string>) =>
      (await (await askAsProgram(setting, pathOf("reports", query), { secret: ofBoth })).json()).totals
        .volume;
    const inNovember = made.figures.filter((row) => row.opened_on >= november.fromDate);
    expect(await volumeOf(november)).toBe(inNovember.length);
    expect(await volumeOf({ ...november, desk: desk.desk })).toBe(counted().length);
  });

  test("[I24] refuses a query that is not of its shape", async () => {
    for (const query of [
      ...[{}, { fromDate: "2026-11-01" }, { fromDate: "2026-11-30", toDate: "2026-11-01" }],
      ...[
        { ...november, desk: "x" },
        { ...november, agent: "x" },
        { ...november, publication: "yes" },
      ],
      { fromDate: "2026-11-01T00:00:00Z", toDate: "2026-11-30" },
    ])
      expect([query, (await ask("reports", query)).status]).toEqual([query, 400]);
  });

  test("[I25] for publication has no count about fewer than five, and none from which one follows", async () => {
    const [whole, published]: (Report & Record<string, unknown>)[] = [
      await read("reports", november),
      await read("reports", { ...november, publication: "true" }),
    ];
    if (!whole || !published) throw new Error("two reports");
    const numbersOf = (value: unknown): number[] => {
      if (typeof value === "number") return [value];
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([name, one]) =>
        /Ms$|hourOfWeek|Minutes$/.test(name) ? [] : numbersOf(one),
      );
    };
    expect(numbersOf(whole).filter((count) => count > 0 && count < 5)).not.toEqual([]);
    expect(numbersOf(published).filter((count) => count > 0 && count < 5)).toEqual([]);
    expect(published.totals.volume).toBe(whole.totals.volume);
    // One of a sum alone is never missing.
    expect(published.distribution).toHaveLength(bucketMinutes.length + 1);
    expect(published.distribution.filter((count) => count === null).length).not.toBe(1);
    // Nor are the times of what is not told.
    const small = published.byHour.filter(({ answered: count }) => count === null);
    expect(small.length).toBeGreaterThan(0);
    expect(small.map(({ firstOpen }) => firstOpen.medianMs)).toEqual(small.map(() => null));
    expect(await read("reports", { ...november, publication: "false" })).toMatchObject({
      totals: whole.totals,
    });
  });
});

describe("the conversations behind a figure", () => {
  test("[I26] are as many as the figure says, page by page along the links", async () => {
    const report = await read("reports", november);
    const from = `${report.links.conversations}&limit=17`;
    expect(await allOf(from)).toHaveLength(report.totals.volume);
    const figures = [
      ...(["answered", "abandoned", "within", "missed", "reopened", "transferred"] as const),
      ...(["judged", "helped", "partly", "unhelped"] as const),
    ] as const;
    for (const which of figures satisfies readonly ReportWhich[])
      expect([which, (await allOf(`${from}&which=${which}`)).length]).toEqual([which, report.totals[which]]);
    for (const [bucket, count] of report.distribution.entries())
      expect([bucket, (await read("conversations", { ...november, bucket })).total]).toEqual([bucket, count]);
    const opened = (await allOf(from)).map(({ openedAt }) => String(openedAt));
    expect(opened).toEqual(opened.toSorted().toReversed());
    expect(opened.toSorted()).toEqual(
      counted()
        .map((row) => row.opened_at)
        .toSorted(),
    );
  });

  test("[I26] are those that were late by the moment that is asked for, in any time zone", async () => {
    const { otherDesk: _, town } = setting;
    const [row] = makeFigures(town.organisation, {
      ...{ desks: [setting.desk.desk], perDesk: 1, days: 1, lastDay: "2026-10-02", seed: 1 },
    }).figures;
    const waiting = {
      ...{ ...row, asked_at: "2026-10-02T10:00:00Z", answered_at: null, closed_at: null, abandoned: false },
      ...{
        first_calendar_ms: null,
        first_open_ms: null,
        norm_due_at: "2026-10-02T12:00:00Z",
        begun_at: "chat" as const,
      },
      ...{ opened_on: "2026-10-02", outcome: null, verdict: null },
    } as FigureRow;
    await writeFigures(setting, { figures: [waiting], responses: [] });
    const missed = async (at: string) =>
      (await read("conversations", { fromDate: "2026-10-02", toDate: "2026-10-02", which: "missed", at }))
        .total;
    const late = await missed("2026-10-02T12:00:01Z");
    expect(await missed("2026-10-02T12:00:00Z")).toBe(late - 1);
    expect(await missed("2026-10-02T14:00:01+02:00")).toBe(late);
    const asked = { fromDate: "2026-10-02", toDate: "2026-10-02" };
    for (const query of [
      { ...asked, at: "2026-10-02" },
      { ...asked, at: "1" },
      { ...asked, atMs: 1 },
      { ...asked, publication: "true" },
    ])
      expect([query, (await ask("conversations", query)).status]).toEqual([query, 400]);
  });

  test("[I26] desks are told by their names, those of the token alone", async () => {
    expect(await read("desks")).toEqual({ desks: [{ desk: setting.desk.desk, name: expect.any(String) }] });
    const [row] = await setting.rows<{ name: string }>("SELECT name FROM desk WHERE desk_id = $1", [
      setting.desk.desk,
    ]);
    expect((await read("desks")).desks[0].name).toBe(row?.name);
  });
});

describe("the description", () => {
  type Described = {
    info: { contact: { email: string } };
    servers: { url: string }[];
    paths: Record<string, { get: { parameters?: { name: string; required: boolean }[] } }>;
    components: { schemas: Record<string, object> };
  };
  const description = async (): Promise<Described> => (await askAsProgram(setting, "openapi.json")).json();
  /** A shape as it is described, and closed: what is described nowhere is a fault here. */
  const closed = (schema: unknown): unknown => {
    if (typeof schema !== "object" || schema === null) return schema;
    if (Array.isArray(schema)) return schema.map(closed);
    const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
    return "properties" in inner ? { ...inner, additionalProperties: false } : inner;
  };

  test("[I27] is for anyone, from any page, and every answer fits it", async () => {
    const response = await askAsProgram(setting, "openapi.json", {
      headers: { origin: "https://elders.example" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const { components, info, servers, paths } = await description();
    expect(info.contact.email).toBe(contact);
    expect(servers).toEqual([expect.objectContaining({ url: base() })]);
    expect(Object.keys(paths)).toEqual(["/openapi.json", "/reports", "/conversations", "/desks"]);
    const fits = (name: string, answer: unknown) =>
      z
        .fromJSONSchema(closed(components.schemas[name]) as z.core.JSONSchema.JSONSchema, {
          defaultTarget: "openapi-3.0",
        })
        .safeParse(answer);
    const answers: [string, unknown][] = [
      ["Report", await read("reports", november)],
      ["Report", await read("reports", { ...november, publication: "true" })],
      ["Report", await read("reports", { fromDate: "2031-01-01", toDate: "2031-12-31" })],
      ["Conversations", await read("conversations", { ...november, limit: 200 })],
      ["Desks", await read("desks")],
      ["Problem", await (await ask("reports")).json()],
    ];
    for (const [name, answer] of answers) {
      expect([name, fits(name, answer).error?.issues]).toEqual([name, undefined]);
      expect([name, fits(name, { ...(answer as object), more: 1 }).success]).toEqual([name, false]);
    }
    const required = paths["/reports"]?.get.parameters?.filter((one) => one.required).map(({ name }) => name);
    expect(required).toEqual(["fromDate", "toDate"]);
  });

  const rules = process.env.ADR_RULES;
  test("[I27] keeps the API Design Rules", async ({ skip }) => {
    if (!rules) skip("not checked: ADR_RULES names no copy of the ruleset");
    // As a town has it: behind TLS.
    const served = {
      ...(await description()),
      servers: [{ url: "https://inbox.voorbeeld.example/api/v1/figures" }],
    };
    expect(await lint(JSON.stringify(served), rules ?? "")).toEqual([]);
    const without = {
      ...served,
      paths: { ...served.paths, "/openapi.json": undefined, "/Reports_": served.paths["/desks"] },
    };
    expect((await lint(JSON.stringify(without), rules ?? "")).length).toBeGreaterThan(1);
  });
});
