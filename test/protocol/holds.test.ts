import { randomUUID } from "node:crypto";
import { Hold, Holds, HoldsOf, RecordsPage } from "@eigenkanaal/protocol";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { signIn } from "../harness/callers.js";
import { begin } from "../harness/conversation.js";
import { askAs, closedBetween, codesOfOthers, recordsOfficer } from "../harness/records.js";
import { useSetting } from "../harness/setting.js";

/** What keeps conversations from being destroyed: who may place and lift it, what it holds, and that nothing gets around it. */

const setting = useSetting();

let ask: ReturnType<typeof askAs>;
beforeAll(async () => {
  ask = await recordsOfficer(setting);
});

const nothing = { desks: [], topics: [], fromMs: null, untilMs: null };
const wish = (over: object = {}) => ({
  ...{ kind: "woo", reference: "Woo 2026-14", reason: "Verzoek over afval", endsAtMs: null },
  ...{ scope: null, conversations: [], ...over },
});
const place = (asked: object, hold: string = randomUUID()) => ask("PUT", `holds/${hold}`, asked);
/** The id of a hold that is placed. */
const placed = async (over: object) => {
  const told = await place(wish(over));
  return Hold.parse(told.value).hold;
};
const lift = (hold: string, reason = "Afgehandeld") => ask("POST", `holds/${hold}/lifting`, { reason });
const holdsNow = async () => Holds.parse((await ask("GET", "holds")).value);
const holding = async (conversation: string) =>
  HoldsOf.parse((await ask("GET", `holds/of/${conversation}`)).value).holds.map(({ hold }) => hold);
const remove = (conversation: string) =>
  setting.rows("DELETE FROM conversation WHERE conversation_id = $1 RETURNING conversation_id", [
    conversation,
  ]);
const held = { code: "23001", message: expect.stringContaining("is held") };
const closed = () => closedBetween(setting, "2026-02-01T09:00:00Z", "2026-03-01T09:00:00Z");

test("[P7] a records officer places a hold and lifts it with a reason, and sees what it holds; nobody else may", async () => {
  const conversation = await closed();
  const id = randomUUID();
  const asked = wish({ conversations: [conversation] });
  const by = setting.colleague("chris").member;
  const first = await place(asked, id);
  expect(first).toMatchObject({
    status: 200,
    value: { hold: id, ...asked, placedBy: by, lifted: null, held: 1 },
  });
  expect((await holdsNow()).holding).toEqual([first.value]);

  const requests = [
    ["PUT", `holds/${randomUUID()}`, asked],
    ["POST", `holds/${id}/lifting`, { reason: "Zomaar" }],
    ["GET", "holds"],
  ] as const;
  expect(await codesOfOthers(setting, requests)).toEqual(["forbidden"]);
  expect(await holding(conversation)).toEqual([id]);

  expect(await lift(id, " ")).toMatchObject({ status: 400, code: "malformed" });
  expect(await lift(randomUUID())).toMatchObject({ status: 404, code: "not_found" });
  expect(await lift(id)).toMatchObject({ status: 204 });
  expect(await lift(id, "Nog eens")).toMatchObject({ status: 204 });
  expect(await holdsNow()).toMatchObject({
    holding: [],
    ended: [{ hold: id, held: 0, lifted: { by, reason: "Afgehandeld" } }],
  });
});

test("[P7] a hold without ground, of nothing, of what there is not or with an end that has passed is refused", async () => {
  const conversation = await closed();
  const good = wish({ conversations: [conversation] });
  const malformed: object[] = [
    { ...good, reference: " " },
    { ...good, reason: "" },
    { ...good, kind: "because" },
    wish(),
    wish({ scope: nothing }),
    wish({ scope: nothing, conversations: [conversation] }),
    wish({ scope: { ...nothing, fromMs: 2_000, untilMs: 2_000 } }),
  ];
  for (const asked of malformed) expect([asked, (await place(asked)).code]).toEqual([asked, "malformed"]);
  const absent: object[] = [
    wish({ scope: { ...nothing, desks: [randomUUID()] } }),
    wish({ scope: { ...nothing, topics: [randomUUID()] } }),
    wish({ conversations: [conversation, randomUUID()] }),
  ];
  for (const asked of absent) expect([asked, (await place(asked)).code]).toEqual([asked, "not_found"]);
  expect((await place({ ...good, endsAtMs: Date.now() - 1_000 })).code).toBe("in_the_past");
  expect((await holdsNow()).holding).toEqual([]);
  await lift(await placed({ conversations: [conversation], endsAtMs: Date.now() + 60_000 }));
});

test("[P7] the same again is answered as it stands, and another of its id is refused", async () => {
  const id = randomUUID();
  const conversation = await closed();
  const asked = wish({ scope: { ...nothing, desks: [setting.desk.desk] }, conversations: [conversation] });
  const first = await place(asked, id);
  expect(await place(asked, id)).toEqual(first);
  expect(await place({ ...asked, reference: "Woo 2026-15" }, id)).toMatchObject({ code: "id_in_use" });
  await lift(id);
  expect((await place(asked, id)).value).toMatchObject({ lifted: { reason: "Afgehandeld" }, held: 0 });
});

test("[P8] what is held cannot be deleted, by the application or the owner of the schema; what is not can", async () => {
  const [kept, free] = [await closed(), await closed()];
  const id = await placed({ conversations: [kept] });
  await expect(remove(kept)).rejects.toMatchObject(held);
  // As the application would: it deletes only what stands on a list that officers approved (P14).
  const client = new pg.Client({ connectionString: setting.databases.databaseUrl });
  await client.connect();
  const asApplication = async (conversation: string) => {
    await client.query("BEGIN");
    try {
      await client.query("SET LOCAL ROLE eigenkanaal_app");
      await client.query("SELECT set_config('eigenkanaal.organisation', $1, true)", [
        setting.town.organisation,
      ]);
      const sql = "DELETE FROM conversation WHERE conversation_id = $1";
      return (await client.query(sql, [conversation])).rowCount;
    } finally {
      await client.query("ROLLBACK");
    }
  };
  expect([await asApplication(kept), await asApplication(free)]).toEqual([0, 0]);
  await expect(client.query("TRUNCATE conversation CASCADE")).rejects.toMatchObject({ code: "23001" });
  await client.end();
  expect(await remove(free)).toHaveLength(1);
  await lift(id);
  expect(await remove(kept)).toHaveLength(1);
});

test("[P8] holds stack: lifting one leaves the other, and one that has ended by itself holds nothing", async () => {
  const conversation = await closed();
  const [byHand, byDate] = [
    await placed({ conversations: [conversation] }),
    await placed({
      ...{ kind: "objection", reference: "Bezwaar 7", endsAtMs: Date.now() + 60_000 },
      scope: { ...nothing, desks: [setting.desk.desk] },
    }),
  ];
  expect(await holding(conversation)).toEqual([byHand, byDate]);
  await lift(byHand);
  expect(await holding(conversation)).toEqual([byDate]);
  await expect(remove(conversation)).rejects.toMatchObject(held);
  await setting.rows("UPDATE hold SET ends_at = now() WHERE hold_id = $1", [byDate]);
  expect(await holding(conversation)).toEqual([]);
  const now = await holdsNow();
  expect(now.holding.map(({ hold }) => hold)).not.toContain(byDate);
  expect(now.ended.find(({ hold }) => hold === byDate)).toMatchObject({ lifted: null, held: 0 });
  expect(await remove(conversation)).toHaveLength(1);
});

test("[P8] a hold holds what fits desk, topic and period, to the millisecond, also what comes after it", async () => {
  const conversation = await closed();
  const [openedMs, closedMs] = [Date.parse("2026-02-01T09:00:00Z"), Date.parse("2026-03-01T09:00:00Z")];
  const desks = [setting.desk.desk];
  const fits = async (scope: object) => {
    const id = await placed({ scope: { ...nothing, desks, ...scope } });
    const isHeld = (await holding(conversation)).includes(id as Hold["hold"]);
    await lift(id);
    return isHeld;
  };
  expect(await fits({})).toBe(true);
  expect(await fits({ desks: [setting.otherDesk.desk] })).toBe(false);
  expect(await fits({ desks: [...desks, setting.otherDesk.desk] })).toBe(true);
  expect(await fits({ fromMs: closedMs })).toBe(true);
  expect(await fits({ fromMs: closedMs + 1 })).toBe(false);
  expect(await fits({ untilMs: openedMs + 1 })).toBe(true);
  expect(await fits({ untilMs: openedMs })).toBe(false);
  expect(await fits({ fromMs: openedMs + 5, untilMs: openedMs + 6 })).toBe(true);

  const topic = randomUUID();
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [setting.town.organisation, topic]);
  expect(await fits({ topics: [topic] })).toBe(false);
  await setting.rows("UPDATE conversation SET topic_id = $2 WHERE conversation_id = $1", [
    conversation,
    topic,
  ]);
  expect(await fits({ topics: [topic] })).toBe(true);

  const id = await placed({ scope: { ...nothing, desks, fromMs: closedMs } });
  const { conversation: later } = await begin(setting);
  expect(await holding(later)).toEqual([id]);
  await expect(remove(later)).rejects.toMatchObject(held);
  await lift(id);
});

test("[P9] a records officer lists what is closed, newest first and by pages; nobody else may", async () => {
  await setting.rows("DELETE FROM conversation");
  const at = (day: number) => `2026-04-0${day}T09:00:00Z`;
  const [first, second, third] = [
    await closedBetween(setting, at(1), at(1)),
    await closedBetween(setting, at(1), at(2)),
    await closedBetween(setting, at(1), at(3)),
  ];
  await begin(setting);
  await setting.rows("UPDATE conversation SET retention_class = '13.1' WHERE conversation_id = $1", [second]);
  const id = await placed({ conversations: [first, second] });
  const page = async (query: string) => RecordsPage.parse((await ask("GET", `records?${query}`)).value);
  const listed = async (query: string) => (await page(query)).records.map((one) => one.conversation);
  expect(await listed("")).toEqual([third, second, first]);
  expect((await page("class=13.1")).records).toEqual([
    {
      ...{
        conversation: second,
        desk: setting.desk.desk,
        topic: null,
        retention: "13.1",
        outcome: "answered",
      },
      ...{ openedAtMs: Date.parse(at(1)), closedAtMs: Date.parse(at(2)), holds: 1 },
    },
  ]);
  expect(await listed(`desk=${setting.otherDesk.desk}`)).toEqual([]);
  expect(await listed(`topic=${randomUUID()}`)).toEqual([]);
  expect(await listed(`fromMs=${Date.parse(at(2))}&toMs=${Date.parse(at(3))}`)).toEqual([second]);
  expect(await listed("held=no")).toEqual([third]);
  expect(await listed("held=yes")).toEqual([second, first]);
  expect(await listed(`held=${id}`)).toEqual([second, first]);
  expect(await listed(`held=${randomUUID()}`)).toEqual([]);
  // Two of one moment: each comes once.
  await setting.rows("UPDATE conversation SET closed_at = $1 WHERE closed_at IS NOT NULL", [at(4)]);
  const pages: string[] = [];
  let next: string | null = "";
  for (let asked = 0; next !== null && asked < 5; asked++) {
    const one: RecordsPage = await page(`limit=1${next && `&before=${next}`}`);
    pages.push(...one.records.map((record) => record.conversation));
    next = one.next;
  }
  expect(pages).toHaveLength(3);
  expect(pages.toSorted()).toEqual([first, second, third].toSorted());

  for (const wrong of [
    "limit=0",
    "limit=101",
    "desk=1",
    "held=maybe",
    "class=x",
    "words=a",
    "before=1",
    "desk=1&desk=2",
  ])
    expect([wrong, (await ask("GET", `records?${wrong}`)).code]).toEqual([wrong, "malformed"]);
  expect(await codesOfOthers(setting, [["GET", "records"]])).toEqual(["forbidden"]);
  await lift(id);
});

test("[P9] who answers the desk learns by what its conversation is held and until when, and others that there is none", async () => {
  const conversation = await closed();
  const endsAtMs = Date.now() + 60_000;
  const id = await placed({ conversations: [conversation], endsAtMs });
  const path = `holds/of/${conversation}`;
  const asAnna = askAs(setting, await signIn(setting, setting.colleague("anna")));
  expect((await asAnna("GET", path)).value).toEqual({
    holds: [{ hold: id, kind: "woo", reference: "Woo 2026-14", endsAtMs }],
  });
  const bram = setting.colleague("bram");
  await setting.rows("UPDATE desk_member SET rights = '{review}' WHERE member_id = $1", [bram.member]);
  const asBram = askAs(setting, await signIn(setting, bram));
  expect((await asBram("GET", path)).code).toBe("not_found");
  expect((await ask("GET", `holds/of/${randomUUID()}`)).code).toBe("not_found");
  expect((await asAnna("GET", "holds/of/somewhere")).code).toBe("malformed");
});
