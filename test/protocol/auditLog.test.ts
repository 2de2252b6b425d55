import { createHash } from "node:crypto";
import { toBase64Url } from "@eigenkanaal/crypto";
import { AuditLog, ExportedAuditLine } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Connected, connectAgent, inboxFetch, signIn } from "../harness/callers.js";
import { begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const patience = { timeout: 20_000 };

/** Anna answers the first desk, Chris keeps the records and answers another, Bram answers the first too. */
let cookies: Record<"anna" | "bram" | "chris", string>;
beforeAll(async () => {
  const cookieOf = (name: "anna" | "bram" | "chris") => signIn(setting, setting.colleague(name));
  cookies = { anna: await cookieOf("anna"), bram: await cookieOf("bram"), chris: await cookieOf("chris") };
  await setting.rows("UPDATE member SET roles = '{records_officer}' WHERE member_id = $1", [
    setting.colleague("chris").member,
  ]);
});
const memberOf = (name: "anna" | "bram" | "chris") => setting.colleague(name).member;
const connect = (name: "anna" | "bram" | "chris"): Promise<Connected> =>
  connectAgent(setting, setting.colleague(name), cookies[name]);

type Line = {
  actor: string;
  session_id: string | null;
  act: string;
  object_kind: string | null;
  object_id: string | null;
  detail: string | null;
  result: string;
  times: number;
};
const newest = async () =>
  Number((await setting.rows<{ line: string }>("SELECT max(line_id) AS line FROM audit_line"))[0]?.line);
/** The lines of an act behind a line, oldest first. */
const linesOf = (act: string, behind: number) =>
  setting.rows<Line>(
    `SELECT actor, session_id, act, object_kind, object_id, detail, result, times FROM audit_line
     WHERE act = $1 AND line_id > $2 ORDER BY line_id`,
    [act, behind],
  );
const pseudonymOf = async (conversation: string) =>
  (
    await setting.rows<{ pseudonym: string }>(
      "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
      [conversation],
    )
  )[0]?.pseudonym;
/** The session of a cookie, as its owner sees it. */
const sessionOf = async (cookie: string) => {
  const { sessions } = await (await inboxFetch(setting, "/api/v1/sessions", { cookie })).json();
  return sessions.find(({ current }: { current: boolean }) => current).session as string;
};

describe("what is a line", () => {
  test("[Y1] an act on a conversation is a line with who, session, act, pseudonym and result; sending is none", async () => {
    const behind = await newest();
    const begun = await begin(setting);
    await say(begun);
    const anna = await connect("anna");
    const { conversation, epoch } = begun;
    yes(await anna.call("conversation:take", { conversation }));
    const answers = new Chain(epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(conversation, answers.text())));
    const by = { actor: memberOf("anna"), session_id: await sessionOf(cookies.anna) };
    const of = { object_kind: "conversation", object_id: await pseudonymOf(conversation) };
    expect(await linesOf("conversation:take", behind)).toEqual([
      { ...by, ...of, act: "conversation:take", detail: null, result: "done", times: 1 },
    ]);
    const acts = await setting.rows<{ act: string }>("SELECT act FROM audit_line WHERE line_id > $1", [
      behind,
    ]);
    expect(acts.map(({ act }) => act)).toEqual(["conversation:take"]);
    anna.socket.disconnect();
  });

  test("[Y1] an act whose transaction does not come about is no line", async () => {
    const behind = await newest();
    const begun = await begin(setting);
    await say(begun);
    const anna = await connect("anna");
    // What follows the line in the act's own transaction fails.
    await setting.rows(
      "ALTER TABLE conversation ADD CONSTRAINT nobodys CHECK (assignee_id IS NULL) NOT VALID",
    );
    const taken = await anna.call("conversation:take", { conversation: begun.conversation });
    await setting.rows("ALTER TABLE conversation DROP CONSTRAINT nobodys");
    expect(codeOf(taken)).toBe("internal");
    const done = async () =>
      (await linesOf("conversation:take", behind)).filter(({ result }) => result === "done");
    expect(await done()).toEqual([]);
    yes(await anna.call("conversation:take", { conversation: begun.conversation }));
    expect(await done()).toHaveLength(1);
    anna.socket.disconnect();
  });

  test("[Y1] what an operator imported is a line, and signing in and out are", async () => {
    const [imported] = await linesOf("operator import", 0);
    expect(imported).toMatchObject({ actor: "operator", session_id: null, result: "done" });
    const behind = await newest();
    const cookie = await signIn(setting, setting.colleague("bram"));
    const by = { actor: memberOf("bram"), session_id: await sessionOf(cookie), result: "done" };
    await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie });
    expect(await linesOf("POST /api/v1/session", behind)).toMatchObject([by]);
    expect(await linesOf("DELETE /api/v1/session", behind)).toMatchObject([by]);
  });

  test("[Y1] no line holds a conversation's id, a key, a name, a token or a word that anybody wrote", async () => {
    const begun = await begin(setting);
    await say(begun);
    const { conversation, citizen } = begun;
    const anna = await connect("anna");
    yes(await load(anna, conversation));
    yes(await anna.call("conversation:take", { conversation }));
    await anna.call("conversation:take", { conversation: "kanarie-als-gesprek" });
    const label = "10000000-0000-4000-8000-000000000001";
    const body = { desk: setting.desk.desk, name: "Kanarielabel", state: "in_use" };
    const { status } = await inboxFetch(setting, `/api/v1/labels/${label}`, {
      ...{ method: "PUT", body, cookie: cookies.anna },
    });
    expect(status).toBe(204);
    const account = `kanarie@${setting.town.domain}`;
    const auth = "A".repeat(43);
    await inboxFetch(setting, "/api/v1/session", { method: "POST", body: { account, auth } });
    const refused = () => linesOf("POST /api/v1/session", 0);
    await expect
      .poll(async () => (await refused()).some(({ result }) => result === "invalid_credentials"), patience)
      .toBe(true);
    const rows = await setting.rows<{ row: string }>("SELECT l::text AS row FROM audit_line l");
    const text = rows.map(({ row }) => row).join("\n");
    expect(text).toContain(label);
    expect(text).toContain(await pseudonymOf(conversation));
    const needles = [
      ...[conversation, conversation.replaceAll("-", ""), "anarie", setting.town.domain, "anna"],
      ...[toBase64Url(citizen.keys.signing.vk), Buffer.from(citizen.keys.signing.vk).toString("hex")],
      ...[cookies.anna.split(".")[1] ?? "", auth, "127.0.0.1", "::1"],
    ];
    expect(needles.every((needle) => needle.length > 2)).toBe(true);
    expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
    anna.socket.disconnect();
  });

  test("[Y2] of a channel the first page on a connection is a line, by whoever reads it; a page to search in is another", async () => {
    const begun = await begin(setting);
    for (let count = 0; count < 3; count++) await say(begun);
    const { conversation, citizen } = begun;
    const behind = await newest();
    const anna = await connect("anna");
    const read = async (wish: object = {}) => yes(await load(anna, conversation, { limit: 1, ...wish }));
    for (const afterSeq of [0, 1, 2]) await read({ afterSeq });
    yes(await load(citizen, conversation));
    const lines = () => linesOf("conversation:load", behind);
    const by = { actor: memberOf("anna"), session_id: await sessionOf(cookies.anna) };
    const of = { object_kind: "conversation", object_id: await pseudonymOf(conversation) };
    expect(await lines()).toMatchObject([{ ...by, ...of, detail: "public", result: "done" }]);
    await read({ mode: "once" });
    await read({ channel: "internal" });
    await read({ channel: "internal" });
    expect((await lines()).map(({ detail }) => detail)).toEqual(["public", "public_once", "internal"]);
    // From its beginning it is opened anew, and the page behind it is not.
    for (const afterSeq of [0, 1]) await read({ mode: "once", afterSeq });
    expect((await lines()).map(({ detail }) => detail)).toEqual([
      ...["public", "public_once", "internal", "public_once"],
    ]);
    const again = await connect("anna");
    yes(await load(again, conversation));
    expect((await lines()).map(({ detail }) => detail)).toHaveLength(5);
    for (const { socket } of [anna, again]) socket.disconnect();
  });

  test("[Y2] pages of one batch have each their line, and one that is refused has none that says it was read", async () => {
    const [first, second] = [await begin(setting), await begin(setting)];
    const behind = await newest();
    const [anna, chris] = [await connect("anna"), await connect("chris")];
    const answers = await Promise.all([
      ...[first, second].map(({ conversation }) => load(anna, conversation)),
      load(chris, first.conversation),
    ]);
    expect(answers.map(codeOf)).toEqual(["ok", "ok", "not_found"]);
    const lines = await linesOf("conversation:load", behind);
    const done = lines.filter(({ result }) => result === "done");
    expect(done.map(({ actor }) => actor)).toEqual([memberOf("anna"), memberOf("anna")]);
    const [one, other] = [await pseudonymOf(first.conversation), await pseudonymOf(second.conversation)];
    expect(new Set(done.map(({ object_id }) => object_id))).toEqual(new Set([one, other]));
    for (const { socket } of [anna, chris]) socket.disconnect();
  });

  test("[Y2] shares to search with are one line with their number, and none where there are none", async () => {
    const conversations = [(await begin(setting)).conversation, (await begin(setting)).conversation];
    const behind = await newest();
    const [anna, chris] = [await connect("anna"), await connect("chris")];
    yes(await anna.call("search:shares", { conversations }));
    yes(await chris.call("search:shares", { conversations }));
    expect(await linesOf("search:shares", behind)).toMatchObject([
      { actor: memberOf("anna"), object_kind: null, times: 2, result: "done" },
    ]);
    for (const { socket } of [anna, chris]) socket.disconnect();
  });
});

describe("what is refused", () => {
  test("[Y3] is a line with its code and without its object; a flood within a minute is one line", async () => {
    const { conversation } = await begin(setting);
    const behind = await newest();
    const chris = await connect("chris");
    const refused: Answer[] = [];
    for (let turn = 0; turn < 30; turn++)
      refused.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, () => chris.call("conversation:take", { conversation })),
        )),
      );
    expect(new Set(refused.map(codeOf))).toEqual(new Set(["not_found"]));
    const lines = () => linesOf("conversation:take", behind);
    await expect.poll(lines, patience).not.toEqual([]);
    const by = { actor: memberOf("chris"), session_id: await sessionOf(cookies.chris) };
    expect((await lines())[0]).toMatchObject({
      ...by,
      object_kind: null,
      object_id: null,
      result: "not_found",
    });
    // The rest is told when the gateway stops, or the minute is over.
    await setting.restartGateway(async () => {
      const written = await lines();
      expect(written.reduce((sum, { times }) => sum + times, 0)).toBe(300);
      expect(written.length).toBeLessThanOrEqual(3);
    });
  });

  test("[Y3] over HTTP too, for who may not, for what is malformed, and for a wrong passphrase with the account alone", async () => {
    const behind = await newest();
    const cookie = cookies.bram;
    const ask = (path: string, over: object = {}) => inboxFetch(setting, path, { cookie, ...over });
    expect((await ask("/api/v1/audit-log")).status).toBe(403);
    expect((await ask("/api/v1/campaigns/poster", { method: "PUT", body: { ended: false } })).status).toBe(
      403,
    );
    expect((await ask("/api/v1/labels/none", { method: "PUT", body: {} })).status).toBe(400);
    const { account, member } = setting.colleague("bram");
    const wrong = { method: "POST", body: { account, auth: "A".repeat(43) } };
    expect((await ask("/api/v1/session", wrong)).status).toBe(401);
    const refused = (act: string) => linesOf(act, behind);
    const by = { actor: memberOf("bram"), session_id: await sessionOf(cookie) };
    const expected: [string, object][] = [
      ["GET /api/v1/audit-log", { ...by, result: "forbidden" }],
      ["PUT /api/v1/campaigns/:campaign", { ...by, result: "forbidden" }],
      ["PUT /api/v1/labels/:label", { ...by, result: "malformed" }],
      [
        "POST /api/v1/session",
        { actor: "nobody", session_id: null, object_id: member, result: "invalid_credentials" },
      ],
    ];
    for (const [act, line] of expected) await expect.poll(() => refused(act), patience).toMatchObject([line]);
  });
});

describe("reading it", () => {
  const read = async (query = "", cookie = cookies.chris) => {
    const response = await inboxFetch(setting, `/api/v1/audit-log${query}`, { cookie });
    if (response.status !== 200) throw new Error(String(response.status));
    return AuditLog.parse(await response.json());
  };

  test("[Y4] a records officer reads it page by page, newest first, and each page is a line of its own", async () => {
    for (let count = 0; count < 3; count++) await read("?limit=1");
    const page = await read("?limit=3");
    expect(page.more).toBe(true);
    expect(page.lines.map(({ act, actor }) => [act, actor])).toEqual(
      Array.from({ length: 3 }, () => ["GET /api/v1/audit-log", memberOf("chris")]),
    );
    const numbers = page.lines.map(({ line }) => line);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    const next = await read(`?limit=3&beforeLine=${numbers.at(-1)}`);
    expect(next.lines.every(({ line }) => line < Number(numbers.at(-1)))).toBe(true);
    const first = Number(
      (await setting.rows<{ line: string }>("SELECT min(line_id) AS line FROM audit_line"))[0]?.line,
    );
    expect(await read(`?beforeLine=${first}`)).toEqual({ lines: [], more: false });
    expect((await read(`?beforeLine=${first + 1}`)).more).toBe(false);
  });

  test("[Y4] of one actor or of one act alone where that is asked, and only of the reader's own town", async () => {
    const anna = await read(`?actor=${memberOf("anna")}&limit=200`);
    expect(anna.lines.length).toBeGreaterThan(3);
    expect(new Set(anna.lines.map(({ actor }) => actor))).toEqual(new Set([memberOf("anna")]));
    const taken = await read(`?act=${encodeURIComponent("conversation:take")}`);
    expect(new Set(taken.lines.map(({ act }) => act))).toEqual(new Set(["conversation:take"]));
    await setting.rows(
      `INSERT INTO audit_line (organisation_id, actor, act, result)
       VALUES ('00000000-0000-4000-8000-000000000009', 'operator', 'operator seed', 'done')`,
    );
    expect((await read("?act=operator%20seed")).lines).toEqual([]);
  });

  test("[Y4] nobody else may, and a question of another form is malformed", async () => {
    const statusOf = async (path: string, cookie?: string) =>
      (await inboxFetch(setting, path, cookie === undefined ? {} : { cookie })).status;
    for (const path of ["/api/v1/audit-log", "/api/v1/audit-log/export?fromMs=0&toMs=1"]) {
      expect([path, await statusOf(path)]).toEqual([path, 401]);
      expect([path, await statusOf(path, cookies.anna)]).toEqual([path, 403]);
      expect([path, await statusOf(path, cookies.chris)]).toEqual([path, 200]);
    }
    const queries = ["limit=0", "limit=201", "beforeLine=-1", "actor=anna", "act=x", "other=1", "limit=1e2"];
    for (const query of queries)
      expect([query, await statusOf(`/api/v1/audit-log?${query}`, cookies.chris)]).toEqual([query, 400]);
    for (const query of ["", "?fromMs=1", "?fromMs=2&toMs=2", "?fromMs=0&toMs=x"])
      expect([query, await statusOf(`/api/v1/audit-log/export${query}`, cookies.chris)]).toEqual([
        query,
        400,
      ]);
  });

  test("[Y5] a period is given whole, in order and in the standard's form, and is a line before it is given", async () => {
    const organisation = setting.town.organisation;
    // More than the gateway has in memory at once, some of one moment.
    await setting.rows(
      `INSERT INTO audit_line (organisation_id, at, actor, act, object_kind, object_id, detail, result, times)
       SELECT $1::uuid, '2020-01-01T00:00Z'::timestamptz + (n / 3) * interval '1 second', 'nobody',
         'POST /api/v1/session', 'member', $2::text, NULL, CASE WHEN n % 2 = 0 THEN 'done' ELSE 'invalid_code' END, n
       FROM generate_series(1, 2500) AS n`,
      [organisation, memberOf("anna")],
    );
    const behind = await newest();
    const [fromMs, toMs] = [Date.parse("2020-01-01T00:00Z"), Date.parse("2020-01-02T00:00Z")];
    const response = await inboxFetch(setting, `/api/v1/audit-log/export?fromMs=${fromMs}&toMs=${toMs}`, {
      cookie: cookies.chris,
    });
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    expect(response.headers.get("content-disposition")).toContain("logboek-2020-01-01-2020-01-02.ndjson");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => ExportedAuditLine.parse(JSON.parse(line)));
    expect(lines.map(({ attributes }) => attributes["eigenkanaal.times"])).toEqual(
      Array.from({ length: 2500 }, (_, index) => index + 1),
    );
    expect(lines[1]).toEqual({
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      operation_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      status_code: "OK",
      name: "POST /api/v1/session",
      start_time: "2020-01-01T00:00:00.000Z",
      end_time: "2020-01-01T00:00:00.000Z",
      resource: { name: "eigenkanaal" },
      attributes: {
        "dpl.core.processing_activity_id": `tag:${setting.town.domain},2026:eigenkanaal/administration`,
        "eigenkanaal.actor": "nobody",
        "eigenkanaal.object_kind": "member",
        "eigenkanaal.object_id": memberOf("anna"),
        "eigenkanaal.result": "done",
        "eigenkanaal.times": 2,
        "eigenkanaal.line": expect.any(Number),
      },
    });
    expect(lines[0]?.status_code).toBe("ERROR");
    expect(new Set(lines.map(({ trace_id }) => trace_id)).size).toBe(2500);
    const exported = await linesOf("GET /api/v1/audit-log/export", behind);
    expect(exported.filter(({ result }) => result === "done")).toMatchObject([
      {
        actor: memberOf("chris"),
        object_kind: "period",
        object_id: "2020-01-01T00:00:00.000Z/2020-01-02T00:00:00.000Z",
        result: "done",
      },
    ]);
    const nothing = await inboxFetch(setting, `/api/v1/audit-log/export?fromMs=0&toMs=1`, {
      cookie: cookies.chris,
    });
    expect([nothing.status, await nothing.text()]).toEqual([200, ""]);
  });
});

describe("the chain", () => {
  type Sealed = {
    position: string;
    hash: Buffer;
    line_id: string;
    at: Date;
    actor: string;
    session_id: string | null;
    act: string;
    object_kind: string | null;
    object_id: string | null;
    detail: string | null;
    result: string;
    times: number;
  };
  const sealed = (organisation: string) =>
    setting.rows<Sealed>(
      `SELECT c.position, c.hash, l.* FROM audit_chain c JOIN audit_line l USING (organisation_id, line_id)
       WHERE organisation_id = $1 ORDER BY c.position`,
      [organisation],
    );
  const unsealed = () =>
    setting.rows(
      `SELECT line_id FROM audit_line l WHERE organisation_id = $1
       AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.organisation_id = $1 AND c.line_id = l.line_id)`,
      [setting.town.organisation],
    );

  test("[Y6] every line is sealed within seconds, each over the seal before it and its own bytes", async () => {
    await expect.poll(unsealed, patience).toEqual([]);
    const { organisation } = setting.town;
    let before = Buffer.alloc(32);
    const rows = await sealed(organisation);
    expect(rows.length).toBeGreaterThan(2_500);
    rows.forEach((row, index) => {
      expect(Number(row.position)).toBe(index + 1);
      const bytes = JSON.stringify([
        ...["1", organisation, row.line_id, row.at.toISOString(), row.actor, row.session_id, row.act],
        ...[row.object_kind, row.object_id, row.detail, row.result, String(row.times)],
      ]);
      before = createHash("sha256").update(before).update(bytes).digest();
      expect(row.hash.equals(before)).toBe(true);
    });
  });
});
