import { randomBytes } from "node:crypto";
import { toBase64Url } from "@eigenkanaal/crypto";
import { Secret } from "otpauth";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { inboxFetch, openSocket, signIn } from "../harness/callers.js";
import { runProgram, startGateway } from "../harness/gateway.js";
import { needlesOf, search } from "../harness/needles.js";
import { ask, enrol, firstStep, pendingCookieOf, sessionCookieOf } from "../harness/secondFactor.js";
import { useSetting } from "../harness/setting.js";
import { codeOf, earlyInStep, wrongCodeOf } from "../harness/totp.js";

const setting = useSetting();
type Name = "anna" | "bram" | "chris";

const enrolled = async (name: Name) =>
  enrol(setting, setting.colleague(name), await signIn(setting, setting.colleague(name)));

const pendingOf = async (name: Name) => pendingCookieOf(await firstStep(setting, setting.colleague(name)));

const code = (cookie: string, value: string, place: Parameters<typeof ask>[0] = setting) =>
  ask(place, "/session/code", { cookie, body: { code: value } });

/** As if this much time had passed for somebody's codes. */
const passed = (name: Name, seconds: number) =>
  setting.rows(
    `UPDATE second_factor SET failed_at = failed_at - $2 * interval '1 second', last_step = last_step - $2 / 30
     WHERE member_id = $1`,
    [setting.colleague(name).member, seconds],
  );

const policy = (value: "offered" | "required") =>
  setting.rows("UPDATE organisation SET second_factor = $1", [value]);

afterEach(async () => {
  await policy("offered");
  for (const table of ["second_factor", "recovery_code", "pending_sign_in"])
    await setting.rows(`DELETE FROM ${table}`);
});

describe("the second step", () => {
  test("[A10] the passphrase alone opens the second step, once, and nothing else", async () => {
    const { secretBase32 } = await enrolled("anna");
    await passed("anna", 300);
    const anna = setting.colleague("anna");
    const first = await firstStep(setting, anna);
    expect([first.status, first.body]).toEqual([202, { next: "code" }]);
    expect([...first.cookies.keys()]).toEqual(["eigenkanaal_sign_in", "eigenkanaal_device"]);
    const pending = pendingCookieOf(first);
    const asSession = pending.replace("eigenkanaal_sign_in", "eigenkanaal_inbox");
    for (const cookie of [pending, asSession, `${pending}; ${asSession}`]) {
      for (const path of ["/session", "/sessions", "/second-factor", "/desk-keys", "/members", "/directory"])
        expect([path, (await ask(setting, path, { cookie })).code]).toEqual([path, "unauthenticated"]);
      const { inboxOrigin: origin } = setting.gateway;
      await expect(openSocket(`${origin}/agent`, { origin, cookie })).rejects.toThrow("unauthenticated");
    }
    expect((await ask(setting, "/session/enrolment", { cookie: pending, body: {} })).code).toBe(
      "unauthenticated",
    );

    const second = await code(pending, codeOf(secretBase32));
    expect(second.body).toMatchObject({ session: { member: anna.member }, recoveryCodesLeft: null });
    expect((second.body.session as { slots: unknown[] }).slots).toHaveLength(1);
    expect((await ask(setting, "/session", { cookie: sessionCookieOf(second) })).status).toBe(200);
    expect((await code(pending, codeOf(secretBase32, 1))).code).toBe("unauthenticated");
  });

  test("[A10] the cookie between the steps is HttpOnly and SameSite=Strict, and is taken back after the last", async () => {
    const { secretBase32 } = await enrolled("anna");
    await passed("anna", 300);
    const { account, auth } = setting.colleague("anna");
    const first = await inboxFetch(setting, "/api/v1/session", {
      method: "POST",
      body: { account, auth: toBase64Url(auth) },
    });
    const [header = ""] = first.headers.getSetCookie();
    expect(header).toMatch(/^eigenkanaal_sign_in=[^;]+; Max-Age=900; Path=\/; .*HttpOnly; SameSite=Strict$/);
    const second = await code(header.split(";")[0] ?? "", codeOf(secretBase32));
    expect(second.cookies.get("eigenkanaal_sign_in")).toBe("");
  });

  test("[A10] after 15 minutes the passphrase is asked again, until then it is not", async () => {
    const { secretBase32 } = await enrolled("anna");
    await passed("anna", 300);
    const age = (minutes: number) =>
      setting.rows("UPDATE pending_sign_in SET created_at = now() - $1 * interval '1 minute'", [minutes]);
    const pending = await pendingOf("anna");
    await age(16);
    expect((await code(pending, codeOf(secretBase32))).code).toBe("unauthenticated");
    await age(14);
    expect((await code(pending, codeOf(secretBase32))).status).toBe(200);
  });

  test("[A10] without a second factor, in a town that offers one, the passphrase alone signs in", async () => {
    const first = await firstStep(setting, setting.colleague("bram"));
    expect([first.status, [...first.cookies.keys()]]).toEqual([
      200,
      ["eigenkanaal_inbox", "eigenkanaal_device"],
    ]);
  });
});

describe("codes", () => {
  test("[A11] a code of the app serves once, and uses up those before it", async () => {
    await earlyInStep();
    const { secretBase32 } = await enrolled("anna");
    // The enrolment used the present code up already.
    expect((await code(await pendingOf("anna"), codeOf(secretBase32))).code).toBe("invalid_code");
    const next = codeOf(secretBase32, 1);
    expect((await code(await pendingOf("anna"), next)).status).toBe(200);
    expect((await code(await pendingOf("anna"), next)).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), codeOf(secretBase32))).code).toBe("invalid_code");
  });

  test("[A11] of the same code at two doors at once, one opens", async () => {
    const { secretBase32 } = await enrolled("anna");
    const doors = [await pendingOf("anna"), await pendingOf("anna"), await pendingOf("anna")];
    const next = codeOf(secretBase32, 1);
    const answers = await Promise.all(doors.map((pending) => code(pending, next)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
  });

  test("[A10] of two right codes with one cookie at once, one opens, and the other stays good", async () => {
    const { secretBase32, recoveryCodes } = await enrolled("anna");
    const pending = await pendingOf("anna");
    const both = [codeOf(secretBase32, 1), recoveryCodes[0] ?? ""];
    const answers = await Promise.all(both.map((one) => code(pending, one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const spared = both[answers.findIndex(({ status }) => status === 401)] ?? "";
    expect((await code(await pendingOf("anna"), spared)).status).toBe(200);
  });

  test("[A11] codes far from now, and another colleague's, are wrong", async () => {
    const [anna, bram] = [await enrolled("anna"), await enrolled("bram")];
    await passed("anna", 3000);
    for (const wrong of [codeOf(anna.secretBase32, 3), codeOf(anna.secretBase32, -3)])
      expect((await code(await pendingOf("anna"), wrong)).code).toBe("invalid_code");
    await passed("anna", 3000);
    expect((await code(await pendingOf("anna"), codeOf(bram.secretBase32, 1))).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), codeOf(anna.secretBase32))).code).toBe("too_many_requests");
    await passed("anna", 3000);
    expect((await code(await pendingOf("anna"), codeOf(anna.secretBase32))).status).toBe(200);
  });

  test("[A11] a recovery code serves once, says how many are left, and is another colleague's nothing", async () => {
    const [anna, bram] = [await enrolled("anna"), await enrolled("bram")];
    const [first = "", second = ""] = anna.recoveryCodes;
    expect(new Set(anna.recoveryCodes).size).toBe(10);
    expect((await code(await pendingOf("bram"), first)).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), first)).body.recoveryCodesLeft).toBe(9);
    expect((await code(await pendingOf("anna"), first)).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), second)).body.recoveryCodesLeft).toBe(8);
    expect(
      (
        await setting.rows("SELECT kind, actor FROM account_event WHERE member_id = $1 ORDER BY event_id", [
          setting.colleague("anna").member,
        ])
      ).slice(-2),
    ).toEqual(Array(2).fill({ kind: "recovery_code_used", actor: "member" }));
    expect(bram.recoveryCodes.filter((one) => anna.recoveryCodes.includes(one))).toEqual([]);
  });

  test("[A11] after the third wrong code even the right one waits, on every gateway; then it ends the count", async () => {
    const { secretBase32 } = await enrolled("anna");
    await passed("anna", 300);
    const other = await startGateway(setting.databases);
    try {
      const pending = await pendingOf("anna");
      const wrong = wrongCodeOf(secretBase32);
      for (const place of [setting, { gateway: other }, setting])
        expect((await code(pending, wrong, place)).code).toBe("invalid_code");
      for (const place of [setting, { gateway: other }]) {
        const refused = await code(pending, codeOf(secretBase32), place);
        expect(refused.code).toBe("too_many_requests");
        expect([refused.retryAfter > 0, refused.retryAfter <= 30]).toEqual([true, true]);
      }
      // Waiting is not counted as trying, nor does a new sign-in begin anew.
      expect((await code(await pendingOf("anna"), codeOf(secretBase32))).code).toBe("too_many_requests");
      await passed("anna", 15);
      expect((await code(pending, codeOf(secretBase32))).code).toBe("too_many_requests");
      await passed("anna", 20);
      expect((await code(pending, wrong)).code).toBe("invalid_code");
      await passed("anna", 40);
      expect((await code(pending, codeOf(secretBase32))).code).toBe("too_many_requests");
      await passed("anna", 30);
      expect((await code(pending, codeOf(secretBase32))).status).toBe(200);
      expect(await setting.rows("SELECT failures, failed_at FROM second_factor")).toEqual([
        { failures: 0, failed_at: null },
      ]);
    } finally {
      await other.stop();
    }
  });

  test("[A11] what is neither six digits nor a recovery code is malformed and counts as nothing", async () => {
    await enrolled("anna");
    const pending = await pendingOf("anna");
    for (const nonsense of ["", "12345", "1234567", "12345678901234567890", "abcdefghjkmn", 123456, null])
      expect((await ask(setting, "/session/code", { cookie: pending, body: { code: nonsense } })).code).toBe(
        "malformed",
      );
    expect(await setting.rows("SELECT failures FROM second_factor")).toEqual([{ failures: 0 }]);
  });
});

describe("a town that requires it", () => {
  const offer = async (pending: string) =>
    (await ask(setting, "/session/enrolment", { cookie: pending, body: {} })).body.secretBase32 as string;
  const confirm = (pending: string, value: string) =>
    ask(setting, "/session/enrolment/confirmation", { cookie: pending, body: { code: value } });

  test("[A12] who has none enrols before there is a session, then has ten recovery codes, then owes a code", async () => {
    await policy("required");
    const first = await firstStep(setting, setting.colleague("anna"));
    expect([first.status, first.body]).toEqual([202, { next: "enrolment" }]);
    const pending = pendingCookieOf(first);
    expect((await ask(setting, "/session", { cookie: pending })).code).toBe("unauthenticated");
    expect((await code(pending, "123456")).code).toBe("unauthenticated");
    expect((await confirm(pending, "123456")).code).toBe("invalid_code");
    const secret = await offer(pending);
    expect((await confirm(pending, wrongCodeOf(secret))).code).toBe("invalid_code");
    const done = await confirm(pending, codeOf(secret));
    expect(done.body).toMatchObject({ session: { member: setting.colleague("anna").member } });
    expect(done.body.recoveryCodes).toHaveLength(10);
    expect((await ask(setting, "/session", { cookie: sessionCookieOf(done) })).status).toBe(200);
    expect((await firstStep(setting, setting.colleague("anna"))).body).toEqual({ next: "code" });
  });

  test("[A12] who began to enrol elsewhere cannot replace a second factor that stands by now", async () => {
    await policy("required");
    const [one, other] = [await pendingOf("anna"), await pendingOf("anna")];
    const early = await offer(other);
    const secret = await offer(one);
    expect((await confirm(other, codeOf(early))).code).toBe("invalid_code");
    expect((await confirm(one, codeOf(secret))).status).toBe(200);
    expect((await ask(setting, "/session/enrolment", { cookie: other, body: {} })).code).toBe(
      "unauthenticated",
    );
    expect((await confirm(other, codeOf(secret, 1))).code).toBe("unauthenticated");
    expect((await code(await pendingOf("anna"), codeOf(secret, 1))).status).toBe(200);
  });

  test("[A12] nor who confirms in the very moment in which it comes to stand", async () => {
    await policy("required");
    const pending = await pendingOf("anna");
    const secret = await offer(pending);
    const colleague = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await colleague.connect();
    await colleague.query("BEGIN; SELECT 1 FROM second_factor FOR UPDATE");
    const confirming = confirm(pending, codeOf(secret));
    const waiting = () => setting.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
    // The colleague's own factor stands, and a new offer lies beside it.
    await colleague.query(`UPDATE second_factor SET state = 'active', created_at = '2026-01-01';
      INSERT INTO second_factor (organisation_id, member_id, state, sealed_secret)
        SELECT organisation_id, member_id, 'pending', sealed_secret FROM second_factor; COMMIT`);
    await colleague.end();
    expect((await confirming).status).toBe(401);
    expect(
      await setting.rows("SELECT 1 FROM second_factor WHERE state = 'active' AND created_at = '2026-01-01'"),
    ).toHaveLength(1);
  });

  test("[A12] an offered secret that nobody confirms for 15 minutes is void", async () => {
    await policy("required");
    const pending = await pendingOf("anna");
    const secret = await offer(pending);
    await setting.rows("UPDATE second_factor SET created_at = now() - interval '16 minutes'");
    expect((await confirm(pending, codeOf(secret))).code).toBe("invalid_code");
    await setting.rows("UPDATE second_factor SET created_at = now() - interval '14 minutes'");
    expect((await confirm(pending, codeOf(secret))).status).toBe(200);
  });

  test("[A12] a session from before goes on", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    await policy("required");
    expect((await ask(setting, "/session", { cookie })).status).toBe(200);
  });

  test("[A12] whoever came in with the passphrase alone is out when the colleague enrols", async () => {
    const cookies = [
      await signIn(setting, setting.colleague("anna")),
      await signIn(setting, setting.colleague("bram")),
    ];
    await policy("required");
    const pending = await pendingOf("anna");
    const done = await confirm(pending, codeOf(await offer(pending)));
    const statuses = [...cookies, sessionCookieOf(done)].map(
      async (cookie) => (await ask(setting, "/session", { cookie })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 200, 200]);
  });
});

describe("one's own second factor", () => {
  const proofOf = (name: Name, value: string | null) => ({
    auth: toBase64Url(setting.colleague(name).auth),
    code: value,
  });
  const change = (what: "enrolment" | "removal", cookie: string, body: unknown) =>
    ask(setting, `/second-factor/${what}`, { cookie, body });

  test("[A13] a member sees whether they have one, since when, and how many recovery codes are left", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    const mine = async () => (await ask(setting, "/second-factor", { cookie })).body;
    expect(await mine()).toEqual({ policy: "offered", enrolled: null });
    const { recoveryCodes } = await enrol(setting, setting.colleague("anna"), cookie);
    await code(await pendingOf("anna"), recoveryCodes[0] ?? "");
    await policy("required");
    expect(await mine()).toEqual({
      policy: "required",
      enrolled: { sinceMs: expect.any(Number), recoveryCodesLeft: 9 },
    });
    const bram = await signInThere("bram");
    expect((await ask(setting, "/second-factor", { cookie: bram })).body.enrolled).toBeNull();
  });

  /** Signs in one without a second factor, whatever the town requires. */
  const signInThere = async (name: Name) => {
    await policy("offered");
    return signIn(setting, setting.colleague(name));
  };

  test("[A13] a change asks the passphrase half and, where there is one, a code; the session alone changes nothing", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    const wrongHalf = { ...proofOf("anna", null), auth: toBase64Url(randomBytes(32)) };
    expect((await change("enrolment", cookie, wrongHalf)).code).toBe("invalid_credentials");
    expect((await change("enrolment", cookie, proofOf("anna", "123456"))).code).toBe("malformed");
    const { secretBase32 } = await enrol(setting, setting.colleague("anna"), cookie);
    for (const what of ["enrolment", "removal"] as const) {
      expect((await change(what, cookie, proofOf("anna", null))).code).toBe("malformed");
      expect((await change(what, cookie, proofOf("anna", wrongCodeOf(secretBase32)))).code).toBe(
        "invalid_code",
      );
      const right = codeOf(secretBase32, 1);
      expect((await change(what, cookie, { ...proofOf("anna", right), auth: wrongHalf.auth })).code).toBe(
        "invalid_credentials",
      );
    }
    expect((await change("removal", cookie, proofOf("anna", codeOf(secretBase32, 1)))).status).toBe(204);
    expect((await firstStep(setting, setting.colleague("anna"))).status).toBe(200);
  });

  test("[A13] a renewed one replaces the old, with its recovery codes, at its confirmation and not before", async () => {
    const { cookie, recoveryCodes, secretBase32 } = await enrolled("anna");
    const offered = await change("enrolment", cookie, proofOf("anna", recoveryCodes[0] ?? ""));
    const renewed = offered.body.secretBase32 as string;
    expect((await code(await pendingOf("anna"), codeOf(renewed))).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), recoveryCodes[1] ?? "")).status).toBe(200);
    const confirmed = await ask(setting, "/second-factor/confirmation", {
      cookie,
      body: { code: codeOf(renewed) },
    });
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    for (const old of [codeOf(secretBase32, 1), recoveryCodes[2] ?? ""])
      expect((await code(await pendingOf("anna"), old)).code).toBe("invalid_code");
    expect((await code(await pendingOf("anna"), codeOf(renewed, 1))).status).toBe(200);
  });

  test("[A13] with a new second factor or none, all other sessions of the member end, and only those", async () => {
    const [mine, bram] = [await enrolled("anna"), await signIn(setting, setting.colleague("bram"))];
    const alive = async (cookie: string) => (await ask(setting, "/session", { cookie })).status === 200;
    const other = async (value: string) => sessionCookieOf(await code(await pendingOf("anna"), value));
    const [first = "", second = ""] = mine.recoveryCodes;
    const { inboxOrigin: origin } = setting.gateway;
    const cookie = await other(first);
    const socket = await openSocket(`${origin}/agent`, { origin, cookie });
    const ended = new Promise((resolve) => socket.once("session:ended", resolve));
    const offered = await change("enrolment", mine.cookie, proofOf("anna", second));
    expect(await alive(cookie)).toBe(true);
    const confirmed = await ask(setting, "/second-factor/confirmation", {
      cookie: mine.cookie,
      body: { code: codeOf(offered.body.secretBase32 as string) },
    });
    await ended;
    expect([await alive(cookie), await alive(mine.cookie), await alive(bram)]).toEqual([false, true, true]);

    const [fresh = "", next = ""] = confirmed.body.recoveryCodes as string[];
    const another = await other(fresh);
    expect((await change("removal", mine.cookie, proofOf("anna", next))).status).toBe(204);
    expect([await alive(another), await alive(mine.cookie), await alive(bram)]).toEqual([false, true, true]);
  });

  test("[A13] where the town requires one, it is renewed but not removed", async () => {
    const { cookie, recoveryCodes } = await enrolled("anna");
    await policy("required");
    expect((await change("removal", cookie, proofOf("anna", recoveryCodes[0] ?? ""))).code).toBe("forbidden");
    expect((await change("enrolment", cookie, proofOf("anna", recoveryCodes[1] ?? ""))).status).toBe(200);
    expect((await firstStep(setting, setting.colleague("anna"))).body).toEqual({ next: "code" });
  });

  test("[A13] an operator takes away what a colleague lost, ends their sessions and leaves an event", async () => {
    const { cookie } = await enrolled("anna");
    const bram = await enrolled("bram");
    const pending = await pendingOf("anna");
    const { account, member } = setting.colleague("anna");
    const env = { DATABASE_URL: setting.databases.databaseUrl };
    const run = (...args: string[]) => runProgram("operator/resetSecondFactor.js", { args, env });
    expect(await run(`niemand@${setting.town.domain}`)).toMatchObject({ code: 1 });
    expect((await ask(setting, "/session", { cookie })).status).toBe(200);
    expect(await run(account)).toEqual({
      code: 0,
      output: `The second factor of ${account} is gone and all its sessions have ended.\n`,
    });
    expect((await ask(setting, "/session", { cookie })).code).toBe("unauthenticated");
    expect((await code(pending, "123456")).code).toBe("unauthenticated");
    expect((await firstStep(setting, setting.colleague("anna"))).status).toBe(200);
    const events = await setting.rows(
      "SELECT kind, actor FROM account_event WHERE member_id = $1 ORDER BY event_id DESC LIMIT 1",
      [member],
    );
    expect(events).toEqual([{ kind: "second_factor_reset", actor: "operator" }]);
    expect((await ask(setting, "/session", { cookie: bram.cookie })).status).toBe(200);
    expect((await firstStep(setting, setting.colleague("bram"))).body).toEqual({ next: "code" });
  });
});

test("[A14] neither the secret nor a recovery code is in the main database, in any form that is looked for", async () => {
  const { secretBase32, recoveryCodes } = await enrolled("anna");
  const secretHex = Buffer.from(Secret.fromBase32(secretBase32).bytes).toString("hex");
  const tables = await setting.rows<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables",
  );
  const dump = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await setting.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      return { name, bytes: Buffer.from(rows.map(({ row }) => row).join("\n")) };
    }),
  );
  const find = (text: string) => search(dump, needlesOf(text)).map(({ place }) => place);
  for (const secret of [secretBase32, secretHex, ...recoveryCodes]) expect(find(secret)).toEqual([]);
  // The same search finds what is there.
  expect(find(setting.colleague("anna").member)).toContain("public.second_factor");
  const [sealed] = await setting.rows<{ hex: string }>(
    "SELECT encode(sealed_secret, 'hex') AS hex FROM second_factor",
  );
  expect(find(sealed?.hex ?? "")).toEqual(["public.second_factor"]);
  expect(await setting.keyRows("SELECT purpose, octet_length(key) AS bytes FROM organisation_key")).toEqual([
    { purpose: "second_factor", bytes: 32 },
  ]);
});
