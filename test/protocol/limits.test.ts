import { createHash, randomUUID } from "node:crypto";
import { toBase64Url } from "@eigenkanaal/crypto";
import type { LimitSettings } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  type Connected,
  connectCitizen,
  connectStranger,
  inboxFetch,
  openSocket,
  signIn,
} from "../harness/callers.js";
import { begin, codeOf, load, opening, say, sending, whileLocked, yes } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

/** The town's limits during the tests of a group; what is not among them is as the defaults are. */
const useLimits = (limits: LimitSettings) => {
  beforeAll(() => setting.setLimits(limits));
};

/** Refills that no test lives to see, so that what is counted is the burst. */
const burst = (count: number) => ({ burst: count, perMinute: 0.01 });

const refusal = (answer: Answer) => {
  if (answer.ok) throw new Error("not refused");
  return answer;
};

const closed = ({ socket }: Connected) => new Promise((resolve) => socket.once("disconnect", resolve));

describe("of a person", () => {
  useLimits({ messages: burst(3), ephemerals: burst(2), otherCalls: burst(20) });

  test("[L1] messages within the rate are stored, above it refused with when to come back, and others notice nothing", async () => {
    const [loud, other] = [await begin(setting), await begin(setting)];
    for (const seq of [1, 2, 3]) expect((await say(loud)).seq).toBe(seq);
    const over = await loud.citizen.call("message:send", sending(loud.conversation, loud.chain.text()));
    expect(over).toEqual({ ok: false, code: "too_many_requests", retryAfterMs: expect.any(Number) });
    expect(refusal(over).retryAfterMs).toBeGreaterThan(0);
    expect(yes(await load(loud.citizen, loud.conversation)).messages).toHaveLength(3);
    expect((await say(other)).seq).toBe(1);
  });

  test("[L1] the rate is the person's, whichever connection they use; class 2 and other calls have rates of their own", async () => {
    const begun = await begin(setting);
    const typing = () =>
      begun.citizen.call("ephemeral:send", sending(begun.conversation, begun.chain.seal({ type: "typing" })));
    expect([codeOf(await typing()), codeOf(await typing()), codeOf(await typing())]).toEqual([
      ...["ok", "ok"],
      "too_many_requests",
    ]);
    for (const _ of [1, 2, 3]) await say(begun);
    const again = { ...begun, citizen: await connectCitizen(setting, begun.citizen.keys) };
    await expect(say(again)).rejects.toThrow("too_many_requests");
    expect(codeOf(await load(again.citizen, begun.conversation))).toBe("ok");
    again.citizen.socket.disconnect();
  });

  test("[L1] a colleague's rate is theirs as a citizen's is", async () => {
    const anna = await setting.agent("anna");
    const codes = [];
    for (let call = 0; call < 21; call++) codes.push(codeOf(await anna.call("queue:load", { list: "open" })));
    expect([...new Set(codes.slice(0, 20))]).toEqual(["ok"]);
    expect(codes[20]).toBe("too_many_requests");
    expect(codeOf(await (await setting.agent("bram")).call("queue:load", { list: "open" }))).toBe("ok");
  });
});

describe("of a connection", () => {
  useLimits({ callsInFlight: 4, refusedCalls: burst(10) });

  test("[L2] as many calls as the cap are carried out at once, those above are refused, and afterwards all goes on", async () => {
    const begun = await begin(setting);
    const sends = Array.from({ length: 8 }, () => sending(begun.conversation, begun.chain.text()));
    const send = (message: (typeof sends)[number]) => begun.citizen.call("message:send", message);
    const calls = await whileLocked(setting, begun.conversation, async () => {
      const calls = sends.map(send);
      await calls.at(-1);
      return calls;
    });
    const codes = (await Promise.all(calls)).map(codeOf);
    expect(codes).toEqual([
      ...["ok", "ok", "ok", "ok"],
      ...["too_many_requests", "too_many_requests", "too_many_requests", "too_many_requests"],
    ]);
    for (const message of sends.slice(4)) expect(codeOf(await send(message))).toBe("ok");
  });

  test("[L2] a connection whose calls were refused is not read for a moment, and all others are", async () => {
    const [loud, other] = [await begin(setting), await begin(setting)];
    const ask = ({ citizen, conversation }: typeof loud) => load(citizen, conversation);
    const heard: string[] = [];
    const note = async (who: string, asking: Promise<Answer>) => {
      yes(await asking);
      heard.push(who);
    };
    await Promise.all([note("loud", ask(loud)), note("other", ask(other))]);
    const first = heard.splice(0).toSorted();
    const codes = (await Promise.all(Array.from({ length: 8 }, () => ask(loud)))).map(codeOf);
    expect(codes).toContain("too_many_requests");
    const held = note("loud", ask(loud));
    await note("other", ask(other));
    expect(heard).toEqual(["other"]);
    await held;
    expect([first, heard]).toEqual([
      ["loud", "other"],
      ["other", "loud"],
    ]);
  });

  test("[L2] a connection that goes on all the same is closed, and only that one", async () => {
    const [loud, other] = [await begin(setting), await begin(setting)];
    const gone = closed(loud.citizen);
    for (let call = 0; call < 40; call++)
      loud.citizen.socket.emit(
        "conversation:load",
        { conversation: loud.conversation, channel: "public", afterSeq: 0, limit: 1 },
        () => {},
      );
    await gone;
    expect((await say(other)).seq).toBe(1);
  });
});

describe("of calls that ask for no answer", () => {
  useLimits({ otherCalls: burst(5), refusedCalls: burst(5) });

  test("[L2] they count like all others", async () => {
    const [loud, other] = [await setting.citizen(), await setting.citizen()];
    const gone = closed(loud);
    for (let call = 0; call < 20; call++) loud.socket.emit("conversation:load", {});
    await gone;
    expect(codeOf(await load(other, randomUUID()))).toBe("not_found");
  });
});

describe("of new conversations", () => {
  const proofOfWork = { bits: 9, maxBits: 10 };
  useLimits({ openingsPerAddress: burst(2), proofOfWork });

  const request = async (citizen: Connected) => {
    const conversation = randomUUID();
    const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
    return opening(setting, conversation, epoch);
  };
  const open = (citizen: Connected, asked: Record<string, unknown>) =>
    citizen.call("conversation:open", asked);

  /** Whether a number is the work that was asked, told from what PROTOCOL.md says and nothing else. */
  const fits = ({ nonce, bits }: { nonce: Uint8Array; bits: number }, number: Uint8Array) =>
    createHash("sha512")
      .update(Buffer.concat([Buffer.from([9]), Buffer.from("MCE1/work"), nonce, number]))
      .digest()
      .readUInt32BE() <
    2 ** (32 - bits);
  const numbers = function* () {
    for (let count = 0n; ; count++) {
      const number = Buffer.alloc(8);
      number.writeBigUInt64BE(count);
      yield number;
    }
  };
  const find = (right: (number: Uint8Array) => boolean) => {
    for (const number of numbers()) if (right(number)) return number;
    throw new Error("no number");
  };
  const conversations = async () => (await setting.rows("SELECT 1 FROM conversation")).length;
  const workOf = (answer: Answer) => {
    const { code, work } = refusal(answer);
    expect([code, work?.nonce.length]).toEqual(["proof_of_work", 16]);
    if (!work) throw new Error("no work");
    return work;
  };

  test("[L3] within the rate they are taken, above it work is asked, and with the work the same request is taken", async () => {
    const before = await conversations();
    const citizens = [await setting.citizen(), await setting.citizen(), await setting.citizen()] as const;
    for (const citizen of citizens.slice(0, 2))
      expect(codeOf(await open(citizen, await request(citizen)))).toBe("ok");
    const [, , third] = citizens;
    const asked = await request(third);
    const work = workOf(await open(third, asked));
    expect(work.bits).toBe(9);

    const wrong = find((number) => !fits(work, number));
    const next = workOf(await open(third, { ...asked, work: wrong }));
    expect(Buffer.compare(next.nonce, work.nonce)).not.toBe(0);
    const stale = find((number) => fits(work, number) && !fits(next, number));
    const last = workOf(await open(third, { ...asked, work: stale }));
    expect(await conversations()).toBe(before + 2);

    const right = { ...asked, work: find((number) => fits(last, number)) };
    expect(codeOf(await open(third, right))).toBe("ok");
    // Asked again, it is the same conversation, and costs nothing more [C1].
    expect(codeOf(await open(third, asked))).toBe("ok");
    expect(await conversations()).toBe(before + 3);
  });

  test("[L3] the work grows with the crowd, never above its bound, and everybody gets in", async () => {
    const bits = [];
    for (let one = 0; one < 8; one++) {
      const citizen = await setting.citizen();
      const asked = await request(citizen);
      const work = workOf(await open(citizen, asked));
      bits.push(work.bits);
      expect(codeOf(await open(citizen, { ...asked, work: find((number) => fits(work, number)) }))).toBe(
        "ok",
      );
    }
    expect(bits).toEqual(bits.toSorted((one, other) => one - other));
    expect([bits[0], bits.at(-1)]).toEqual([9, 10]);
  });

  test("[L3] the same holds for a whole town", async () => {
    await setting.setLimits({ openingsPerTown: burst(1), proofOfWork });
    const [first, second] = [await setting.citizen(), await setting.citizen()];
    expect(codeOf(await open(first, await request(first)))).toBe("ok");
    const asked = await request(second);
    const work = workOf(await open(second, asked));
    expect(codeOf(await open(second, { ...asked, work: find((number) => fits(work, number)) }))).toBe("ok");
  });
});

describe("of newcomers", () => {
  test("[L4] so many of one network may be unauthenticated at once; who has authenticated does not count", async () => {
    await setting.setLimits({ unauthenticatedPerAddress: 3 });
    for (let one = 0; one < 5; one++) await setting.citizen();
    const strangers = [];
    for (let one = 0; one < 3; one++) strangers.push(await connectStranger(setting));
    const { widgetOrigin: origin } = setting.gateway;
    await expect(openSocket(`${origin}/citizen`, { origin })).rejects.toThrow();
    strangers[0]?.socket.disconnect();
    await expect
      .poll(() =>
        setting.citizen().then(
          () => "connected",
          () => "refused",
        ),
      )
      .toBe("connected");
    for (const { socket } of strangers) socket.disconnect();
  });

  test("[L4] who does not authenticate in time is disconnected, who does stays", async () => {
    await setting.setLimits({ authenticateWithinMs: 1_000 });
    const [citizen, stranger] = [await setting.citizen(), await connectStranger(setting)];
    await closed(stranger);
    expect(citizen.socket.connected).toBe(true);
    expect(codeOf(await load(citizen, randomUUID()))).toBe("not_found");
  });

  test("[L4] a network connects no faster than its rate", async () => {
    await setting.setLimits({ connectionsPerAddress: burst(4) });
    for (let one = 0; one < 4; one++) await setting.citizen();
    await expect(setting.citizen()).rejects.toThrow();
  });

  test("[L4] nor does it by leaving and entering again and again on one connection", async () => {
    await setting.setLimits({ connectionsPerAddress: burst(6) });
    const [begun, other] = [await begin(setting), await setting.citizen()];
    const gone = closed(begun.citizen);
    for (let one = 0; one < 8; one++)
      for (const packet of ["1/citizen,", "0/citizen,"]) {
        begun.citizen.socket.io.engine.write(packet);
        // A packet in the breath of the one before would be against Socket.IO's own protocol.
        await load(other, randomUUID());
      }
    await gone;
    expect(codeOf(await load(other, randomUUID()))).toBe("not_found");
  });
});

describe("of sign-ins", () => {
  const slow = { firstMs: 600_000, maxMs: 600_000 };
  const few = {
    failedSignIns: { free: 2, ...slow },
    failedSignInsPerAccount: { free: 4, ...slow },
    failedSignInsPerAddress: { free: 8, ...slow },
  };
  useLimits(few);

  const attempt = (account: string, auth: Uint8Array = new Uint8Array(32), cookie?: string) =>
    inboxFetch(setting, "/api/v1/session", {
      method: "POST",
      body: { account, auth: toBase64Url(auth) },
      ...(cookie !== undefined && { cookie }),
    });

  test("[L5] after failures an account must wait, also for the right passphrase, and is told how long", async () => {
    const { account, auth } = setting.colleague("anna");
    for (const _ of [1, 2]) expect((await attempt(account)).status).toBe(401);
    const refused = await attempt(account, auth);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect([seconds > 0, seconds <= 600]).toEqual([true, true]);
    expect(await refused.json()).toMatchObject({ code: "too_many_requests", status: 429 });
  });

  test("[L5] an account that does not exist is slowed like one that does", async () => {
    const account = `nobody@${setting.town.domain}`;
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await attempt(account)).status);
    expect(statuses).toEqual([401, 401, 429]);
  });

  describe("when a network's guesses are used up", () => {
    /** Signs in, in a browser that shows a cookie or none. */
    const inBrowser = async (name: "bram" | "chris", shown?: string) => {
      const { account, auth } = setting.colleague(name);
      const response = await attempt(account, auth, shown);
      const set = response.headers.getSetCookie().find((line) => line.startsWith("eigenkanaal_device="));
      return { status: response.status, cookie: set?.split(";")[0] ?? "", set };
    };
    let bram: Awaited<ReturnType<typeof inBrowser>>;
    let shared: string;
    beforeAll(async () => {
      bram = await inBrowser("bram");
      shared = (await inBrowser("bram", "eigenkanaal_device=chosen")).cookie;
      await inBrowser("chris", shared);
      for (let other = 0; other < 8; other++) await attempt(`guess${other}@${setting.town.domain}`);
    });

    test("[L5] who signed in before in a browser still does, and nobody else", async () => {
      expect(bram.set).toMatch(
        /^eigenkanaal_device=[\w-]{43}; Max-Age=7776000; .*HttpOnly; SameSite=Strict$/,
      );
      expect(await inBrowser("bram", bram.cookie)).toMatchObject({ status: 200, cookie: bram.cookie });
      for (const cookie of [undefined, bram.cookie, "eigenkanaal_device="])
        expect([cookie, (await inBrowser("chris", cookie)).status]).toEqual([cookie, 429]);
    });

    test("[L5] a browser remembers several colleagues, and takes no value that somebody put there", async () => {
      expect(shared).not.toBe("eigenkanaal_device=chosen");
      for (const name of ["bram", "chris"] as const) expect((await inBrowser(name, shared)).status).toBe(200);
      expect((await inBrowser("bram", "eigenkanaal_device=chosen")).status).toBe(429);
    });

    test("[A15] a guess is answered alike, whether the account signed in from there before or does not exist", async () => {
      const names = [setting.colleague("bram").account, `nobody@${setting.town.domain}`];
      for (const account of names) expect([account, (await attempt(account)).status]).toEqual([account, 429]);
    });

    test("[L5] guessing in that browser is slowed too", async () => {
      const { account, auth } = setting.colleague("bram");
      const wrong = new Uint8Array(32);
      const statuses = [];
      for (const half of [wrong, wrong, auth])
        statuses.push((await attempt(account, half, bram.cookie)).status);
      expect(statuses).toEqual([401, 401, 429]);
    });
  });

  test("[L5] proving the passphrase anew within a session counts like signing in", async () => {
    const others = { free: 100, ...slow };
    await setting.setLimits({ ...few, failedSignInsPerAccount: others, failedSignInsPerAddress: others });
    const { account, auth } = setting.colleague("chris");
    const cookie = await signIn(setting, setting.colleague("chris"));
    const prove = async (half: Uint8Array) => {
      const body = { auth: toBase64Url(half), code: null };
      return (await inboxFetch(setting, "/api/v1/second-factor/enrolment", { method: "POST", body, cookie }))
        .status;
    };
    expect(await prove(auth)).toBe(200);
    for (const _ of [1, 2]) expect(await prove(new Uint8Array(32))).toBe(401);
    expect([await prove(auth), (await attempt(account, auth)).status]).toEqual([429, 429]);
  });

  test("[L5] after the wait the right passphrase signs in", async () => {
    const brief = { firstMs: 6_000, maxMs: 6_000 };
    const free = { free: 100, ...brief };
    await setting.setLimits({
      failedSignIns: { free: 1, ...brief },
      failedSignInsPerAccount: free,
      failedSignInsPerAddress: free,
    });
    const { account, auth } = setting.colleague("bram");
    expect((await attempt(account)).status).toBe(401);
    expect((await attempt(account, auth)).status).toBe(429);
    const status = async () => (await attempt(account, auth)).status;
    await expect.poll(status, { timeout: 30_000, interval: 500 }).toBe(200);
  });
});

describe("of requests, and what a town sets", () => {
  useLimits({ requestsPerAddress: burst(5) });

  test("[L6] above a network's rate a request is refused with Retry-After; health is always answered", async () => {
    const get = (path: string) => fetch(`${setting.gateway.widgetOrigin}${path}`);
    const directory = `/api/v1/organisations/${setting.town.rootB64}/directory`;
    for (let one = 0; one < 5; one++) expect((await get(directory)).status).toBe(200);
    const refused = await get(directory);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([
      429,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await get("/healthz")).status).toBe(200);
  });

  test("[L7] what a town sets holds from its moment on, without a restart", async () => {
    const get = async () => (await fetch(`${setting.gateway.widgetOrigin}/api/v1/nothing`)).status;
    expect(await get()).toBe(429);
    await setting.rows("INSERT INTO limit_setting VALUES ($1, '2999-01-01', $2)", [
      setting.town.organisation,
      { requestsPerAddress: { burst: 1000, perMinute: 1000 } },
    ]);
    await setting.setLimits({ messages: burst(1), requestsPerAddress: burst(1) });
    expect([await get(), await get()]).toEqual([404, 429]);
    await setting.setLimits({ requestsPerAddress: burst(1000) });
    expect([await get(), await get()]).toEqual([404, 404]);
  });
});
