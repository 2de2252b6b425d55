import { randomUUID } from "node:crypto";
import { type AuditLog, type Deposit, type Deposits, maxDeposited } from "@eigenkanaal/protocol";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Begun, yes } from "../harness/conversation.js";
import { due, type OfficerName, useOfficers } from "../harness/destruction.js";
import { codesOfOthers } from "../harness/records.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
const officers = useOfficers(setting);
const { ask, post, propose, approve, approved, done, items } = officers;

beforeAll(async () => {
  await officers.roles("agent", "records_officer");
  // The list that the gateway makes once a day: all others are those that a test asks for.
  await due(setting);
  await officers.passDaily();
  await settle();
});
afterEach(() => settle());

/** What a test left is on no open list, and not due for the next. */
const settle = async () => {
  await setting.rows(
    "UPDATE destruction_list SET state = 'withdrawn', ended_at = now(), withdraw_reason = 'test', withdrawn_by = $1 WHERE ended_at IS NULL",
    [setting.colleague("anna").member],
  );
  await setting.rows("UPDATE conversation SET closed_at = now() WHERE state = 'closed'");
};

const selection = { desk: null, topic: null, class: null, fromMs: null, toMs: null, named: false };
const begun = { selection, chosen: 2, sealed: true };
const sha256 = "0a".repeat(32);
const whole = { result: "whole", leftOut: 0, sha256 };
const receipt = { receivedOn: "2026-01-31", reference: "RHC-2026-31", sha256 };

const put = (name: OfficerName, deposit: string, body: unknown = begun) =>
  ask<Deposit>(name, `deposits/${deposit}`, { method: "PUT", body });
const end = (name: OfficerName, deposit: string, body: unknown) =>
  post<Deposit>(name, `deposits/${deposit}/ending`, body);
const register = (name: OfficerName, deposit: string, body: unknown = receipt) =>
  post<Deposit>(name, `deposits/${deposit}/receipt`, body);
const add = (name: OfficerName, deposit: string, ...conversations: unknown[]) =>
  post(name, `deposits/${deposit}/conversations`, { conversations });
const closing = async ({ conversation }: Pick<Begun, "conversation">) => {
  const [row] = await setting.rows<{ at: Date }>(
    "SELECT closed_at AS at FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  return { conversation, closedAtMs: row?.at.getTime() ?? 0 };
};
const lines = async (act: string) =>
  (await ask<AuditLog>("anna", `audit-log?act=${encodeURIComponent(act)}`)).body.lines;

/** A conversation of a class that is kept forever, closed two years ago. */
const permanent = async () => {
  const of = await due(setting);
  await setting.rows("UPDATE conversation SET retention_class = '19.1.18' WHERE conversation_id = $1", [
    of.conversation,
  ]);
  return of;
};
/** A package of Anna's with these in it, whole. */
const packed = async (...conversations: Begun[]) => {
  const deposit = randomUUID();
  await put("anna", deposit);
  for (const one of conversations) await add("anna", deposit, await closing(one));
  expect(await end("anna", deposit, whole)).toMatchObject({ status: 200 });
  return deposit;
};

describe("a deposit", () => {
  test("[P30] is begun once, by an id of its own, and is a line with how many were chosen", async () => {
    const deposit = randomUUID();
    const first = await put("anna", deposit);
    expect(first).toMatchObject({
      ...{ status: 200, body: { deposit, ...begun, by: setting.colleague("anna").member } },
    });
    expect(first.body).toMatchObject({ ended: null, receipt: null, held: 0 });
    expect(await put("anna", deposit)).toEqual(first);
    expect(await put("anna", deposit, { ...begun, sealed: false })).toMatchObject({
      ...{ status: 409, body: { code: "id_in_use" } },
    });
    expect(await put("bram", deposit)).toMatchObject({ status: 409, body: { code: "id_in_use" } });
    expect(await put("anna", randomUUID(), { ...begun, chosen: 0 })).toMatchObject({ status: 400 });
    const { deposits } = (await ask<Deposits>("bram", "deposits")).body;
    expect(deposits).toEqual([first.body]);
    const told = await lines("PUT /api/v1/deposits/:deposit");
    expect(told.filter(({ result }) => result === "done")).toMatchObject([
      { objectKind: "deposit", objectId: deposit, result: "done", times: 2 },
    ]);
  });

  test("[P30] ends stopped and is gone on with, or whole and stands; by whoever began it", async () => {
    const deposit = randomUUID();
    await put("anna", deposit);
    const stopped = { result: "stopped", leftOut: 1, sha256: null };
    expect(await end("bram", deposit, stopped)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await end("anna", deposit, stopped)).toMatchObject({ body: { ended: { result: "stopped" } } });
    expect(await end("anna", deposit, { ...whole, sha256: null })).toMatchObject({ status: 400 });
    expect(await end("anna", deposit, { ...stopped, sha256 })).toMatchObject({ status: 400 });
    const ended = await end("anna", deposit, whole);
    expect(ended).toMatchObject({ status: 200, body: { ended: { result: "whole", sha256, leftOut: 0 } } });
    // The answer was lost.
    expect(await end("anna", deposit, whole)).toEqual(ended);
    for (const other of [stopped, { ...whole, sha256: "0b".repeat(32) }])
      expect(await end("anna", deposit, other)).toMatchObject({ status: 404 });
    const told = await lines("POST /api/v1/deposits/:deposit/ending");
    expect(told.filter(({ result }) => result === "done")).toMatchObject([
      { objectId: deposit, detail: "deposit_whole" },
      { objectId: deposit, detail: "deposit_stopped" },
    ]);
  });

  test("[P31] holds what is closed as it was when it was opened, and nothing once it is whole", async () => {
    const [first, second, third] = [await due(setting), await due(setting), await due(setting)];
    const deposit = randomUUID();
    await put("anna", deposit);
    const stale = await closing(second);
    await setting.rows("UPDATE conversation SET closed_at = now() WHERE conversation_id = $1", [
      second.conversation,
    ]);
    const none = { conversation: randomUUID(), closedAtMs: 1 };
    const named = [await closing(first), stale, none];
    expect(await add("bram", deposit, ...named)).toMatchObject({ status: 404 });
    for (const _ of [1, 2]) expect(await add("anna", deposit, ...named)).toMatchObject({ status: 204 });
    const many = Array.from({ length: maxDeposited + 1 }, () => none);
    expect(await add("anna", deposit, ...many)).toMatchObject({ status: 400 });
    expect(await end("anna", deposit, whole)).toMatchObject({ body: { held: 1 } });
    expect(await add("anna", deposit, await closing(third))).toMatchObject({ status: 404 });
    const rows = await setting.rows(
      "SELECT conversation_id AS id FROM deposit_conversation WHERE deposit_id = $1",
      [deposit],
    );
    expect(rows).toEqual([{ id: first.conversation }]);
  });

  test("[P32] a receipt is of a whole package, names it, and is registered once, by any officer", async () => {
    const deposit = randomUUID();
    await put("anna", deposit);
    expect(await register("bram", randomUUID())).toMatchObject({ status: 404 });
    expect(await register("bram", deposit)).toMatchObject({ status: 404 });
    await end("anna", deposit, whole);
    expect(await register("bram", deposit, { ...receipt, sha256: "0b".repeat(32) })).toMatchObject({
      ...{ status: 409, body: { code: "other_package" } },
    });
    expect(await register("bram", deposit, { ...receipt, receivedOn: "2999-01-01" })).toMatchObject({
      status: 400,
    });
    const registered = await register("bram", deposit);
    expect(registered).toMatchObject({
      status: 200,
      body: {
        receipt: { receivedOn: "2026-01-31", reference: "RHC-2026-31", by: setting.colleague("bram").member },
      },
    });
    expect(await register("chris", deposit)).toEqual(registered);
    expect(await register("chris", deposit, { ...receipt, reference: "RHC-2026-32" })).toMatchObject({
      ...{ status: 409, body: { code: "id_in_use" } },
    });
    const told = await lines("POST /api/v1/deposits/:deposit/receipt");
    expect(told.filter(({ result }) => result === "done")).toMatchObject([{ objectId: deposit }]);
  });

  test("[P32] what is registered, the application's own role cannot take back", async () => {
    const deposit = await packed();
    await register("anna", deposit);
    const url = new URL(setting.databases.databaseUrl);
    url.searchParams.set("options", "-c role=eigenkanaal_app");
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query("SELECT set_config('eigenkanaal.organisation', $1, false)", [
        setting.town.organisation,
      ]);
      const change = await client.query("UPDATE deposit SET receipt_reference = 'x' WHERE deposit_id = $1", [
        deposit,
      ]);
      expect(change.rowCount).toBe(0);
      await expect(client.query("DELETE FROM deposit WHERE deposit_id = $1", [deposit])).rejects.toThrow(
        "permission",
      );
      await expect(
        client.query("UPDATE deposit SET chosen = 1 WHERE deposit_id = $1", [deposit]),
      ).rejects.toThrow("permission");
    } finally {
      await client.end();
    }
  });

  test("[P34] to any other role all of it is forbidden", async () => {
    const id = randomUUID();
    expect(await ask("anna", "deposits")).toMatchObject({ status: 200 });
    const codes = await codesOfOthers(setting, [
      ["GET", "deposits"],
      ["PUT", `deposits/${id}`, begun],
      ["POST", `deposits/${id}/conversations`, { conversations: [{ conversation: id, closedAtMs: 1 }] }],
      ["POST", `deposits/${id}/ending`, whole],
      ["POST", `deposits/${id}/receipt`, receipt],
    ]);
    await officers.roles("agent", "records_officer");
    expect(codes).toEqual(["forbidden"]);
  });
});

describe("what is kept forever", () => {
  test("[P33] is on no list until the receipt of a package that holds it is registered; then it is, and goes", async () => {
    const kept = await permanent();
    expect(await propose("chris")).toBeNull();
    const deposit = await packed(kept);
    expect(await propose("chris")).toBeNull();
    await register("bram", deposit);
    const list = await approved();
    await done(list);
    const rows = await setting.rows("SELECT FROM conversation WHERE conversation_id = $1", [
      kept.conversation,
    ]);
    expect(rows).toEqual([]);
    // Nothing of it names the conversation any more.
    const named = await setting.rows("SELECT FROM deposit_conversation WHERE conversation_id = $1", [
      kept.conversation,
    ]);
    expect(named).toEqual([]);
  });

  test("[P33] stays where it was closed again since, or its package was another", async () => {
    const [again, other] = [await permanent(), await permanent()];
    await register("bram", await packed(again));
    await packed(other);
    await setting.rows(
      "UPDATE conversation SET closed_at = closed_at + interval '1 minute' WHERE conversation_id = $1",
      [again.conversation],
    );
    expect(await propose("chris")).toBeNull();
  });

  test("[P33] goes only while it is so: what is closed anew after the approval is left out", async () => {
    const kept = await permanent();
    await register("bram", await packed(kept));
    const list = (await propose("chris"))?.list ?? "";
    expect((await items(list)).items).toMatchObject([{ conversation: kept.conversation, class: "19.1.18" }]);
    await approve("anna", list);
    await setting.rows(
      "UPDATE conversation SET closed_at = closed_at + interval '1 minute' WHERE conversation_id = $1",
      [kept.conversation],
    );
    await approve("bram", list);
    await done(list);
    expect((await items(list)).items).toMatchObject([{ leftOut: "reopened" }]);
  });

  test("[P33] a receipt shortens no term", async () => {
    const young = await due(setting);
    await setting.rows("UPDATE conversation SET closed_at = now() WHERE conversation_id = $1", [
      young.conversation,
    ]);
    await register("bram", await packed(young));
    expect(await propose("chris")).toBeNull();
    yes(
      await young.citizen.call("conversation:load", {
        ...{ conversation: young.conversation, channel: "public", afterSeq: 0, limit: 1, mode: "once" },
      }),
    );
  });
});
