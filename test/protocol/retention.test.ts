import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { defaultRetention } from "@eigenkanaal/domain";
import { Directory, MemberDirectory } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { type Connected, inboxFetch, signIn } from "../harness/callers.js";
import {
  type Begun,
  begin,
  beginInternal,
  codeOf,
  load,
  say,
  sending,
  whileLocked,
  yes,
} from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";
import { topicSetting } from "../harness/townSettings.js";

/** By which class a conversation is kept, who says so, and what closes by itself. */

const sweeps = { SWEEP_INTERVAL_MS: "100" };
const setting = useSetting(sweeps);
const patience = { timeout: 40_000, interval: 50 };

let signedIn: Promise<Connected> | undefined;
/** One connection of hers for all tests. */
const annaHere = () => {
  signedIn ??= setting.agent("anna");
  return signedIn;
};

const close = (who: Connected, conversation: string, wish: Record<string, unknown>) =>
  who.call("conversation:close", { conversation, ...wish });
const registered = (over: Record<string, unknown> = {}, outcome = "answered") => ({
  outcome,
  registration: { topic: null, class: null, card: null, ...over },
});
const summaryOf = async (who: Connected, conversation: string) =>
  yes(await load(who, conversation)).summary as Record<string, unknown>;

/** A question that a colleague has in hand, answered unless said otherwise. */
const inHand = async ({ answers = true } = {}) => {
  const begun = await begin(setting);
  await say(begun);
  const anna = await annaHere();
  const { conversation, epoch } = begun;
  yes(await anna.call("conversation:take", { conversation }));
  if (answers) {
    const chain = new Chain(epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(conversation, chain.text())));
  }
  return { ...begun, anna };
};

/** What the town keeps from a moment on (SQL) until the work is done. */
const keeping = async (from: string, over: Partial<typeof defaultRetention>, work: () => Promise<void>) => {
  const retention = { ...defaultRetention, ...over };
  await setting.rows(
    `INSERT INTO retention_setting (organisation_id, valid_from, retention, reason) VALUES ($1, ${from}, $2, 'test')`,
    [setting.town.organisation, retention],
  );
  try {
    await work();
  } finally {
    await setting.rows("DELETE FROM retention_setting");
  }
};

/** A topic that names a class, or none. */
const topicOf = async (retention: string | null, over: Parameters<typeof topicSetting>[1] = {}) => {
  const topic = randomUUID();
  const { desk, name, words, normMinutes, sensitive, ended } = topicSetting(setting.desk.desk, over);
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [setting.town.organisation, topic]);
  await setting.rows(
    `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, words, norm_minutes,
       retention_class, sensitive, ended) VALUES ($1, $2, '2020-01-01', $3, $4, $5, $6, $7, $8, $9)`,
    [setting.town.organisation, topic, desk, name, words, normMinutes, retention, sensitive, ended],
  );
  return topic;
};

describe("registering", () => {
  test.each([
    ["answered", "6.1", "6.1"],
    ["answered", null, "6.1.3"],
    ["refused", "6.1", "6.2"],
    ["no_answer", "6.1", "6.3"],
    ["spam", "6.1", "6.3"],
  ])("[P1] closed as %s with a topic of class %s it is kept by %s, as both sides are told", async (...of) => {
    const [outcome, ofTopic, retention] = of;
    const { anna, citizen, conversation } = await inHand();
    const topic = await topicOf(ofTopic);
    const closed = yes(await close(anna, conversation, registered({ topic }, outcome)));
    expect(closed).toMatchObject({ state: "closed", topic, retention, closedAtMs: expect.any(Number) });
    for (const who of [citizen, anna])
      expect(await summaryOf(who, conversation)).toMatchObject({ retention, closedAtMs: closed.closedAtMs });
    expect(await citizen.heard("conversation:changed", ({ state }) => state === "closed")).toMatchObject({
      retention,
    });
  });

  test("[P1] who leaves with their answer is kept by their topic, and who leaves without one as broken off", async () => {
    const [answered, waiting] = [await inHand(), await inHand({ answers: false })];
    const leave = ({ citizen, conversation }: Begun) => close(citizen, conversation, { outcome: "left" });
    expect(yes(await leave(answered))).toMatchObject({ retention: "6.1.3" });
    expect(yes(await leave(waiting))).toMatchObject({ retention: "6.3" });
  });

  test("[P1] while it is open there is no class; closed again its term begins anew, by the table of then", async () => {
    const begun = await inHand();
    const { anna, citizen, conversation } = begun;
    expect(await summaryOf(citizen, conversation)).toMatchObject({ retention: null, closedAtMs: null });
    const first = yes(await close(anna, conversation, registered()));
    await say(begun);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ retention: null, closedAtMs: null });
    const row =
      "SELECT retention_class AS class, card_message_id AS card FROM conversation WHERE conversation_id = $1";
    expect(await setting.rows(row, [conversation])).toEqual([{ class: null, card: null }]);
    await keeping("now()", { general: "6.1" }, async () => {
      const again = yes(await close(anna, conversation, registered()));
      expect(again).toMatchObject({ retention: "6.1" });
      expect(Number(again.closedAtMs)).toBeGreaterThan(Number(first.closedAtMs));
    });
  });

  test("[P2] a colleague closes with a registration and a citizen without one, and no class stands beside a topic", async () => {
    const { anna, citizen, conversation } = await inHand();
    const topic = await topicOf(null);
    const wrong: [Connected, Record<string, unknown>][] = [
      [anna, { outcome: "answered" }],
      [citizen, { ...registered(), outcome: "left" }],
      [anna, registered({ topic, class: "6.1" })],
      [anna, registered({}, "left")],
      [anna, registered({}, "abandoned")],
      [citizen, { outcome: "abandoned" }],
    ];
    for (const [who, wish] of wrong) expect(codeOf(await close(who, conversation, wish))).toBe("malformed");
    expect(await summaryOf(anna, conversation)).toMatchObject({ state: "in_hand", retention: null });
    expect(codeOf(await close(anna, conversation, registered({ topic })))).toBe("ok");
  });

  test("[P2] of a topic that the gateway is not told it hears the class alone, and forgets the one it knew", async () => {
    const { anna, conversation } = await inHand();
    await setting.rows("UPDATE conversation SET topic_id = $2 WHERE conversation_id = $1", [
      conversation,
      await topicOf("6.1"),
    ]);
    const closed = yes(await close(anna, conversation, registered({ class: "6.1.1" })));
    expect(closed).toMatchObject({ topic: null, retention: "6.1.1" });
  });

  test("[P2] a topic, class or card that there is not is not_found, and nothing is closed", async () => {
    const [mine, other] = [await inHand(), await inHand()];
    const { anna, conversation, chain } = mine;
    const internal = await beginInternal(setting, conversation, anna);
    yes(await anna.call("message:send", sending(conversation, internal.chain.text(), "internal")));
    const elsewhere = await beginInternal(setting, other.conversation, anna);
    yes(await anna.call("message:send", sending(other.conversation, elsewhere.chain.text(), "internal")));
    yes(await mine.citizen.call("message:send", sending(conversation, chain.text())));
    const idsOf = async (of: string, channel: string) =>
      (
        await setting.rows<{ id: string }>(
          "SELECT message_id AS id FROM message WHERE conversation_id = $1 AND channel = $2 ORDER BY seq",
          [of, channel],
        )
      ).map(({ id }) => id);
    const [card] = await idsOf(conversation, "internal");
    const [foreign] = await idsOf(other.conversation, "internal");
    const [openly] = await idsOf(conversation, "public");
    expect([card, foreign, openly]).not.toContain(undefined);
    for (const wrong of [
      { topic: randomUUID() },
      { class: "1.2.3" },
      { card: randomUUID() },
      { card: foreign },
      // What the citizen can read sums nothing up.
      { card: openly },
    ])
      expect(codeOf(await close(anna, conversation, registered(wrong))), JSON.stringify(wrong)).toBe(
        "not_found",
      );
    expect(await summaryOf(anna, conversation)).toMatchObject({ state: "in_hand", retention: null });
    expect(codeOf(await close(anna, conversation, registered({ card })))).toBe("ok");
    expect(
      await setting.rows("SELECT card_message_id AS card FROM conversation WHERE conversation_id = $1", [
        conversation,
      ]),
    ).toEqual([{ card }]);
  });
});

test("[P3] the directory holds the table, for citizens and colleagues, and a new one when it begins to hold", async () => {
  const { gateway, town } = setting;
  const publicly = async () =>
    Directory.parse(
      await (await fetch(`${gateway.widgetOrigin}/api/v1/organisations/${town.rootB64}/directory`)).json(),
    ).retention;
  const cookie = await signIn(setting, setting.colleague("anna"));
  const inside = async () =>
    MemberDirectory.parse(await (await inboxFetch(setting, "/api/v1/directory", { cookie })).json())
      .retention;
  const both = async () => [await publicly(), await inside()];
  expect(await both()).toEqual([defaultRetention, defaultRetention]);
  await keeping("now()", { abandonedAfterDays: 30 }, async () => {
    const then = { ...defaultRetention, abandonedAfterDays: 30 };
    expect(await both()).toEqual([then, then]);
  });
  await keeping("now() + interval '1 day'", { abandonedAfterDays: 60 }, async () => {
    expect(await both()).toEqual([defaultRetention, defaultRetention]);
  });
});

describe("what nobody goes on with", () => {
  /** Puts the last that happened back by so many days. */
  const silentFor = (conversation: string, days: number) =>
    setting.rows(
      "UPDATE conversation SET last_activity_at = now() - make_interval(days => $2, mins => 1) WHERE conversation_id = $1",
      [conversation, days],
    );
  const stateOf = async (conversation: string) =>
    (
      await setting.rows<{ state: string; outcome: string | null; retention: string | null }>(
        "SELECT state, outcome, retention_class AS retention FROM conversation WHERE conversation_id = $1",
        [conversation],
      )
    )[0];
  const closings = async (conversation: string) =>
    setting.rows(
      `SELECT e.actor, e.outcome FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE conversation_id = $1 AND kind = 'closed'`,
      [conversation],
    );
  const abandoned = { state: "closed", outcome: "abandoned", retention: "6.3" };

  test("[P4] what both sides left closes and is registered, once, though two gateways look; what a citizen waits for stays, and so does what is put off or new", async () => {
    const left = await Promise.all(Array.from({ length: 6 }, () => inHand()));
    const [waits, putOff, fresh] = [await inHand({ answers: false }), await inHand(), await inHand()];
    const snooze = { conversation: putOff.conversation, untilMs: null };
    yes(await putOff.anna.call("conversation:snooze", snooze));
    await silentFor(fresh.conversation, 13);
    const second = await startGateway(setting.databases, sweeps);
    for (const { conversation } of [...left, waits, putOff]) await silentFor(conversation, 14);
    for (const { conversation } of left)
      await expect.poll(() => stateOf(conversation), patience).toEqual(abandoned);
    // Time for a second look by either.
    await wait(500);
    await second.stop();
    for (const { conversation } of left)
      expect(await closings(conversation)).toEqual([{ actor: "gateway", outcome: "abandoned" }]);
    for (const { conversation } of [waits, putOff, fresh]) {
      expect(await stateOf(conversation)).toMatchObject({ state: "in_hand", retention: null });
      expect(await closings(conversation)).toEqual([]);
    }
  });

  test("[P4] nothing that is being written in is closed over it", async () => {
    const [busy, other] = [await inHand(), await inHand()];
    for (const { conversation } of [busy, other]) await silentFor(conversation, 10);
    await whileLocked(setting, busy.conversation, () =>
      keeping("now()", { abandonedAfterDays: 7 }, async () => {
        // It does not wait for the one that is busy either.
        await expect.poll(() => stateOf(other.conversation), patience).toEqual(abandoned);
        expect(await stateOf(busy.conversation)).toMatchObject({ state: "in_hand" });
      }),
    );
    await keeping("now()", { abandonedAfterDays: 7 }, () =>
      expect.poll(() => stateOf(busy.conversation), patience).toEqual(abandoned),
    );
  });

  test("[P4] its citizen reads that it is closed, and opens it again by writing", async () => {
    const begun = await inHand();
    const { citizen, anna, conversation } = begun;
    await silentFor(conversation, 14);
    await expect.poll(() => stateOf(conversation), patience).toEqual(abandoned);
    for (const who of [citizen, anna])
      expect(await summaryOf(who, conversation)).toMatchObject({ state: "closed", retention: "6.3" });
    await say(begun);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ state: "waiting", retention: null });
  });
});
