import { randomBytes, randomUUID } from "node:crypto";
import { toBase64Url } from "@eigenkanaal/crypto";
import { describe, expect, test } from "vitest";
import {
  authentication,
  connectAgent,
  connectStranger,
  inboxFetch,
  openSocket,
  signIn,
} from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { begin, beginInternal, codeOf, load, opening, say, sending, yes } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { freePort, startGateway } from "../harness/gateway.js";
import { importBundle, useSetting } from "../harness/setting.js";

const setting = useSetting();

describe("citizens", () => {
  test("[A1] a right signature over the challenge is let in, once; before it every other event is unauthenticated", async () => {
    const stranger = await connectStranger(setting);
    const conversation = randomUUID();
    const epoch = await makeEpoch(setting, { conversation, citizen: stranger.keys });
    const request = opening(setting, conversation, epoch);
    const events = ["conversation:open", "conversation:load", "message:send", "epoch:publish", "nonsense"];
    for (const event of events) expect(codeOf(await stranger.call(event, request))).toBe("unauthenticated");
    expect(codeOf(await stranger.call("authenticate", authentication(setting, stranger)))).toBe("ok");
    expect(codeOf(await stranger.call("conversation:open", request))).toBe("ok");
    expect(codeOf(await stranger.call("authenticate", authentication(setting, stranger)))).toBe(
      "unauthenticated",
    );
    stranger.socket.disconnect();
  });

  test("[A1] a wrong signature, another's nonce or an unknown organisation is unauthenticated and uses the nonce up", async () => {
    const wrong: ((
      right: ReturnType<typeof authentication>,
    ) => Partial<ReturnType<typeof authentication>>)[] = [
      ({ signature }) => ({ signature: signature.with(0, (signature[0] ?? 0) ^ 1) }),
      () => ({ vk: randomBytes(32) }),
      () => ({ vk: new Uint8Array(32) }),
      () => ({ organisation: randomUUID() }),
    ];
    for (const change of wrong) {
      const stranger = await connectStranger(setting);
      const right = authentication(setting, stranger);
      expect(codeOf(await stranger.call("authenticate", { ...right, ...change(right) }))).toBe(
        "unauthenticated",
      );
      expect(codeOf(await stranger.call("authenticate", right))).toBe("unauthenticated");
      stranger.socket.disconnect();
    }
    const [one, other] = [await connectStranger(setting), await connectStranger(setting)];
    expect(one.nonce).not.toEqual(other.nonce);
    expect(codeOf(await one.call("authenticate", authentication(setting, other)))).toBe("unauthenticated");
    expect(codeOf(await other.call("authenticate", authentication(setting, other)))).toBe("ok");
    for (const { socket } of [one, other]) socket.disconnect();
  });

  test("[A2] a citizen reaches their own conversation and no other's, by no event", async () => {
    const [begun, stranger] = [await begin(setting), await begin(setting)];
    const { conversation } = begun;
    const next = await makeEpoch(
      setting,
      { conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch },
    );
    const requests: [string, Record<string, unknown>][] = [
      ["conversation:load", { conversation, channel: "public", afterSeq: 0, limit: 10 }],
      ["ephemeral:send", sending(conversation, begun.chain.seal({ type: "typing" }))],
      ["message:send", sending(conversation, begun.chain.text())],
      ["epoch:publish", { conversation, channel: "public", record: next.recordBytes }],
      ["conversation:leave", { conversation }],
      ["conversation:close", { conversation, outcome: "left" }],
    ];
    for (const [event, request] of requests) {
      expect([event, codeOf(await stranger.citizen.call(event, request))]).toEqual([event, "not_found"]);
      expect([event, codeOf(await begun.citizen.call(event, request))]).toEqual([event, "ok"]);
    }
  });
});

describe("colleagues", () => {
  test("[A3] without a live session the connection is refused, with one it is not", async () => {
    const { inboxOrigin } = setting.gateway;
    const cookie = await signIn(setting, setting.colleague("anna"));
    const url = `${inboxOrigin}/agent`;
    for (const wrong of [
      undefined,
      `${cookie}x`,
      cookie.replace(/=.*\./, `=${randomUUID()}.`),
      "eigenkanaal_inbox=nonsense",
    ])
      await expect(
        openSocket(url, { origin: inboxOrigin, ...(wrong ? { cookie: wrong } : {}) }),
      ).rejects.toThrow("unauthenticated");
    const socket = await openSocket(url, { origin: inboxOrigin, cookie });
    socket.disconnect();
  });

  test("[A3] when a session ends its connections hear it and are closed, another session's are not", async () => {
    const anna = setting.colleague("anna");
    const cookie = await signIn(setting, anna);
    const [one, two] = [await connectAgent(setting, anna, cookie), await connectAgent(setting, anna, cookie)];
    const other = await setting.agent("anna");
    const closed = [one, two].map(
      ({ socket }) => new Promise((resolve) => socket.once("disconnect", resolve)),
    );
    expect((await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie })).status).toBe(204);
    await Promise.all(closed);
    for (const { news } of [one, two]) expect(news("session:ended")).toHaveLength(1);
    expect(codeOf(await other.call("queue:load", { list: "open" }))).toBe("ok");
    expect(other.news("session:ended")).toEqual([]);
  });

  test("[A3] a session that is revoked or expires behind the gateway's back ends its connections too", async () => {
    for (const end of ["revoked_at = now()", "created_at = now() - interval '13 hours'"]) {
      const bram = await setting.agent("bram");
      const closed = new Promise((resolve) => bram.socket.once("disconnect", resolve));
      await setting.rows(`UPDATE member_session SET ${end} WHERE member_id = $1`, [
        setting.colleague("bram").member,
      ]);
      await closed;
      expect(bram.news("session:ended")).toHaveLength(1);
    }
  });

  test("[A4] a colleague reaches the conversations of their desks and no other, by no event", async () => {
    const begun = await begin(setting);
    const { conversation } = begun;
    const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
    await beginInternal(setting, conversation, anna);
    const next = await makeEpoch(
      setting,
      { conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch, creator: { role: "desk", keys: anna.keys.signing } },
    );
    const requests: [string, Record<string, unknown>][] = [
      ["conversation:load", { conversation, channel: "public", afterSeq: 0, limit: 10 }],
      ["conversation:load", { conversation, channel: "internal", afterSeq: 0, limit: 10 }],
      ["ephemeral:send", sending(conversation, begun.chain.seal({ type: "typing" }))],
      ["message:send", sending(conversation, begun.chain.text())],
      ["epoch:publish", { conversation, channel: "public", record: next.recordBytes }],
      ["conversation:leave", { conversation }],
      ["conversation:take", { conversation }],
      ["conversation:close", { conversation, ...answered }],
    ];
    for (const [event, request] of requests) {
      expect([event, codeOf(await chris.call(event, request))]).toEqual([event, "not_found"]);
      expect([event, codeOf(await anna.call(event, request))]).toEqual([event, "ok"]);
    }
    for (const list of [{ list: "open" }, { list: "closed", beforeMs: null, limit: 100 }])
      expect(yes(await chris.call("queue:load", list))).toEqual({ conversations: [] });
    const closed = yes(await anna.call("queue:load", { list: "closed", beforeMs: null, limit: 1 }));
    expect(closed.conversations).toMatchObject([{ conversation }]);
  });

  test("[A4] who is off the newest roster loses the desk at once, connection included", async () => {
    const { conversation } = await begin(setting);
    const bram = await setting.agent("bram");
    yes(await load(bram, conversation));
    const gone = new Promise((resolve) => bram.socket.once("disconnect", resolve));
    await setting.town.rotate(setting.desk, [setting.colleague("anna")]);
    expect(await importBundle(setting.town.bundle(), setting.databases.databaseUrl)).toMatchObject({
      code: 0,
    });
    await gone;
    const back = await setting.agent("bram");
    expect(codeOf(await load(back, conversation))).toBe("not_found");
    expect(codeOf(await load(await setting.agent("anna"), conversation))).toBe("ok");
  });

  test("[A4] who is on the roster without the right to answer reaches nothing by it", async () => {
    const { conversation, chain } = await begin(setting);
    const message = sending(conversation, chain.text());
    const { member } = setting.colleague("anna");
    const give = (rights: string[]) =>
      setting.rows("UPDATE desk_member SET rights = $1 WHERE member_id = $2", [rights, member]);
    for (const [rights, code] of [
      [["review", "rotate"], "not_found"],
      [["answer", "rotate"], "ok"],
    ] as const) {
      await give([...rights]);
      // A new connection: the gateway may end one whose desks have changed.
      const anna = await setting.agent("anna");
      expect([rights, codeOf(await load(anna, conversation))]).toEqual([rights, code]);
      expect([rights, codeOf(await anna.call("message:send", message))]).toEqual([rights, code]);
      const listed = yes(await anna.call("queue:load", { list: "open" })) as { conversations: unknown[] };
      expect([rights, listed.conversations.length > 0]).toEqual([rights, code === "ok"]);
    }
  });

  test("[A5] a conversation out of reach is answered exactly like one that does not exist", async () => {
    const begun = await begin(setting);
    const [stranger, chris] = [await setting.citizen(), await setting.agent("chris")];
    for (const who of [stranger, chris])
      expect(await load(who, begun.conversation)).toEqual(await load(who, randomUUID()));
    expect(codeOf(await load(begun.citizen, begun.conversation))).toBe("ok");
  });
});

describe("signing in", () => {
  const post = (path: string, body: unknown) => inboxFetch(setting, path, { method: "POST", body });

  test("[A6] parameters of an account are its own, and of an unknown one of the same form and always the same", async () => {
    const ask = async (account: string) => (await post("/api/v1/session/parameters", { account })).json();
    const form = { salt: expect.stringMatching(/^[\w-]{22}$/), ops: 3, memBytes: 2 ** 28 };
    const { account } = setting.colleague("anna");
    const nobody = `nobody@${setting.town.domain}`;
    for (const name of [account, nobody, "nobody@elsewhere.example"]) {
      const first = await ask(name);
      expect(first).toEqual(form);
      expect(await ask(name)).toEqual(first);
    }
    expect(await ask(nobody)).not.toEqual(await ask(`somebody@${setting.town.domain}`));
  });

  test("[A6] the right half signs in; a wrong one and an unknown account are invalid_credentials; only a slow hash is kept", async () => {
    const { account, auth, member } = setting.colleague("anna");
    const attempt = (body: Record<string, unknown>) => post("/api/v1/session", body);
    const right = await attempt({ account, auth: toBase64Url(auth) });
    expect(await right.json()).toMatchObject({ member, account, organisation: setting.town.organisation });
    const wrong = toBase64Url(randomBytes(32));
    for (const body of [
      { account, auth: wrong },
      { account: `nobody@${setting.town.domain}`, auth: toBase64Url(auth) },
      { account: "nobody@elsewhere.example", auth: wrong },
    ]) {
      const response = await attempt(body);
      expect([response.status, (await response.json()).code]).toEqual([401, "invalid_credentials"]);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    const [row] = await setting.rows<{ auth_hash: Buffer }>(
      "SELECT auth_hash FROM member WHERE member_id = $1",
      [member],
    );
    expect(row?.auth_hash.includes(Buffer.from(auth))).toBe(false);
  });

  test("[A7] the cookie is HttpOnly, SameSite=Strict and worthless after sign-out", async () => {
    const { account, auth } = setting.colleague("anna");
    const response = await post("/api/v1/session", { account, auth: toBase64Url(auth) });
    const [header = ""] = response.headers.getSetCookie();
    expect(header).toMatch(/^eigenkanaal_inbox=[^;]+; /);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    const cookie = header.split(";")[0] ?? "";
    const get = async () => (await inboxFetch(setting, "/api/v1/session", { cookie })).status;
    expect(await get()).toBe(200);
    expect((await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie })).status).toBe(204);
    expect(await get()).toBe(401);
  });

  test("[A7] over https the cookie is bound to its host and Secure", async () => {
    const inboxPort = await freePort();
    const gateway = await startGateway(setting.databases, {
      INBOX_PORT: String(inboxPort),
      INBOX_ORIGIN: "https://inbox.example",
    });
    const { account, auth } = setting.colleague("anna");
    const response = await fetch(`http://localhost:${inboxPort}/api/v1/session`, {
      method: "POST",
      headers: { origin: "https://inbox.example", "content-type": "application/json" },
      body: JSON.stringify({ account, auth: toBase64Url(auth) }),
    });
    await gateway.stop();
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-eigenkanaal_inbox=.*Path=\/.*Secure/);
    expect(response.headers.get("strict-transport-security")).toContain("max-age");
  });

  test("[A7] a change from another origin, or from none, is foreign_origin", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    for (const origin of ["https://evil.example", setting.gateway.widgetOrigin, "null"]) {
      const response = await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie, origin });
      expect([response.status, (await response.json()).code]).toEqual([403, "foreign_origin"]);
    }
    expect((await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie })).status).toBe(204);
  });

  test("[A7] a session of one organisation is none of another", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    const elsewhere = cookie.replace(setting.town.organisation, randomUUID());
    expect((await inboxFetch(setting, "/api/v1/session", { cookie: elsewhere })).status).toBe(401);
    expect((await inboxFetch(setting, "/api/v1/session", { cookie })).status).toBe(200);
  });

  test("[A8] a session ends after 12 hours, and after 8 hours without use", async () => {
    const anna = setting.colleague("anna");
    const status = async (change: string) => {
      const cookie = await signIn(setting, anna);
      await setting.rows(`UPDATE member_session SET ${change} WHERE member_id = $1`, [anna.member]);
      return (await inboxFetch(setting, "/api/v1/session", { cookie })).status;
    };
    expect(await status("created_at = now() - interval '11 hours 59 minutes'")).toBe(200);
    expect(await status("created_at = now() - interval '12 hours 1 minute'")).toBe(401);
    expect(await status("last_seen_at = now() - interval '7 hours 59 minutes'")).toBe(200);
    expect(await status("last_seen_at = now() - interval '8 hours 1 minute'")).toBe(401);
  });

  test("[A8] use of a connection is use of its session", async () => {
    const anna = await setting.agent("anna");
    const { member } = setting.colleague("anna");
    const seen = async () => {
      const [row] = await setting.rows<{ seen: Date }>(
        "SELECT max(last_seen_at) AS seen FROM member_session WHERE member_id = $1",
        [member],
      );
      return row?.seen.getTime() ?? 0;
    };
    await setting.rows(
      "UPDATE member_session SET last_seen_at = now() - interval '7 hours' WHERE member_id = $1",
      [member],
    );
    yes(await anna.call("queue:load", { list: "open" }));
    await expect.poll(seen).toBeGreaterThan(Date.now() - 60_000);
  });
});

test("[A2] what a citizen says stays theirs on a later connection", async () => {
  const begun = await begin(setting);
  await say(begun);
  expect(yes(await load(begun.citizen, begun.conversation)).messages).toHaveLength(1);
});
