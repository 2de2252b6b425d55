import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hoursBetween } from "@eigenkanaal/domain";
import { Directory, Holiday } from "@eigenkanaal/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { runProgram } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "eigenkanaal-seed-"));
});
afterAll(() => rm(dir, { recursive: true }));

const topic = "70000000-0000-4000-8000-000000000001";
const parent = "70000000-0000-4000-8000-000000000002";
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [{ day: 1, opens: "08:30", closes: "17:00" }],
  exceptions: [],
};
const townFile = (change: Record<string, unknown> = {}, later: Record<string, unknown> = {}) => ({
  domain: setting.town.domain,
  validFrom: "2026-01-01T00:00:00.000Z",
  contact: {
    phone: "14 0000",
    counterUrl: "https://town.example/contact",
    privacyUrl: "https://town.example/privacy",
  },
  embeddingOrigins: ["https://www.town.example"],
  hours,
  desks: [{ desk: setting.desk.desk, names: { nl: "Afval", en: "Waste" } }],
  topics: [
    // Stands under one that comes after it.
    { topic, desk: setting.desk.desk, under: parent, names: { nl: "Grofvuil" }, product: null, ...later },
    {
      topic: parent,
      desk: setting.desk.desk,
      names: { nl: "Afval" },
      product: "huishoudelijk afvalinzameling",
      words: { nl: "vuil, oude  bank ,", en: "waste" },
      normMinutes: 60,
      hours,
      retention: "5.1.1",
      sensitive: true,
    },
  ],
  ...change,
});
const seed = async (town: unknown, ...args: string[]) => {
  const path = join(dir, "town.json");
  await writeFile(path, JSON.stringify(town));
  return runProgram("../../../prisma/dist/seedTown.js", {
    args: [path, ...args],
    env: { DATABASE_URL: setting.databases.databaseUrl },
  });
};
const directory = async () => {
  const { gateway, town } = setting;
  const response = await fetch(`${gateway.widgetOrigin}/api/v1/organisations/${town.rootB64}/directory`);
  return { ...Directory.parse(await response.json()), nowMs: 0 };
};

test("a town's settings are seeded, and twice is once", async () => {
  expect(await seed(townFile())).toEqual({ code: 0, output: "" });
  const seeded = await directory();
  expect(seeded.contact.phone).toBe("14 0000");
  expect(seeded.desks.find(({ desk }) => desk === setting.desk.desk)).toMatchObject({
    name: { nl: "Afval" },
    hours,
  });
  expect(seeded.topics).toMatchObject([
    { topic, parent, name: { nl: "Grofvuil" }, normMinutes: 480, hours: null, sensitive: false },
    { topic: parent, parent: null, normMinutes: 60, hours, sensitive: true },
  ]);
  expect(
    await setting.rows("SELECT words, retention_class FROM topic_setting WHERE topic_id = $1", [parent]),
  ).toEqual([
    {
      words: { nl: ["huishoudelijk afvalinzameling", "vuil", "oude  bank"], en: ["waste"] },
      retention_class: "5.1.1",
    },
  ]);
  expect(
    await seed(townFile({ desks: [{ desk: setting.desk.desk, names: { nl: "Anders" } }] })),
  ).toMatchObject({ code: 0 });
  expect(await directory()).toEqual(seeded);
  expect(await seed(townFile(), "--embed-origin", "http://localhost:3001")).toMatchObject({ code: 0 });
  expect(await setting.rows("SELECT origin FROM embedding_origin")).toEqual([
    { origin: "http://localhost:3001" },
  ]);
});

test("how a desk hands out what waits, and what its colleagues can have, are seeded; how they are is theirs", async () => {
  const { account, member } = setting.colleague("anna");
  const assigning = (capacity: number) =>
    townFile({
      validFrom: "2026-01-02T00:00:00.000Z",
      topics: [],
      absentAfterSeconds: 300,
      desks: [{ desk: setting.desk.desk, names: { nl: "Afval" }, assignment: "push" }],
      members: [
        { account, capacity, languages: ["nl", "tr"] },
        { account: setting.colleague("bram").account },
      ],
    });
  expect(await seed(assigning(2))).toEqual({ code: 0, output: "" });
  await setting.rows("UPDATE member_presence SET state = 'pause' WHERE member_id = $1", [member]);
  expect(await seed(assigning(3))).toEqual({ code: 0, output: "" });
  expect(await setting.rows("SELECT member_id, state, capacity, languages FROM member_presence")).toEqual([
    { member_id: member, state: "pause", capacity: 3, languages: ["nl", "tr"] },
  ]);
  expect(await setting.rows("SELECT absent_after_seconds FROM organisation")).toEqual([
    { absent_after_seconds: 300 },
  ]);
  expect(
    await setting.rows("SELECT assignment FROM desk_setting WHERE desk_id = $1 ORDER BY valid_from", [
      setting.desk.desk,
    ]),
  ).toEqual([{ assignment: "pull" }, { assignment: "push" }]);
});

test("where a desk overflows is seeded, and when its colleagues are warned; a circle is refused with nothing written", async () => {
  const [from, to] = [setting.desk.desk, setting.otherDesk.desk];
  const overflowing = (validFrom: string, desk: Record<string, unknown>) =>
    seed(townFile({ validFrom, topics: [], desks: [{ names: { nl: "Afval" }, ...desk }] }));
  const first = { desk: from, overflow: to, warnAtPercent: 50 };
  expect(await overflowing("2026-01-03T00:00:00.000Z", first)).toEqual({ code: 0, output: "" });
  const stored = () =>
    setting.rows(
      "SELECT desk_id, overflow_desk_id, warn_at_percent FROM desk_setting WHERE overflow_desk_id IS NOT NULL",
    );
  const settled = [{ desk_id: from, overflow_desk_id: to, warn_at_percent: 50 }];
  expect(await stored()).toEqual(settled);
  const [archive] = await setting.rows<{ desk_id: string }>(
    "SELECT desk_id FROM desk WHERE kind = 'archive'",
  );
  for (const [overflow, why] of [
    [from, /loop/],
    [to, /itself/],
    [archive?.desk_id, /archive/],
  ] as const)
    expect(await overflowing("2026-01-04T00:00:00.000Z", { desk: to, overflow })).toMatchObject({
      code: 1,
      output: expect.stringMatching(why),
    });
  expect(await stored()).toEqual(settled);
  // Once that holds which is set for later, it would be one.
  const later = { desk: to, overflow: from };
  await setting.rows("DELETE FROM desk_setting WHERE overflow_desk_id IS NOT NULL");
  expect(await overflowing("2999-01-03T00:00:00.000Z", later)).toEqual({ code: 0, output: "" });
  expect(await overflowing("2026-01-04T00:00:00.000Z", first)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/loop/),
  });
  expect(await stored()).toMatchObject([{ desk_id: to }]);
  await setting.rows("DELETE FROM desk_setting WHERE overflow_desk_id IS NOT NULL");
});

test("a town that is not there, or a desk that is not its own, is refused with nothing written", async () => {
  const before = await directory();
  expect(await seed(townFile({ domain: "elsewhere.example" }))).toMatchObject({
    code: 1,
    output: expect.stringMatching(/import its bundle/),
  });
  const contact = { phone: "0", counterUrl: "https://evil.example/", privacyUrl: "https://evil.example/" };
  const foreign = { desk: "d0000000-0000-4000-8000-00000000ffff", names: { nl: "Vreemd" } };
  expect(await seed(townFile({ contact, desks: [foreign] }))).toMatchObject({ code: 1 });
  expect(await directory()).toEqual(before);
});

test("crisis lines are the national ones until a town sets its own; its emergency procedure is for members", async () => {
  expect((await directory()).contact.crisisLines.map(({ phone }) => phone)).toEqual([
    "113",
    "0800-2000",
    "0800-0432",
  ]);
  const before = townFile({ topics: [] });
  const crisisLines = [{ name: { nl: "Luisterlijn" }, phone: "088 0767 000" }];
  const emergencyProcedure = [{ nl: "Bel 112." }, { nl: "Roep Noor." }];
  const contact = { ...before.contact, crisisLines };
  expect(await seed({ ...before, contact, emergencyProcedure, secondFactor: "offered" })).toMatchObject({
    code: 0,
  });
  const seeded = await directory();
  expect(seeded.contact.crisisLines).toEqual(crisisLines);
  expect(seeded).not.toHaveProperty("emergencyProcedure");
  const cookie = await signIn(setting, setting.colleague("anna"));
  const response = await inboxFetch(setting, "/api/v1/directory", { cookie });
  expect(await response.json()).toMatchObject({ contact: { crisisLines }, emergencyProcedure });
});

test("the holidays that a town keeps closed are closed days; hours that never open are refused", async () => {
  const validFrom = "2026-01-15T00:00:00.000Z";
  const holidays = [...Holiday.options];
  const before = await directory();
  expect(await seed(townFile({ validFrom, hours: { ...hours, holidays, weekly: [] } }))).toMatchObject({
    code: 1,
    output: expect.stringMatching(/never_opens/),
  });
  expect(await directory()).toEqual(before);
  expect(await seed(townFile({ validFrom, topics: [], hours: { ...hours, holidays } }))).toMatchObject({
    code: 0,
  });
  const { desks } = await directory();
  const dayMs = 86_400_000;
  expect(desks.find(({ desk }) => desk === setting.desk.desk)?.hours).toEqual(
    hoursBetween({ ...hours, holidays }, Date.now() - 31 * dayMs, Date.now() + 92 * dayMs),
  );
});

test("a file of a later moment ends a topic and leaves what was; one that names no topic above it is refused", async () => {
  const validFrom = "2026-02-01T00:00:00.000Z";
  expect(
    await seed(townFile({ validFrom }, { under: "70000000-0000-4000-8000-00000000ffff" })),
  ).toMatchObject({
    code: 1,
  });
  expect((await directory()).topics.map(({ topic }) => topic)).toContain(topic);
  expect(await seed(townFile({ validFrom }, { ended: true }))).toEqual({ code: 0, output: "" });
  expect((await directory()).topics.map(({ topic }) => topic)).not.toContain(topic);
  expect(
    await setting.rows("SELECT ended FROM topic_setting WHERE topic_id = $1 ORDER BY valid_from", [topic]),
  ).toEqual([{ ended: false }, { ended: true }]);
});
