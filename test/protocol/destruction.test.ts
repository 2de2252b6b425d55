import { createHash, randomUUID } from "node:crypto";
import { inclusionPath, leafHash, treeRoot, verifyInclusion } from "@eigenkanaal/log";
import type { DestructionItems, DestructionProof, DestructionRegister } from "@eigenkanaal/protocol";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { type Begun, begin, codeOf, load, opening, sending, yes } from "../harness/conversation.js";
import { allCounted } from "../harness/counted.js";
import { age, due, passDay, tablesNaming, useOfficers } from "../harness/destruction.js";
import { makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
const officers = useOfficers(setting);
const { ask, post, propose, approve, approved, done, lists, items } = officers;

/** What the job proposed by itself, before anybody asked. */
let daily: { list: string; of: Begun };
beforeAll(async () => {
  await officers.roles("agent", "records_officer");
  const of = await due(setting);
  await vi.waitFor(async () => expect((await lists()).lists).toHaveLength(1), { timeout: 10_000 });
  daily = { list: (await lists()).lists[0]?.list ?? "", of };
});
afterEach(async () => {
  // What a test left is not due for the next.
  await setting.rows(
    "UPDATE destruction_list SET state = 'withdrawn', ended_at = now(), withdraw_reason = 'test', withdrawn_by = $1 WHERE ended_at IS NULL",
    [setting.colleague("anna").member],
  );
  await setting.rows("UPDATE conversation SET closed_at = now() WHERE state = 'closed'");
});

const keyOf = async (conversation: string) =>
  (await setting.keyRows("SELECT FROM conversation_key WHERE conversation_id = $1", [conversation])).length;
const rowOf = async (conversation: string) =>
  (await setting.rows("SELECT FROM conversation WHERE conversation_id = $1", [conversation])).length;
const isGone = async (conversation: string) => {
  expect([await rowOf(conversation), await keyOf(conversation)]).toEqual([0, 0]);
};
const stays = async (conversation: string) => {
  expect([await rowOf(conversation), await keyOf(conversation)]).toEqual([1, 1]);
};
/** By hand, as the owner: what another screen does. */
const hold = (conversation: string) => {
  const { organisation } = setting.town;
  const [id, anna] = [randomUUID(), setting.colleague("anna").member];
  return setting.rows(
    `WITH placed AS (INSERT INTO hold (organisation_id, hold_id, kind, reference, reason, by_scope, placed_by)
       VALUES ($1, $2, 'woo', 'Woo-1', 'verzoek', false, $4) RETURNING hold_id)
     INSERT INTO hold_conversation SELECT $1, hold_id, $3 FROM placed`,
    [organisation, id, conversation, anna],
  );
};
const register = async () =>
  (await ask<DestructionRegister>("anna", "destruction-register")).body.certificates;
const certificateOf = async (conversation: string) =>
  (await register())
    .map((one) => ({ ...one, body: JSON.parse(one.certificate) }))
    .find(({ body }) => body.conversation === conversation);

describe("a list", () => {
  test("[P10] is proposed once a day, of what is due, by nobody; and another day again", async () => {
    const { lists: all } = await lists();
    expect(all).toMatchObject([
      {
        list: daily.list,
        state: "proposed",
        proposedBy: null,
        needed: 2,
        approvals: [],
        items: { proposed: 1, left: 1 },
      },
    ]);
    expect((await items(daily.list)).items).toMatchObject([
      { conversation: daily.of.conversation, class: "6.3", held: false, removed: null, leftOut: null },
    ]);
    expect(
      (await post("anna", `destruction-lists/${daily.list}/withdrawal`, { reason: "morgen" })).status,
    ).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await lists()).lists).toHaveLength(1);
    await setting.rows("UPDATE destruction_list SET proposed_at = proposed_at - interval '1 day'");
    await expect.poll(async () => (await lists()).lists.length, { timeout: 10_000 }).toBe(2);
  });

  test("[P10] has what an officer asks for, and not what is open, held, not due, or on another list", async () => {
    const [first, held, young] = [await due(setting), await due(setting), await due(setting)];
    const open = await begin(setting);
    await age(setting, young.conversation, "-18 months");
    await hold(held.conversation);
    const list = await propose("anna");
    expect(list).toMatchObject({ state: "proposed", proposedBy: setting.colleague("anna").member });
    expect((await items(list?.list ?? "")).items.map(({ conversation }) => conversation)).toEqual([
      first.conversation,
    ]);
    expect(await propose("anna")).toBeNull();
    const second = await due(setting);
    expect((await items((await propose("bram"))?.list ?? "")).items).toMatchObject([
      { conversation: second.conversation },
    ]);
    await stays(open.conversation);
  });

  test("[P10] never has what is kept forever, and goes by pages", async () => {
    const kept = await due(setting);
    await setting.rows("UPDATE conversation SET retention_class = '19.1.18' WHERE conversation_id = $1", [
      kept.conversation,
    ]);
    expect(await propose("anna")).toBeNull();
    const { organisation } = setting.town;
    await setting.rows(
      `INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, outcome, opened_at,
         closed_at, last_activity_at, retention_class)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), $2, sha256('x'), 'closed', 'left', now() - interval '3 years',
         now() - interval '3 years', now() - interval '3 years', '6.3' FROM generate_series(1, 150)`,
      [organisation, setting.desk.desk],
    );
    const list = (await propose("anna"))?.list ?? "";
    const first = await items(list);
    expect([first.items.length, first.more]).toEqual([100, true]);
    const second = await items(list, first.items.at(-1)?.conversation);
    expect([second.items.length, second.more]).toEqual([50, false]);
    await setting.rows("DELETE FROM destruction_item WHERE list_id = $1", [list]);
    await setting.rows("DELETE FROM conversation WHERE citizen_vk = sha256('x')");
  });

  test("[P11] needs two different officers, and neither who asked for it; then all is destroyed", async () => {
    const begun = await due(setting);
    const list = (await propose("chris"))?.list ?? "";
    expect(await approve("chris", list)).toMatchObject({ status: 403, body: { code: "own_list" } });
    expect(await approve("anna", list)).toMatchObject({ status: 200, body: { state: "proposed" } });
    expect(await approve("anna", list)).toMatchObject({ status: 409, body: { code: "already_approved" } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await stays(begun.conversation);
    expect(await approve("bram", list)).toMatchObject({ status: 200, body: { state: "approved" } });
    await done(list);
    await isGone(begun.conversation);
    expect(await approve("bram", list)).toMatchObject({ status: 409, body: { code: "already_approved" } });
    expect(await approve("chris", list)).toMatchObject({ status: 409, body: { code: "list_ended" } });
    expect(await approve("anna", randomUUID())).toMatchObject({ status: 404 });
    expect((await items(list)).list.items).toEqual({
      proposed: 1,
      removed: 0,
      leftOut: 0,
      destroyed: 1,
      left: 0,
    });
  });

  test("[P11] passes with two officers where the gateway proposed it, and needs a third where one of them did; the lists say how many there are", async () => {
    const [anna, bram, chris] = (["anna", "bram", "chris"] as const).map(
      (name) => setting.colleague(name).member,
    );
    await setting.rows("UPDATE member SET roles = '{agent}' WHERE member_id <> ALL ($1)", [
      [anna, bram, chris],
    ]);
    expect((await lists()).officers).toBe(3);
    // Whose account is not in use any more counts for nobody.
    await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [chris]);
    expect((await lists()).officers).toBe(2);
    const begun = await due(setting);
    const list = (await propose("anna"))?.list ?? "";
    expect((await approve("bram", list)).body.state).toBe("proposed");
    expect((await approve("anna", list)).body.code).toBe("own_list");
    await new Promise((resolve) => setTimeout(resolve, 500));
    await stays(begun.conversation);
    // The same list, as the gateway makes one each day.
    await setting.rows("UPDATE destruction_list SET proposed_by = NULL WHERE list_id = $1", [list]);
    expect((await approve("anna", list)).body.state).toBe("approved");
    await done(list);
    await isGone(begun.conversation);
    await setting.rows("UPDATE member SET disabled_at = NULL");
    await officers.roles("agent", "records_officer");
  });

  test("[P11] needs as many as the table said when it was proposed", async () => {
    const { defaultRetention } = await import("@eigenkanaal/domain");
    await setting.rows("INSERT INTO retention_setting VALUES ($1, now(), $2, 'proef')", [
      setting.town.organisation,
      JSON.stringify({ ...defaultRetention, approvals: 1 }),
    ]);
    const begun = await due(setting);
    const list = (await propose("chris"))?.list ?? "";
    await setting.rows("DELETE FROM retention_setting");
    expect(await approve("anna", list)).toMatchObject({
      status: 200,
      body: { state: "approved", needed: 1 },
    });
    await done(list);
    await isGone(begun.conversation);
  });

  test("[P12] loses what an officer takes off with a reason, which is due again later; withdrawn it destroys nothing", async () => {
    const [going, staying] = [await due(setting), await due(setting)];
    const list = (await propose("chris"))?.list ?? "";
    const remove = (body: object) => post("anna", `destruction-lists/${list}/removals`, body);
    expect((await remove({ conversation: staying.conversation })).status).toBe(400);
    expect((await remove({ conversation: staying.conversation, reason: " " })).status).toBe(400);
    expect((await remove({ conversation: randomUUID(), reason: "nee" })).status).toBe(404);
    expect((await remove({ conversation: staying.conversation, reason: "loopt nog" })).status).toBe(204);
    expect((await remove({ conversation: staying.conversation, reason: "nog eens" })).status).toBe(204);
    // Who took something off may approve the rest.
    for (const name of ["anna", "bram"] as const) await approve(name, list);
    await done(list);
    await isGone(going.conversation);
    await stays(staying.conversation);
    const { list: ended, items: left } = await items(list);
    expect(ended.items).toMatchObject({ removed: 1, destroyed: 1 });
    const anna = setting.colleague("anna").member;
    expect(left).toMatchObject([
      { conversation: staying.conversation, removed: { by: anna, reason: "loopt nog" } },
    ]);
    expect((await remove({ conversation: staying.conversation, reason: "te laat" })).body.code).toBe(
      "list_ended",
    );

    const again = (await propose("chris"))?.list ?? "";
    expect((await items(again)).items).toMatchObject([{ conversation: staying.conversation, removed: null }]);
    const withdraw = () => post("bram", `destruction-lists/${again}/withdrawal`, { reason: "klopt niet" });
    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).body.code).toBe("list_ended");
    expect((await approve("anna", again)).body.code).toBe("list_ended");
    await stays(staying.conversation);
    expect((await items(again)).list).toMatchObject({
      state: "withdrawn",
      withdrawn: { reason: "klopt niet" },
    });
  });
});

describe("an item whose turn comes", () => {
  test("[P13] stays where it is not any more what was approved, and the list says why", async () => {
    const cases = {
      reopened: async ({ conversation, citizen, chain }: Begun) =>
        yes(await citizen.call("message:send", sending(conversation, chain.text()))),
      held: ({ conversation }: Begun) => hold(conversation),
      class_changed: ({ conversation }: Begun) =>
        setting.rows("UPDATE conversation SET retention_class = '6.1' WHERE conversation_id = $1", [
          conversation,
        ]),
    };
    const begun = new Map<string, Begun>();
    for (const why of Object.keys(cases)) begun.set(why, await due(setting));
    const going = await due(setting);
    const list = (await propose("chris"))?.list ?? "";
    await approve("anna", list);
    for (const [why, change] of Object.entries(cases)) await change(begun.get(why) as Begun);
    await approve("bram", list);
    await done(list);
    await isGone(going.conversation);
    const left = new Map((await items(list)).items.map((one) => [one.conversation as string, one.leftOut]));
    for (const [why, one] of begun) {
      await stays(one.conversation);
      expect([why, left.get(one.conversation)]).toEqual([why, why]);
    }
    expect((await items(list)).list.items).toMatchObject({ destroyed: 1, leftOut: 3 });
    // Once it is lifted it is due again.
    await setting.rows("UPDATE hold SET lifted_at = now(), lifted_by = placed_by, lift_reason = 'klaar'");
  });

  test("[P13] is reopened by who writes in that moment, or all of it is gone", async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => due(setting)));
    const list = await approved();
    const answers = await Promise.all(
      begun.map(async ({ conversation, citizen, chain }, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 25));
        return codeOf(await citizen.call("message:send", sending(conversation, chain.text())));
      }),
    );
    await done(list);
    for (const [index, { conversation }] of begun.entries()) {
      expect(["ok", "not_found"]).toContain(answers[index]);
      if (answers[index] === "ok") await stays(conversation);
      else await isGone(conversation);
    }
  });

  test("[P13] stays when a hold is placed in that moment, or the hold is refused", async () => {
    const begun = await due(setting);
    const holder = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await holder.connect();
    await holder.query("BEGIN");
    const { organisation } = setting.town;
    const [id, anna] = [randomUUID(), setting.colleague("anna").member];
    await holder.query(
      `INSERT INTO hold (organisation_id, hold_id, kind, reference, reason, by_scope, placed_by)
       VALUES ($1, $2, 'lawsuit', 'Z-1', 'zaak', true, $3)`,
      [organisation, id, anna],
    );
    const list = await approved();
    // The deletion waits for the hold that is being placed.
    await expect
      .poll(async () => (await setting.rows("SELECT FROM pg_locks WHERE NOT granted")).length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    await stays(begun.conversation);
    await holder.query("COMMIT");
    await holder.end();
    await done(list);
    await stays(begun.conversation);
    expect((await items(list)).items).toMatchObject([{ leftOut: "held" }]);
    await setting.rows("UPDATE hold SET lifted_at = now(), lifted_by = placed_by, lift_reason = 'klaar'");
  });
});

describe("what is destroyed", () => {
  test("[P14] leaves neither key nor row, and the events lead nowhere", async () => {
    const begun = await due(setting);
    const { conversation, citizen } = begun;
    const [row] = await setting.rows<{ pseudonym: string; actors: string[] }>(
      `SELECT pseudonym, (SELECT array_agg(a.pseudonym) FROM conversation_actor a
         WHERE a.conversation_id = c.conversation_id) AS actors FROM conversation c WHERE conversation_id = $1`,
      [conversation],
    );
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
    const needles = [conversation, conversation.replaceAll("-", ""), hex(citizen.keys.signing.vk)];
    expect(await tablesNaming(setting, needles)).toContain("message");
    expect(await tablesNaming(setting, needles)).toContain("keys.conversation_key");
    await done(await approved());
    expect(await tablesNaming(setting, needles)).toEqual(["destruction_register"]);
    expect(await tablesNaming(setting, needles.slice(2))).toEqual([]);
    // The pseudonyms stand in events and what is counted of them: nothing says whose they were.
    await allCounted(setting);
    expect(await tablesNaming(setting, [row?.pseudonym ?? "?", ...(row?.actors ?? ["?"])])).toEqual([
      "conversation_event",
      "conversation_figure",
    ]);
  });

  test("[P14] is only what enough officers approved: the gateway's own role deletes nothing else", async () => {
    const begun = await due(setting);
    const url = new URL(setting.databases.databaseUrl);
    url.searchParams.set("options", "-c role=eigenkanaal_app");
    const app = new pg.Client({ connectionString: url.href });
    await app.connect();
    await app.query("SELECT set_config('eigenkanaal.organisation', $1, false)", [setting.town.organisation]);
    const remove = async () =>
      (await app.query("DELETE FROM conversation WHERE conversation_id = $1", [begun.conversation])).rowCount;
    const { organisation } = setting.town;
    expect(await remove()).toBe(0);
    await app.query("INSERT INTO destruction_pending VALUES ($1, $2, '{}')", [
      organisation,
      begun.conversation,
    ]);
    expect(await remove()).toBe(0);
    // A pending row goes with its certificate only.
    expect((await app.query("DELETE FROM destruction_pending")).rowCount).toBe(0);
    await setting.rows("DELETE FROM destruction_pending");
    const list = (await propose("chris"))?.list ?? "";
    const approval = (member: string) =>
      app.query("INSERT INTO destruction_approval VALUES ($1, $2, $3)", [organisation, list, member]);
    await expect(approval(setting.colleague("chris").member)).rejects.toThrow(/row-level security/);
    await approval(setting.colleague("anna").member);
    await app.query("UPDATE destruction_list SET state = 'approved' WHERE list_id = $1", [list]);
    expect(await remove()).toBe(0);
    await stays(begun.conversation);
    for (const statement of [
      "UPDATE destruction_list SET approvals = 1",
      "UPDATE destruction_register SET certificate = '{}'",
      "DELETE FROM destruction_register",
      "DELETE FROM destruction_approval",
      "DELETE FROM destruction_root",
      "DELETE FROM message",
      "DELETE FROM conversation_event",
    ])
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    expect((await app.query("DELETE FROM destruction_item")).rowCount).toBe(0);
    await app.end();
  });

  test("[P15] is told to who has loaded it and to its desk, and to whoever asks later; its id begins nothing again", async () => {
    const begun = await due(setting);
    const { conversation, citizen } = begun;
    const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
    yes(await load(citizen, conversation));
    const stranger = await setting.citizen();
    await done(await approved());
    const told = await citizen.heard("conversation:destroyed");
    expect(told).toEqual({ conversation, atMs: expect.any(Number) });
    expect(await anna.heard("conversation:destroyed", (one) => one.conversation === conversation)).toEqual(
      told,
    );
    const { atMs: destroyedAtMs } = told;
    expect(await load(citizen, conversation)).toEqual({ ok: false, code: "destroyed", destroyedAtMs });
    expect(await load(anna, conversation)).toEqual({ ok: false, code: "destroyed", destroyedAtMs });
    for (const other of [chris, stranger]) expect(other.news("conversation:destroyed")).toEqual([]);
    expect(codeOf(await load(chris, conversation))).toBe("not_found");
    expect(codeOf(await load(stranger, randomUUID()))).toBe("not_found");
    expect(codeOf(await citizen.call("message:send", sending(conversation, begun.chain.text())))).toBe(
      "not_found",
    );
    expect(yes(await anna.call("search:shares", { conversations: [conversation] }))).toEqual({ shares: [] });
    const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
    expect(codeOf(await citizen.call("conversation:open", opening(setting, conversation, epoch)))).toBe(
      "destroyed",
    );
    expect(await keyOf(conversation)).toBe(0);
    const again = await connectCitizen(setting, citizen.keys);
    expect(codeOf(await again.call("conversation:find", {}))).toBe("not_found");
    again.socket.disconnect();
    // Also where it comes to the database by another way.
    await expect(
      setting.rows(
        `INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, opened_at, last_activity_at)
         VALUES ($1, $2, gen_random_uuid(), $3, sha256('x'), 'waiting', now(), now())`,
        [setting.town.organisation, conversation, setting.desk.desk],
      ),
    ).rejects.toThrow(/was destroyed/);
  });

  test("[P16] has a certificate of hashes and counts, each chained to the one before", async () => {
    const begun = await due(setting);
    const envelopes = await setting.rows<{ envelope: Buffer }>(
      "SELECT envelope FROM message WHERE conversation_id = $1 ORDER BY seq",
      [begun.conversation],
    );
    const sha256 = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
    const head = sha256(...envelopes.map(({ envelope }) => sha256(envelope))).toString("base64url");
    const list = await approved();
    await done(list);
    const found = await certificateOf(begun.conversation);
    expect(found?.body).toEqual({
      ...{
        v: 1,
        conversation: begun.conversation,
        desk: setting.desk.desk,
        class: "6.3",
        policyFromMs: null,
      },
      closedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      destroyedAtMs: expect.any(Number),
      list,
      public: { messages: 2, epochs: 1 },
      internal: { messages: 0, epochs: 0 },
      head,
    });
    const all = (await register()).toReversed();
    let before: Uint8Array = new Uint8Array(32);
    for (const [index, { seq, certificate, hash }] of all.entries()) {
      expect(seq).toBe(index + 1);
      before = sha256(before, Buffer.from(certificate));
      expect(hash).toBe(Buffer.from(before).toString("base64url"));
    }
    const page = (await ask<DestructionRegister>("anna", `destruction-register?before=${all.length}&limit=1`))
      .body;
    expect(page).toEqual({ certificates: [all.at(-2)], more: all.length > 2 });
    for (const wrong of ["before=0", "before=x", "limit=-1"])
      expect((await ask("anna", `destruction-register?${wrong}`)).status).toBe(400);
  });

  test("[P17] stands in its day's tree once the day is over", async () => {
    await due(setting);
    await done(await approved());
    const newest = (await register())[0]?.seq ?? 0;
    const proofOf = async (seq: number) =>
      (await ask<DestructionProof>("anna", `destruction-register/proof/${seq}`)).body;
    expect(await proofOf(newest)).toMatchObject({ certificate: { seq: newest }, tree: null });
    expect((await ask("anna", `destruction-register/proof/${newest + 1}`)).status).toBe(404);
    await passDay(setting);
    const hashes = (await register())
      .toReversed()
      .map(({ hash }) => new Uint8Array(Buffer.from(hash, "base64url")));
    const leaves = await Promise.all(hashes.map((hash) => leafHash(hash)));
    const root = Buffer.from(await treeRoot(leaves)).toString("base64url");
    const { tree, previous } = await proofOf(newest);
    expect(previous).toBe(Buffer.from(hashes[newest - 2] ?? new Uint8Array(32)).toString("base64url"));
    expect(tree).toEqual({
      ...{ index: newest - 1, size: newest, root, atMs: expect.any(Number) },
      path: (await inclusionPath(leaves, newest - 1)).map((one) => Buffer.from(one).toString("base64url")),
      log: expect.objectContaining({ index: expect.any(Number) }),
    });
    const leaf = { index: newest - 1, hash: leaves[newest - 1] ?? new Uint8Array() };
    const path = (tree?.path ?? []).map((one) => new Uint8Array(Buffer.from(one, "base64url")));
    const head = { size: newest, root: new Uint8Array(Buffer.from(root, "base64url")) };
    expect(await verifyInclusion(leaf, path, head)).toBe(true);
    expect(await setting.rows("SELECT FROM destruction_root")).toHaveLength(1);
  });
});

describe("a clock that was set back", () => {
  test("[P18] proposes, approves and destroys nothing until it stands right, and says so", async () => {
    const begun = await due(setting);
    const list = await propose("chris");
    const id = list?.list ?? "";
    await approve("anna", id);
    const shift = (by: string) =>
      setting.rows("UPDATE destruction_approval SET at = at + $1::interval WHERE list_id = $2", [by, id]);
    await shift("1 hour");
    expect((await lists()).clock).toBe("behind");
    expect(await approve("bram", id)).toMatchObject({ status: 409, body: { code: "clock_behind" } });
    expect(await post("anna", "destruction-lists")).toMatchObject({
      status: 409,
      body: { code: "clock_behind" },
    });
    await setting.rows("UPDATE destruction_list SET state = 'approved' WHERE list_id = $1", [id]);
    await setting.rows("INSERT INTO destruction_approval VALUES ($1, $2, $3)", [
      setting.town.organisation,
      id,
      setting.colleague("bram").member,
    ]);
    await expect
      .poll(() => setting.gateway.output().includes("clock was set back"), { timeout: 10_000 })
      .toBe(true);
    await stays(begun.conversation);
    await shift("-1 hour");
    expect((await lists()).clock).toBe("stands");
    await done(id);
    await isGone(begun.conversation);
  });
});

describe("who may", () => {
  test("[P19] is a records officer, and nobody else", async () => {
    const list = randomUUID();
    const asked: [string, string, number][] = [
      ["GET", "destruction-lists", 200],
      ["POST", "destruction-lists", 200],
      ["GET", `destruction-lists/${list}`, 404],
      ["POST", `destruction-lists/${list}/approvals`, 404],
      ["POST", `destruction-lists/${list}/removals`, 404],
      ["POST", `destruction-lists/${list}/withdrawal`, 404],
      ["GET", "destruction-register", 200],
      ["GET", "destruction-register/proof/9999", 404],
    ];
    const body = (path: string) =>
      path.endsWith("/removals") ? { conversation: randomUUID(), reason: "x" } : { reason: "x" };
    const statuses = () =>
      Promise.all(
        asked.map(async ([method, path]) => {
          const { status } = await ask<DestructionItems>("anna", path, {
            method,
            ...(method === "POST" && { body: body(path) }),
          });
          return [method, path, status];
        }),
      );
    for (const role of ["agent", "supervisor", "key_officer", "functional_administrator"]) {
      await officers.roles(role);
      expect(await statuses()).toEqual(asked.map(([method, path]) => [method, path, 403]));
    }
    await officers.roles("records_officer");
    expect(await statuses()).toEqual(asked);
    await officers.roles("agent", "records_officer");
  });
});

test("[P16] a certificate that was changed, or one that is missing, is found at its place by the operator's command", async () => {
  const { runProgram } = await import("../harness/gateway.js");
  const verify = () =>
    runProgram("operator/verifyRegister.js", { env: { OWNER_DATABASE_URL: setting.databases.databaseUrl } });
  const whole = await verify();
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.output).toMatch(/^The register stands: \d+ certificates/);
  await setting.rows(
    "UPDATE destruction_register SET certificate = replace(certificate, '\"messages\":2', '\"messages\":3') WHERE seq = 2",
  );
  const changed = await verify();
  expect(changed.code).toBe(1);
  expect(changed.output.trim().split("\n")).toEqual([
    expect.stringMatching(/, number 2: its hash is not that of the one before and its own text\.$/),
  ]);
  await setting.rows("DELETE FROM destruction_register WHERE seq = 1");
  const missing = await verify();
  expect(missing.code).toBe(1);
  expect(missing.output).toContain("number 1 is missing");
  expect(missing.output).toContain("its root is not that of its certificates");
});
