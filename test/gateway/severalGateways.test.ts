import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectAgent, connectCitizen, inboxFetch, signIn } from "../harness/callers.js";
import { begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { type RunningGateway, startGateway } from "../harness/gateway.js";
import { until } from "../harness/people.js";
import { hasRedis, startRedis } from "../harness/redis.js";
import { type Setting, useSetting } from "../harness/setting.js";
import { isAllStored, isTalk, shows, usePeople } from "../harness/talks.js";

const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.kill());
// Ended sessions are not looked for: what is heard of them came from the other gateway.
const settings = {
  ...(redis && { REDIS_URL: redis.url }),
  WATCH_INTERVAL_MS: "3600000",
  SWEEP_INTERVAL_MS: "100",
};
const setting = useSetting(settings);

let secondGateway: RunningGateway | undefined;
beforeAll(async () => {
  secondGateway = await startGateway(setting.databases, settings);
});
afterAll(() => secondGateway?.stop());

/** The same town as the second gateway serves it. */
const second: Setting = Object.create(setting, {
  gateway: {
    get: () => {
      if (!secondGateway) throw new Error("only inside a test");
      return secondGateway;
    },
  },
});

const patience = { timeout: 20_000 };
const people = usePeople(setting);
const peopleOfSecond = usePeople(second);

describe("two gateways on one database", () => {
  test("one message asked for at both at once is one row, and numbers have no gap", async () => {
    const begun = await begin(setting);
    const elsewhere = await connectCitizen(second, begun.citizen.keys);
    const envelopes = Array.from({ length: 40 }, () => begun.chain.text());
    const seqs: number[] = [];
    // Each message is asked for at both gateways at once, and must be one row.
    for (const envelope of envelopes) {
      const answers = await Promise.all(
        [begun.citizen, elsewhere].map((who) =>
          who.call("message:send", sending(begun.conversation, envelope)),
        ),
      );
      const [here, there] = answers.map((answer) => Number(yes(answer).seq));
      expect(there).toBe(here);
      seqs.push(Number(here));
    }
    expect(seqs).toEqual(envelopes.map((_, index) => index + 1));
    elsewhere.socket.disconnect();
  });

  test("many senders at both fill one channel's numbers exactly once", async () => {
    const begun = await begin(setting);
    const places = [setting, second, setting, second];
    const senders = await Promise.all(
      places.map(async (place) => ({
        citizen: await connectCitizen(place, begun.citizen.keys),
        // A chain of its own for each device.
        chain: new Chain(begun.epoch, "citizen", begun.citizen.keys),
      })),
    );
    const seqs = await Promise.all(
      senders.map(async ({ citizen, chain }) => {
        const envelopes = Array.from({ length: 30 }, () => chain.text());
        const answers = await Promise.all(
          envelopes.map((envelope) => citizen.call("message:send", sending(begun.conversation, envelope))),
        );
        return answers.map((answer) => Number(yes(answer).seq));
      }),
    );
    expect(seqs.flat().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
    for (const own of seqs) expect(own).toEqual(own.toSorted((a, b) => a - b));
    for (const { citizen } of senders) citizen.socket.disconnect();
  });

  test("one of them sweeps; when it is gone the other does", async () => {
    const orphan = async () => {
      const conversation = randomUUID();
      await setting.keyRows("INSERT INTO conversation_key VALUES ($1, $2, $3, now() - interval '2 hours')", [
        setting.town.organisation,
        conversation,
        Buffer.alloc(32),
      ]);
      return async () =>
        (await setting.keyRows("SELECT 1 FROM conversation_key WHERE conversation_id = $1", [conversation]))
          .length;
    };
    const leader = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await leader.connect();
    // Whichever leads by now loses its session, and the next in the queue is ours.
    const leading = leader.query("SELECT pg_advisory_lock(72707370)");
    await setting.rows(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND objid = 72707370 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    await leading;
    const gateway = await startGateway(setting.databases, { SWEEP_INTERVAL_MS: "50" });
    const left = await orphan();
    const waits = () => gateway.output().split("another gateway leads").length - 1;
    const before = waits();
    await expect.poll(waits, patience).toBeGreaterThan(before + 4);
    expect(await left()).toBe(1);
    await leader.end();
    await expect.poll(left, patience).toBe(0);
    const other = await startGateway(setting.databases, { SWEEP_INTERVAL_MS: "50" });
    await expect.poll(() => other.output(), patience).toContain("another gateway leads");
    await gateway.stop();
    await expect.poll(await orphan(), patience).toBe(0);
    await other.stop();
  });
});

describe.skipIf(!hasRedis)("gateways that tell each other their news (not run without redis-server)", () => {
  test("a citizen at one and a colleague at the other talk, and see who takes and who closes", async () => {
    const { citizen, id } = await people.asked("Wanneer is het milieupark open?");
    const conversation = await peopleOfSecond.taken("anna", id);
    await until(citizen.state, (state) => isTalk(state) && state.conversation.state === "in_hand");
    await conversation.send("Morgen vanaf negen uur.");
    await until(citizen.state, shows("Morgen vanaf negen uur."));
    await citizen.send("Dank u.");
    await until(conversation.state, shows("Dank u."));
    const nearby = await people.openConversation((await people.openAgent("bram")).agent, id);
    for (const [one, other] of [
      [nearby, "anna"],
      [conversation, "bram"],
    ] as const)
      await until(one.state, (state) => state.phase === "open" && state.viewers[0]?.name === other);
    await citizen.close();
    await until(conversation.state, (state) => state.phase === "open" && state.view.state === "closed");
  });

  test("a supervisor at one hears that a desk's board changed by what was asked at the other, and their colleague does not", async () => {
    const bram = setting.colleague("bram");
    await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [bram.member]);
    await setting.rows("UPDATE desk_member SET rights = '{answer,rotate,supervise}' WHERE member_id = $1", [
      bram.member,
    ]);
    const supervisor = await connectAgent(second, bram);
    const colleague = await connectAgent(second, setting.colleague("anna"));
    await say(await begin(setting));
    expect(await supervisor.heard("board:changed")).toEqual({ desk: setting.desk.desk });
    expect(colleague.news("board:changed")).toEqual([]);
    for (const { socket } of [supervisor, colleague]) socket.disconnect();
    await setting.rows("UPDATE member SET roles = '{agent}' WHERE member_id = $1", [bram.member]);
    await setting.rows("UPDATE desk_member SET rights = '{answer,rotate}' WHERE member_id = $1", [
      bram.member,
    ]);
  });

  test("signing out at one ends the session's connections at the other, which hear it first", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    const here = await connectAgent(setting, setting.colleague("anna"), cookie);
    const there = await connectAgent(second, setting.colleague("anna"), cookie);
    const bram = await connectAgent(second, setting.colleague("bram"));
    const closed = [here, there].map(
      ({ socket }) => new Promise((resolve) => socket.once("disconnect", resolve)),
    );
    await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie });
    await Promise.all(closed);
    for (const connected of [here, there]) expect(connected.news("session:ended")).toHaveLength(1);
    expect(bram.socket.connected).toBe(true);
    bram.socket.disconnect();
  });

  test("a gateway that stops closes its own connections and not the other's", async () => {
    const third = await startGateway(setting.databases, settings);
    const leaving = await connectCitizen({ gateway: third, town: setting.town });
    const staying = await connectCitizen(second);
    const closed = new Promise((resolve) => leaving.socket.once("disconnect", resolve));
    expect(await third.stop()).toBe(0);
    await closed;
    const again = await begin(second);
    expect(codeOf(await load(again.citizen, again.conversation))).toBe("ok");
    expect(staying.socket.connected).toBe(true);
    staying.socket.disconnect();
  });

  test("what is said while Redis is away is stored and told at its own gateway, and at the other without a reload once Redis is back", async () => {
    const { citizen, id } = await people.asked("Is het loket open?");
    const here = (await people.openAgent("bram")).agent;
    const nearby = await people.openConversation(here, id);
    const far = await peopleOfSecond.taken("anna", id);
    const states: string[] = [];
    const { agent } = await peopleOfSecond.openAgent("anna");
    agent.state.subscribe((state) => {
      if (state.phase === "ready") states.push(state.connection);
    });

    await redis?.kill();
    for (const { gateway } of [setting, second]) {
      const ready = async () => {
        const response = await fetch(`${gateway.widgetOrigin}/readyz`);
        return [response.status, await response.json()];
      };
      await expect.poll(ready, patience).toEqual([200, { status: "degraded", away: ["redis"] }]);
    }
    await citizen.send("Hallo?");
    await until(citizen.state, (state) => shows("Hallo?")(state) && isAllStored(state));
    await until(nearby.state, shows("Hallo?"));
    expect(shows("Hallo?")(far.state.getState())).toBe(false);

    await redis?.start();
    // Nobody says anything more: only the hint can have brought it.
    await until(far.state, shows("Hallo?"));
    await far.send("Ja, tot vijf uur.");
    await until(citizen.state, shows("Hallo?", "Ja, tot vijf uur."));
    expect(states).not.toContain("offline");
    const ready = async () => (await fetch(`${second.gateway.widgetOrigin}/readyz`)).json();
    await expect.poll(ready, patience).toEqual({ status: "ok" });
  });

  test("Redis sees envelopes and metadata, and not a word of what was said", async () => {
    const begun = await begin(setting);
    await say(begun);
    const keys = (await redis?.ask("KEYS *"))?.match(/eigenkanaal:\w+/g)?.toSorted();
    expect(keys).toEqual(["eigenkanaal:agent", "eigenkanaal:citizen"]);
    const entries = (await redis?.ask("XRANGE eigenkanaal:citizen - +")) ?? "";
    const told = [...entries.matchAll(/\r\n([A-Za-z0-9+/=]{200,})\r\n/g)].map(([, data = ""]) =>
      Buffer.from(data, "base64"),
    );
    expect(told.some((data) => data.includes("message:new") && data.includes(begun.conversation))).toBe(true);
    const plain = [entries, ...told.map(String)].join("\n");
    for (const said of ["milieupark", "Is het loket open?", "Hallo?", "tot vijf uur"])
      expect([said, plain.includes(said)]).toEqual([said, false]);
  });
});
