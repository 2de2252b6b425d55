import { createHash, randomUUID } from "node:crypto";
import { type AuditLine, AuditLog, maxApiTokens, Role } from "@eigenkanaal/protocol";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAsProgram, tokensOf } from "../harness/apiTokens.js";
import { inboxFetch, signIn } from "../harness/callers.js";
import { makeSupervisor } from "../harness/figures.js";
import { askAs } from "../harness/records.js";
import { useSetting } from "../harness/setting.js";

/** Tokens of supervisors: who makes them, what they open, and how they end. */

const setting = useSetting();
let anna: Awaited<ReturnType<typeof tokensOf>>;
let chris: Awaited<ReturnType<typeof tokensOf>>;

const paths = [
  "desks",
  "reports?fromDate=2026-11-01&toDate=2026-11-30",
  "conversations?fromDate=2026-11-01&toDate=2026-11-30",
];
const statusesWith = (secret: string) =>
  Promise.all(paths.map(async (path) => (await askAsProgram(setting, path, { secret })).status));
const opened = paths.map(() => 200);
const closed = paths.map(() => 401);
const desksWith = async (secret: string) =>
  (
    (await (await askAsProgram(setting, "desks", { secret })).json()) as { desks: { desk: string }[] }
  ).desks.map(({ desk }) => desk);
const wish = (over: object = {}) => ({ name: "Power BI", desks: [setting.desk.desk], days: 90, ...over });
const tokens = () => setting.rows<Record<string, unknown>>("SELECT * FROM api_token");
const setRoles = (name: "anna" | "chris", roles: string[]) =>
  setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [setting.colleague(name).member, roles]);

beforeAll(async () => {
  await makeSupervisor(setting, "anna", [setting.desk]);
  await makeSupervisor(setting, "chris", [setting.otherDesk]);
  anna = await tokensOf(setting, "anna");
  chris = await tokensOf(setting, "chris");
});
beforeEach(async () => {
  await setting.rows("DELETE FROM api_token");
});

describe("making one", () => {
  test("[I20] tells its secret once, and the gateway keeps nothing but its hash", async () => {
    const { secret, ...made } = await anna.make([setting.desk]);
    expect(made).toMatchObject({
      name: "Power BI",
      desks: [setting.desk.desk],
      lastUsedOn: null,
      endedAtMs: null,
    });
    expect(Math.round((made.expiresAtMs - made.createdAtMs) / 3_600_000)).toBe(90 * 24);
    expect(await statusesWith(secret)).toEqual(opened);
    const listed = await anna.list();
    expect(listed).toMatchObject({ supervised: [setting.desk.desk], tokens: [{ token: made.token }] });
    expect(JSON.stringify(listed)).not.toContain(secret.slice(4));
    const [row] = await tokens();
    expect(row?.secret_hash).toEqual(createHash("sha256").update(secret).digest());
    expect((await anna.make([setting.desk])).secret).not.toBe(secret);
  });

  test("[I20] is of desks that one supervises oneself, and another's is not there", async () => {
    const { desk, otherDesk } = setting;
    for (const desks of [[otherDesk.desk], [desk.desk, otherDesk.desk], [randomUUID()]])
      expect(await anna.ask("POST", "api-tokens", wish({ desks }))).toMatchObject({
        status: 404,
        code: "not_found",
      });
    expect(await tokens()).toEqual([]);
    const { token, secret } = await anna.make([desk]);
    expect((await chris.list()).tokens).toEqual([]);
    expect(await chris.revoke(token)).toBe(404);
    expect(await statusesWith(secret)).toEqual(opened);
    expect(await anna.revoke(token)).toBe(204);
    expect([await anna.revoke(token), await anna.revoke(randomUUID())]).toEqual([404, 404]);
  });

  test("[I20] takes a name, desks, and at most a year; another wish is malformed", async () => {
    for (const over of [{ days: 1 }, { days: 365 }, { name: "x".repeat(80) }])
      expect([over, (await anna.ask("POST", "api-tokens", wish(over))).status]).toEqual([over, 201]);
    for (const over of [
      ...[{ days: 0 }, { days: 366 }, { days: 1.5 }, { name: " " }, { name: "x".repeat(81) }, { desks: [] }],
      ...[{ desks: undefined }, { secret: "ekt_mine" }],
    ])
      expect([over, (await anna.ask("POST", "api-tokens", wish(over))).code]).toEqual([over, "malformed"]);
  });

  test("[I20] stops at twenty that live, asked one by one or at once", async () => {
    const make = async () => (await anna.ask("POST", "api-tokens", wish())).status;
    for (let made = 0; made < maxApiTokens - 2; made++) expect(await make()).toBe(201);
    const atOnce = await Promise.all([make(), make(), make(), make()]);
    expect(atOnce.toSorted()).toEqual([201, 201, 413, 413]);
    const [one] = (await anna.list()).tokens;
    expect(await anna.revoke(one?.token ?? "")).toBe(204);
    expect([await make(), await make()]).toEqual([201, 413]);
  });

  test("[I20] is for supervisors, and for nobody else", async () => {
    const { token } = await anna.make([setting.desk]);
    const asked = async () => [
      (await anna.ask("GET", "api-tokens")).status,
      (await anna.ask("POST", "api-tokens", wish())).status,
      (await anna.ask("DELETE", `api-tokens/${token}`)).status,
    ];
    for (const role of Role.options.filter((one) => one !== "supervisor")) {
      await setRoles("anna", [role]);
      expect([role, await asked()]).toEqual([role, [403, 403, 403]]);
    }
    await setRoles("anna", ["supervisor"]);
    const nobody = askAs(setting, "");
    expect((await nobody("GET", "api-tokens")).status).toBe(401);
    expect((await nobody("POST", "api-tokens", wish())).status).toBe(401);
    expect(await asked()).toEqual([200, 201, 204]);
  });
});

describe("a token ends", () => {
  test("[I21] when it is revoked, and at its last moment", async () => {
    const [revoked, expired, other] = [
      await anna.make([setting.desk]),
      await anna.make([setting.desk], { days: 1 }),
      await anna.make([setting.desk]),
    ];
    expect([await statusesWith(revoked.secret), await statusesWith(expired.secret)]).toEqual([
      opened,
      opened,
    ]);
    expect(await anna.revoke(revoked.token)).toBe(204);
    await setting.rows(
      "UPDATE api_token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 second' WHERE token_id = $1",
      [expired.token],
    );
    for (const { secret } of [revoked, expired]) expect(await statusesWith(secret)).toEqual(closed);
    const ended = (await anna.list()).tokens.filter(({ endedAtMs }) => endedAtMs !== null);
    expect(ended.map(({ token }) => token).toSorted()).toEqual([revoked.token, expired.token].toSorted());
    expect(await statusesWith(other.secret)).toEqual(opened);
  });

  test("[I21] with the role and the account of who made it", async () => {
    const { secret } = await anna.make([setting.desk]);
    const { member } = setting.colleague("anna");
    await setRoles("anna", ["agent", "records_officer"]);
    expect(await statusesWith(secret)).toEqual(closed);
    await setRoles("anna", ["supervisor"]);
    expect(await statusesWith(secret)).toEqual(opened);
    await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [member]);
    expect(await statusesWith(secret)).toEqual(closed);
    await setting.rows("UPDATE member SET disabled_at = NULL WHERE member_id = $1", [member]);
    expect(await statusesWith(secret)).toEqual(opened);
  });

  test("[I21] for a desk that its maker supervises no more, and reaches none that it does not name", async () => {
    const { desk, otherDesk } = setting;
    const reportOf = async (secret: string, one: string) =>
      (await askAsProgram(setting, `${paths[1]}&desk=${one}`, { secret })).status;
    const supervises = async (...desks: (typeof desk)[]) => {
      await setting.rows("UPDATE desk_member SET rights = '{answer}' WHERE member_id = $1", [
        setting.colleague("anna").member,
      ]);
      for (const { desk: one } of desks)
        await setting.rows(
          `INSERT INTO desk_member (organisation_id, desk_id, member_id, rights) VALUES ($1, $2, $3, '{supervise}')
           ON CONFLICT (organisation_id, desk_id, member_id) DO UPDATE SET rights = '{supervise}'`,
          [setting.town.organisation, one, setting.colleague("anna").member],
        );
    };
    await supervises(desk, otherDesk);
    const [both, one] = [await anna.make([desk, otherDesk]), await anna.make([desk])];
    expect((await desksWith(both.secret)).toSorted()).toEqual([desk.desk, otherDesk.desk].toSorted());
    expect(await desksWith(one.secret)).toEqual([desk.desk]);
    expect([await reportOf(both.secret, otherDesk.desk), await reportOf(one.secret, otherDesk.desk)]).toEqual(
      [200, 404],
    );
    await supervises(desk);
    expect(await desksWith(both.secret)).toEqual([desk.desk]);
    expect([await reportOf(both.secret, desk.desk), await reportOf(both.secret, otherDesk.desk)]).toEqual([
      200, 404,
    ]);
    await supervises();
    expect(await desksWith(both.secret)).toEqual([]);
    await makeSupervisor(setting, "anna", [desk]);
  });
});

describe("where it serves", () => {
  test("[I22] is the figures' own paths alone, and there nothing else serves", async () => {
    const { secret } = await anna.make([setting.desk]);
    const session = { cookie: anna.cookie };
    for (const path of paths) {
      expect((await askAsProgram(setting, path, { headers: session })).status).toBe(401);
      expect((await askAsProgram(setting, path)).status).toBe(401);
      // What is in an address ends up in logs.
      const withIt = `${path}${path.includes("?") ? "&" : "?"}access_token=${secret}`;
      expect((await askAsProgram(setting, withIt)).status).toBe(401);
      expect((await askAsProgram(setting, path, { secret: `${secret}x` })).status).toBe(401);
      expect((await askAsProgram(setting, path, { secret: `ekt_${"A".repeat(43)}` })).status).toBe(401);
      expect(
        (await askAsProgram(setting, path, { headers: { authorization: `Basic ${secret}` } })).status,
      ).toBe(401);
      expect(
        (await askAsProgram(setting, path, { headers: { authorization: `bearer ${secret}` } })).status,
      ).toBe(200);
    }
    const period = "fromDate=2026-11-01&toDate=2026-11-30";
    const move = `from=${setting.desk.desk}&to=${setting.otherDesk.desk}`;
    for (const path of [
      ...["session", "api-tokens", "directory", "members", "blocks", "audit-log", "board", "shared-remarks"],
      ...[`reports?${period}`, `reports/conversations?${period}`, `reports/moves?${period}&${move}`],
    ]) {
      const { gateway } = setting;
      const headers = { authorization: `Bearer ${secret}` };
      expect([path, (await fetch(`${gateway.inboxOrigin}/api/v1/${path}`, { headers })).status]).toEqual([
        path,
        401,
      ]);
    }
  });

  test("[I22] is said as RFC 6750 has it, and no page of another origin is let in", async () => {
    const { secret } = await anna.make([setting.desk]);
    const challengeTo = async (options: { secret?: string }) =>
      (await askAsProgram(setting, "desks", options)).headers.get("www-authenticate");
    expect(await challengeTo({})).toBe("Bearer");
    expect(await challengeTo({ secret: "ekt_wrong" })).toBe('Bearer error="invalid_token"');
    expect(await challengeTo({ secret })).toBeNull();
    const origin = "https://elders.example";
    const preflight = {
      origin,
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization",
    };
    for (const path of paths) {
      const asked = await askAsProgram(setting, path, { method: "OPTIONS", headers: preflight });
      expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([403, null]);
      const read = await askAsProgram(setting, path, { secret, headers: { origin } });
      expect(read.headers.get("access-control-allow-origin")).toBeNull();
    }
    for (const method of ["POST", "PUT", "DELETE"])
      expect([method, (await askAsProgram(setting, "desks", { secret, method })).ok]).toEqual([
        method,
        false,
      ]);
  });
});

describe("the audit log", () => {
  const lines = async (): Promise<AuditLine[]> => {
    await setRoles("chris", ["records_officer"]);
    const officer = await signIn(setting, setting.colleague("chris"));
    const read = await inboxFetch(setting, "/api/v1/audit-log?limit=200", { cookie: officer });
    await setRoles("chris", ["supervisor"]);
    return AuditLog.parse(await read.json()).lines.filter(({ objectKind }) => objectKind === "api_token");
  };
  const of = async (token: string) =>
    (await lines())
      .filter(({ objectId }) => objectId === token)
      .map(({ act, result, actor, session }) => ({ act, result, actor, bySession: session !== null }))
      .toReversed();

  test("[I28] has that it was made, its first use of a day, that it was revoked, and what was refused to it", async () => {
    const actor = setting.colleague("anna").member;
    const { token, secret } = await anna.make([setting.desk]);
    await setting.rows("UPDATE api_token SET last_used_on = current_date - 2 WHERE token_id = $1", [token]);
    for (let time = 0; time < 3; time++) await askAsProgram(setting, "desks", { secret });
    expect((await anna.list()).tokens[0]?.lastUsedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    await askAsProgram(setting, `${paths[1]}&desk=${setting.otherDesk.desk}`, { secret });
    expect(await anna.revoke(token)).toBe(204);
    await askAsProgram(setting, "desks", { secret });
    const byProgram = { actor, bySession: false };
    await expect.poll(async () => (await of(token)).length, { timeout: 10_000 }).toBe(5);
    const noted = await of(token);
    expect(noted).toHaveLength(5);
    expect(noted).toEqual(
      expect.arrayContaining([
        { act: "POST /api/v1/api-tokens", result: "done", actor, bySession: true },
        { act: "GET /api/v1/figures/desks", result: "done", ...byProgram },
        { act: "GET /api/v1/figures/reports", result: "not_found", ...byProgram },
        { act: "DELETE /api/v1/api-tokens/:token", result: "done", actor, bySession: true },
        { act: "GET /api/v1/figures/desks", result: "unauthenticated", ...byProgram },
      ]),
    );
  });

  test("[I28] has no secret, nor has anything that the gateway wrote", async () => {
    const { secret } = await anna.make([setting.desk]);
    await statusesWith(secret);
    await askAsProgram(setting, `desks?access_token=${secret}`);
    await expect.poll(() => setting.gateway.output()).toContain("/api/v1/figures/desks");
    expect(setting.gateway.output()).not.toContain(secret.slice(4));
    expect(JSON.stringify(await setting.rows("SELECT * FROM audit_line"))).not.toContain(secret.slice(4));
  });
});
