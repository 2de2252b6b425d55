import { randomUUID } from "node:crypto";
import { certificateHash, fromBase64Url, toBase64Url } from "@eigenkanaal/crypto";
import { DeskKeys, Directory, MemberDirectory, Members, Session } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

const widgetFetch = (path: string) => fetch(`${setting.gateway.widgetOrigin}${path}`);
const directoryPath = () => `/api/v1/organisations/${setting.town.rootB64}/directory`;

describe("refusals", () => {
  test("[H1] a refusal is problem+json with its code and status", async () => {
    for (const response of [
      await widgetFetch("/api/v1/nothing"),
      await widgetFetch(`/api/v1/organisations/${toBase64Url(new Uint8Array(32))}/directory`),
      await widgetFetch("/api/v1/organisations/!/directory"),
      await widgetFetch("/api/v1/organisations/!/topic-words"),
    ]) {
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toEqual({
        type: "about:blank",
        title: "Not Found",
        status: 404,
        code: "not_found",
      });
    }
    expect((await widgetFetch(directoryPath())).status).toBe(200);
  });

  test("[H1] every route of a member is theirs, and unauthenticated without a session", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    for (const path of ["/api/v1/session", "/api/v1/directory", "/api/v1/desk-keys", "/api/v1/members"]) {
      const without = await inboxFetch(setting, path);
      expect([path, without.status, (await without.json()).code]).toEqual([path, 401, "unauthenticated"]);
      expect([path, (await inboxFetch(setting, path, { cookie })).status]).toEqual([path, 200]);
    }
  });

  test("[H1] a member sees their own desk keys and their own organisation's colleagues", async () => {
    const { town } = setting;
    const of = async (name: "anna" | "chris") => {
      const cookie = await signIn(setting, setting.colleague(name));
      const get = async (path: string) => (await inboxFetch(setting, path, { cookie })).json();
      return {
        session: Session.parse(await get("/api/v1/session")),
        desks: DeskKeys.parse(await get("/api/v1/desk-keys")).keys.map(({ desk }) => desk),
        members: Members.parse(await get("/api/v1/members")).members.map(({ name: one }) => one),
      };
    };
    expect(await of("anna")).toMatchObject({
      session: { account: setting.colleague("anna").account },
      desks: [setting.desk.desk],
      members: [...town.people.keys()].toSorted(),
    });
    expect((await of("chris")).desks).toEqual([setting.otherDesk.desk]);
  });
});

describe("bodies", () => {
  const post = (body: string, type = "application/json") =>
    fetch(`${setting.gateway.inboxOrigin}/api/v1/session/parameters`, {
      method: "POST",
      headers: { origin: setting.gateway.inboxOrigin, "content-type": type },
      body,
    });

  test("[H2] JSON of its shape is taken, anything else is malformed", async () => {
    const right = JSON.stringify({ account: "anna@voorbeeld.example" });
    for (const [body, type] of [
      ["{", undefined],
      ["[]", undefined],
      ["", undefined],
      [JSON.stringify({ account: 7 }), undefined],
      [JSON.stringify({ account: "anna@voorbeeld.example", text: "x" }), undefined],
      [right, "text/plain"],
      [right, "application/json; charset=latin7"],
    ] as const) {
      const response = await post(body, type);
      expect([body, response.status, (await response.json()).code]).toEqual([body, 400, "malformed"]);
    }
    expect((await post(right)).status).toBe(200);
  });

  test("[H2] a body above 64 kB is too_large", async () => {
    const of = async (length: number) =>
      (await (await post(JSON.stringify({ account: "a".repeat(length) }))).json()).code;
    expect(await of(64_000)).toBe("too_large");
    expect(await of(60_000)).toBe("malformed");
  });
});

describe("directory", () => {
  test("[H3] it holds every certificate at its place in the log, the log's size and root, desks and contact", async () => {
    const directory = Directory.parse(await (await widgetFetch(directoryPath())).json());
    const { town } = setting;
    const { size, root } = await town.checkpoint();
    expect(directory.log).toEqual({ size, root: toBase64Url(root) });
    expect(directory.certificates.map(({ logIndex }) => logIndex)).toEqual(town.log.map((_, index) => index));
    const payload = fromBase64Url(directory.certificates[3]?.payload ?? "") ?? new Uint8Array();
    const hashes = town.desks.flatMap(({ roster, key }) => [roster.hash, key.hash]).map(toBase64Url);
    expect(hashes).toContain(toBase64Url(await certificateHash(payload)));
    const desks = town.desks.filter(({ kind }) => kind === "desk").map(({ desk }) => desk);
    expect(directory.desks.map(({ desk }) => desk as string).toSorted()).toEqual(desks.toSorted());
    expect(directory.contact.counterUrl).toMatch(/^https:/);
  });

  test("[H3] it shows what is valid now and says nothing of who asks", async () => {
    const { desk, town } = setting;
    const hours = {
      timeZone: "Europe/Amsterdam",
      weekly: [{ day: 1, opens: "08:30", closes: "17:00" }],
      exceptions: [],
    };
    const settings = [
      ["2020-01-01", "Vroeger"],
      ["2021-01-01", "Nu"],
      ["2999-01-01", "Later"],
    ] as const;
    const topic = randomUUID();
    await setting.rows("INSERT INTO topic VALUES ($1, $2)", [town.organisation, topic]);
    for (const [from, nl] of settings) {
      await setting.rows("INSERT INTO desk_setting VALUES ($1, $2, $3, $4, $5)", [
        town.organisation,
        desk.desk,
        from,
        { nl },
        hours,
      ]);
      await setting.rows("INSERT INTO topic_setting VALUES ($1, $2, $3, $4, $5)", [
        town.organisation,
        topic,
        from,
        desk.desk,
        { nl },
      ]);
    }
    const read = async (response: Response) => Directory.parse(await response.json());
    const asked = await read(await widgetFetch(directoryPath()));
    expect(asked.desks.find((one) => one.desk === desk.desk)).toMatchObject({ name: { nl: "Nu" }, hours });
    expect(asked.topics).toMatchObject([{ topic, desk: desk.desk, name: { nl: "Nu" } }]);
    const cookie = await signIn(setting, setting.colleague("anna"));
    const told = await inboxFetch(setting, "/api/v1/directory", { cookie });
    const asMember = MemberDirectory.parse(await told.json());
    expect({ ...asMember, nowMs: 0 }).toEqual({
      ...asked,
      nowMs: 0,
      emergencyProcedure: null,
      former: { desks: [], topics: [] },
      figuresPerColleague: null,
    });
  });
});

describe("headers", () => {
  test("[H4] every response carries its policy, is nosniff and no-referrer, and denies framing", async () => {
    const responses = [
      await widgetFetch("/healthz"),
      await widgetFetch(directoryPath()),
      await widgetFetch("/nothing"),
      await inboxFetch(setting, "/"),
      await inboxFetch(setting, "/index.html"),
      await inboxFetch(setting, "/api/v1/session"),
      await inboxFetch(setting, "/api/v1/session", {
        method: "POST",
        body: {},
        origin: "https://evil.example",
      }),
    ];
    for (const { headers, url } of responses) {
      const policy = headers.get("content-security-policy") ?? "";
      expect([url, policy]).toEqual([url, expect.stringMatching(/default-src 'none'/)]);
      expect([url, policy]).toEqual([url, expect.stringMatching(/frame-ancestors 'none'/)]);
      expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBe(null);
    }
  });

  test("[H4] the widget's page may be framed by the towns' own origins and by no other", async () => {
    const ancestors = async (path: string) => {
      const { headers } = await widgetFetch(path);
      return [
        /frame-ancestors ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1],
        headers.get("x-frame-options"),
      ];
    };
    expect(await ancestors("/")).toEqual(["'none'", "DENY"]);
    await setting.rows("INSERT INTO embedding_origin VALUES ($1, 'https://www.town.example')", [
      setting.town.organisation,
    ]);
    for (const path of ["/", "/index.html"])
      expect(await ancestors(path)).toEqual(["https://www.town.example", null]);
    expect(await ancestors("/healthz")).toEqual(["'none'", "DENY"]);
  });
});
