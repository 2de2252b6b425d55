import { randomUUID } from "node:crypto";
import { addPeriod, civilDateAt, defaultRetention, legalTimeZone } from "@eigenkanaal/domain";
import { Directory, RetentionForecast, RetentionSettings, type RetentionTable } from "@eigenkanaal/protocol";
import { beforeAll, expect, test } from "vitest";
import { connectAgent } from "../harness/callers.js";
import { type askAs, closedBetween, codesOfOthers, recordsOfficer } from "../harness/records.js";
import { useSetting } from "../harness/setting.js";
import { openHours } from "../harness/townSettings.js";

/** What records officers set of how long is kept what, what is refused them, and what they must have seen before. */

const setting = useSetting();

let ask: ReturnType<typeof askAs>;
beforeAll(async () => {
  ask = await recordsOfficer(setting);
});

const withTerm = (term: string | null, table: RetentionTable = defaultRetention): RetentionTable => ({
  ...table,
  classes: table.classes.map((one) => (one.class === "6.1.3" ? { ...one, term } : one)),
});
type Wish = { validFromMs?: number | null; reason?: unknown; confirmed?: { due: number } | null };
const put = (table: unknown, wish: Wish = {}) =>
  ask("PUT", "retention", { validFromMs: null, table, reason: "Besluit 14", confirmed: null, ...wish });
const settings = async () => RetentionSettings.parse((await ask("GET", "retention")).value);
const forecast = async (table: RetentionTable, validFromMs: number | null = null) =>
  RetentionForecast.parse((await ask("POST", "retention/forecast", { table, validFromMs })).value);
const inForce = async () => {
  const { gateway, town } = setting;
  const path = `/api/v1/organisations/${town.rootB64}/directory`;
  return Directory.parse(await (await fetch(`${gateway.widgetOrigin}${path}`)).json()).retention;
};
const laterMs = Date.parse("2999-01-01");

test("[P5] a records officer reads and sets the table with a reason, the directory says it at once, and nobody else may", async () => {
  expect(await settings()).toMatchObject({ table: defaultRetention, announced: [], events: [] });
  const anna = await connectAgent(setting, setting.colleague("anna"));
  const table = withTerm("P1Y6M");
  expect(await put(table)).toMatchObject({ status: 204 });
  expect(await anna.heard("town:changed")).toEqual({});
  anna.socket.disconnect();
  expect(await inForce()).toEqual(table);
  const by = setting.colleague("chris").member;
  expect(await settings()).toMatchObject({
    table,
    events: [{ act: "set", by, reason: "Besluit 14", atMs: expect.any(Number) }],
  });

  const body = { validFromMs: null, table: defaultRetention, reason: "Zomaar", confirmed: { due: 0 } };
  const { reason: _, confirmed: __, ...wish } = body;
  const requests = [
    ["PUT", "retention", body],
    ["GET", "retention"],
    ["DELETE", `retention/${laterMs}`],
    ["POST", "retention/forecast", wish],
  ] as const;
  expect(await codesOfOthers(setting, requests)).toEqual(["forbidden"]);
  expect(await inForce()).toEqual(table);
});

test("[P5] a term that the list does not allow, one of no length and a class that is missed are refused, and said", async () => {
  const fault = (name: string, more: object = {}) => ({
    ...{ status: 409, code: "obstructed" },
    obstacles: [{ fault: name, class: "6.1.3", ...more }],
  });
  expect(await put(withTerm("P11M"))).toMatchObject(fault("below_the_lawful_term", { lawful: "P1Y" }));
  expect(await put(withTerm("P2Y1D"))).toMatchObject(fault("above_the_lawful_term", { lawful: "P1Y" }));
  expect(await put(withTerm(null))).toMatchObject(fault("above_the_lawful_term", { lawful: "P1Y" }));
  expect(await put(withTerm("P0Y"))).toMatchObject(fault("term_not_readable"));
  const { classes } = defaultRetention;
  expect(await put({ ...defaultRetention, classes: [...classes, ...classes.slice(0, 1)] })).toMatchObject(
    fault("class_named_twice"),
  );
  expect(
    (await ask("POST", "retention/forecast", { table: withTerm("P11M"), validFromMs: null })).obstacles,
  ).toEqual(fault("below_the_lawful_term", { lawful: "P1Y" }).obstacles);
  expect(await put(withTerm("P1Y7M"), { reason: "  " })).toMatchObject({ status: 400, code: "malformed" });
  expect(await put(withTerm("P1,5Y"))).toMatchObject({ code: "malformed" });
  expect(await put(withTerm("P1Y7M"), { validFromMs: Date.now() - 5_000 })).toMatchObject({
    code: "in_the_past",
  });
  expect(await put(withTerm("P1Y7M"))).toMatchObject({ status: 204 });
});

test("[P5] a class that a topic names or by which something is kept stays in the table", async () => {
  const without = (code: string): RetentionTable => ({
    ...withTerm("P1Y7M"),
    classes: withTerm("P1Y7M").classes.filter((one) => one.class !== code),
  });
  const obstructed = (code: string) => ({ obstacles: [{ fault: "class_in_use", class: code }] });
  expect(await put(without("6.1.3"))).toMatchObject(obstructed("6.1.3"));
  const topic = randomUUID();
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [organisation, topic]);
  await setting.rows(
    `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, hours, retention_class)
     VALUES ($1, $2, '2020-01-01', $3, '{"nl": "Klacht"}', $4, '13.1')`,
    [organisation, topic, setting.desk.desk, openHours],
  );
  expect((await settings()).used).toEqual(["13.1"]);
  expect(await put(without("13.1"))).toMatchObject(obstructed("13.1"));
  await setting.rows("DELETE FROM topic_setting WHERE topic_id = $1", [topic]);
  const kept = await closedBetween(setting, "2026-01-01", "2026-01-02");
  await setting.rows("UPDATE conversation SET retention_class = '13.1' WHERE conversation_id = $1", [kept]);
  expect(await put(without("13.1"))).toMatchObject(obstructed("13.1"));
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [kept]);
  expect(await put(without("13.1"))).toMatchObject({ status: 204 });
});

test("[P5] what is announced holds from its moment on, can be set anew and taken back; what holds cannot", async () => {
  const before = (await settings()).table;
  expect(await put(withTerm("P2Y"), { validFromMs: laterMs })).toMatchObject({ status: 204 });
  expect(await put(withTerm("P1Y8M"), { validFromMs: laterMs })).toMatchObject({ status: 204 });
  expect(await settings()).toMatchObject({
    table: before,
    announced: [{ validFromMs: laterMs, table: withTerm("P1Y8M"), reason: "Besluit 14" }],
  });
  const [{ validFrom } = { validFrom: new Date(0) }] = await setting.rows<{ validFrom: Date }>(
    `SELECT max(valid_from) AS "validFrom" FROM retention_setting WHERE valid_from < now()`,
  );
  expect(await ask("DELETE", `retention/${validFrom.getTime()}`)).toMatchObject({ code: "in_the_past" });
  expect(await ask("DELETE", `retention/${laterMs}`)).toMatchObject({ status: 204 });
  expect(await ask("DELETE", `retention/${laterMs}`)).toMatchObject({ code: "not_found" });
  const { announced, events } = await settings();
  expect([announced, events[0]]).toMatchObject([
    [],
    { act: "taken_back", validFromMs: laterMs, reason: null },
  ]);
});

test("[P5] nothing is set while the database's clock is behind the newest change", async () => {
  const atMs = Date.now() + 3_600_000;
  await setting.rows(
    `INSERT INTO setting_event (organisation_id, subject, subject_id, act, valid_from, actor_id, at, reason)
     VALUES ($1, 'retention', $1, 'set', now(), $2, $3, 'Van straks')`,
    [setting.town.organisation, setting.colleague("chris").member, new Date(atMs)],
  );
  expect(await put(withTerm("P1Y9M"))).toMatchObject({
    ...{ status: 409, code: "obstructed" },
    obstacles: [{ fault: "clock_set_back", newestMs: atMs }],
  });
  await setting.rows("DELETE FROM setting_event WHERE reason = 'Van straks'");
  expect(await put(withTerm("P1Y9M"))).toMatchObject({ status: 204 });
});

test("[P6] the forecast counts what is due at once and later, held apart; what goes sooner is set only by who saw how much", async () => {
  const today = civilDateAt(Date.now(), legalTimeZone);
  const ago = (months: number, days: number) => `${addPeriod(today, { years: 0, months, days })}T12:00:00Z`;
  expect(await put(withTerm("P2Y"))).toMatchObject({ status: 204 });
  const [due, held] = [
    await closedBetween(setting, ago(-19, 0), ago(-12, -1)),
    await closedBetween(setting, ago(-19, 0), ago(-13, 0)),
    // A year after this one is today: it is kept through today.
    await closedBetween(setting, ago(-13, 0), ago(-12, 0)),
    await closedBetween(setting, ago(-7, 0), ago(-6, 0)),
  ];
  const hold = {
    ...{ kind: "woo", reference: "Woo 3", reason: "Verzoek", scope: null, endsAtMs: null },
    conversations: [held],
  };
  const id = randomUUID();
  expect(await ask("PUT", `holds/${id}`, hold)).toMatchObject({ status: 200 });
  const shorter = withTerm("P1Y");
  const seen = await forecast(shorter);
  expect(seen).toMatchObject({ due: 1, sooner: 4 });
  const ofClass = seen.classes.find((one) => one.class === "6.1.3");
  expect(ofClass).toMatchObject({ kept: 4, held: 1, due: { before: 0, after: 1 }, sooner: 4, later: 0 });
  const total = (side: "before" | "after") =>
    (ofClass?.months ?? []).reduce((sum, month) => sum + month[side], 0);
  expect([total("before"), total("after")]).toEqual([3, 2]);
  // Nothing of it is due before its own moment, and then more of it is.
  const nextYear = Date.parse(`${addPeriod(today, { years: 1, months: 0, days: 1 })}T00:00:00Z`);
  expect((await forecast(shorter, nextYear)).due).toBe(3);

  const unseen = { status: 409, code: "obstructed", obstacles: [{ fault: "not_confirmed", due: 1 }] };
  expect(await put(shorter)).toMatchObject(unseen);
  expect(await put(shorter, { confirmed: { due: 2 } })).toMatchObject(unseen);
  expect((await settings()).table).toEqual(withTerm("P2Y"));
  expect(await put(shorter, { confirmed: { due: 1 } })).toMatchObject({ status: 204 });
  // Longer again, for which nothing has to be looked at.
  expect(await put(withTerm("P2Y"))).toMatchObject({ status: 204 });
  // Another number, once one more is due.
  expect(await ask("POST", `holds/${id}/lifting`, { reason: "Klaar" })).toMatchObject({ status: 204 });
  expect(await put(shorter, { confirmed: { due: 1 } })).toMatchObject({
    obstacles: [{ fault: "not_confirmed", due: 2 }],
  });
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [due]);
  expect(await put(shorter, { confirmed: { due: 1 } })).toMatchObject({ status: 204 });
});
