import { randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import type { Connected } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { begin, beginInternal, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch, participantsOf } from "../harness/frames.js";
import { importBundle, useSetting } from "../harness/setting.js";
import { type TransferPlan, transferOf } from "../harness/transfers.js";

const setting = useSetting();
const memberOf = (name: "anna" | "bram" | "chris") => setting.colleague(name).member;

/** A conversation that Anna has in hand, with both channels begun, and ways to hand it to Chris's desk. */
const inHand = async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation, citizen, epoch } = begun;
  const [anna, bram, chris] = [
    await setting.agent("anna"),
    await setting.agent("bram"),
    await setting.agent("chris"),
  ];
  const internal = await beginInternal(setting, conversation, anna);
  const take = (who: Connected) => who.call("conversation:take", { conversation });
  yes(await take(anna));
  const before = { public: epoch, internal: internal.epoch };
  const plan = (over: Partial<TransferPlan> = {}) =>
    transferOf(setting, {
      ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk, before },
      ...over,
    });
  const transfer = async (who: Connected, over: Partial<TransferPlan> = {}) =>
    who.call("conversation:transfer", await plan(over));
  return { ...begun, anna, bram, chris, internal, take, plan, transfer };
};

/** What a transfer writes: nothing of it may be there after a refusal. */
const written = async (conversation: string) => {
  const [row] = await setting.rows(
    `SELECT desk_id, internal_seq, (SELECT count(*) FROM conversation_epoch e WHERE e.conversation_id = c.conversation_id) AS epochs,
       (SELECT count(*) FROM message m WHERE m.conversation_id = c.conversation_id) AS messages,
       (SELECT count(*) FROM conversation_event e WHERE e.conversation_pseudonym = c.pseudonym) AS events
     FROM conversation c WHERE conversation_id = $1`,
    [conversation],
  );
  return row;
};

/** Waits until somebody waits for what this connection has locked. */
const waitedFor = async (client: pg.Client) => {
  await vi.waitFor(
    async () => {
      const { rows } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))",
      );
      expect(rows).not.toEqual([]);
    },
    { timeout: 5_000, interval: 10 },
  );
};

describe("to another desk", () => {
  test("[X4] when the database undoes it because two waited for each other, it is done once more", async () => {
    const { conversation, anna, transfer } = await inHand();
    const other = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await other.connect();
    try {
      // Of two that wait for each other, the one that looks first is undone: that is to be the gateway.
      await other.query("SET deadlock_timeout = '1min'");
      await other.query("BEGIN");
      await other.query("SELECT FROM desk WHERE desk_id = $1 FOR UPDATE", [setting.otherDesk.desk]);
      const going = transfer(anna);
      await waitedFor(other);
      await other.query("SELECT FROM conversation WHERE conversation_id = $1 FOR UPDATE", [conversation]);
      await other.query("COMMIT");
      expect(yes(await going)).toMatchObject({ desk: setting.otherDesk.desk, internalSeq: 1 });
      const { rows } = await other.query<{ deadlocks: string }>(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
      );
      expect(rows).toEqual([{ deadlocks: "1" }]);
    } finally {
      await other.end();
    }
  });

  test("[X4] desk, epochs and note change together, and it waits there as long as the citizen has waited", async () => {
    const { conversation, anna, chris, transfer } = await inHand();
    const { waitingSinceMs } = yes(await load(anna, conversation)).summary as { waitingSinceMs: number };
    const handover = { by: memberOf("anna"), from: setting.desk.desk, state: "offered", returns: 0 };
    const waits = {
      desk: setting.otherDesk.desk,
      state: "waiting",
      assignee: null,
      waitingSinceMs,
      handover,
    };
    expect(yes(await transfer(anna))).toMatchObject({ ...waits, reader: null, internalSeq: 1 });
    const [outer, inner] = [
      yes(await load(chris, conversation)),
      yes(await load(chris, conversation, { channel: "internal" })),
    ];
    expect(outer).toMatchObject({ summary: waits, epochs: [{ epoch: 0 }, { epoch: 1 }] });
    expect(inner).toMatchObject({ epochs: [{ epoch: 0 }, { epoch: 1 }], messages: [{ seq: 1 }] });
    const events = await setting.rows(
      `SELECT kind, e.desk_id, to_desk_id FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE conversation_id = $1 AND to_desk_id IS NOT NULL`,
      [conversation],
    );
    expect(events).toEqual([
      { kind: "transferred", desk_id: setting.desk.desk, to_desk_id: setting.otherDesk.desk },
    ]);
  });

  test("[X4] who does not have it, another desk's colleague and a citizen may not", async () => {
    const { conversation, citizen, anna, bram, chris, transfer } = await inHand();
    const before = await written(conversation);
    expect(codeOf(await transfer(bram, { colleague: bram.keys }))).toBe("already_taken");
    expect(codeOf(await transfer(chris, { colleague: chris.keys }))).toBe("not_found");
    expect(codeOf(await transfer(citizen, { colleague: citizen.keys }))).toBe("malformed");
    expect(codeOf(await transfer(anna, { colleague: bram.keys }))).toBe("forbidden");
    expect(await written(conversation)).toEqual(before);
    expect(codeOf(await transfer(anna))).toBe("ok");
  });

  test("[X4] not to a desk that there is not, to the archive, to its own, nor by an old key", async () => {
    const { conversation, anna, transfer } = await inHand();
    const before = await written(conversation);
    const archive = setting.town.desks.find(({ kind }) => kind === "archive");
    if (!archive) throw new Error("no archive");
    expect(codeOf(await transfer(anna, { to: { ...setting.otherDesk, desk: randomUUID() } }))).toBe(
      "not_found",
    );
    expect(codeOf(await transfer(anna, { to: archive }))).toBe("not_found");
    expect(codeOf(await transfer(anna, { to: setting.desk }))).toBe("malformed");
    // The records name another desk than the one that is asked for.
    const { keys } = anna;
    const own = { participants: participantsOf(setting.town, setting.desk, keys) };
    expect(codeOf(await transfer(anna, { wish: { public: own } }))).toBe("desk_superseded");
    const old = { ...setting.otherDesk };
    await setting.town.rotate(setting.otherDesk);
    expect(await importBundle(setting.town.bundle(), setting.databases.databaseUrl)).toMatchObject({
      code: 0,
    });
    expect(codeOf(await transfer(anna, { to: old }))).toBe("desk_superseded");
    expect(await written(conversation)).toEqual(before);
    expect(codeOf(await transfer(anna))).toBe("ok");
  });

  test("[X4] not what is closed, not before there is an internal epoch, not with records or a note of another place", async () => {
    const { conversation, citizen, anna, epoch, internal, plan, transfer } = await inHand();
    const before = await written(conversation);
    const attempt = async (over: Record<string, unknown>) =>
      codeOf(await anna.call("conversation:transfer", { ...(await plan()), ...over }));
    const right = await plan();
    const swapped = { public: right.epochs.internal, internal: right.epochs.public };
    expect(await attempt({ epochs: swapped })).toBe("malformed");
    expect(await attempt({ epochs: { ...right.epochs, public: epoch.recordBytes } })).toBe("epoch_taken");
    const far = await makeEpoch(setting, { conversation, citizen: citizen.keys }, { previous: epoch });
    expect(codeOf(await transfer(anna, { before: { public: far, internal: internal.epoch } }))).toBe(
      "out_of_order",
    );
    expect(codeOf(await transfer(anna, { noteUnder: internal.epoch }))).toBe("epoch_superseded");
    expect(codeOf(await transfer(anna, { noteUnder: epoch }))).toBe("malformed");
    expect(
      await attempt({
        note: new Chain(internal.epoch, "desk", anna.keys).seal({ type: "receipt", read: true }),
      }),
    ).toBe("malformed");
    expect(await written(conversation)).toEqual(before);

    const fresh = await begin(setting);
    yes(await anna.call("conversation:take", { conversation: fresh.conversation }));
    const early = await transfer(anna, {
      ...{ conversation: fresh.conversation, citizen: fresh.citizen.keys },
      before: { public: fresh.epoch, internal: internal.epoch },
    });
    expect(codeOf(early)).toBe("out_of_order");

    yes(await anna.call("conversation:close", { conversation, ...answered }));
    expect(codeOf(await transfer(anna))).toBe("conversation_closed");
  });

  test("[X4] of two at once one goes, and the same again is answered to whom it still reaches", async () => {
    const { conversation, anna, chris, plan, take } = await inHand();
    const [one, other] = [await plan(), await plan()];
    const answers = await Promise.all([one, other].map((each) => anna.call("conversation:transfer", each)));
    expect(answers.map(codeOf).toSorted()).toEqual(["not_found", "ok"]);
    const first = answers[0]?.ok ? one : other;
    expect(codeOf(await anna.call("conversation:transfer", first))).toBe("not_found");
    yes(await take(chris));
    const of = [setting.town.organisation, setting.otherDesk.desk, memberOf("anna")];
    await setting.rows("INSERT INTO desk_member VALUES ($1, $2, $3, '{answer}')", of);
    const both = await setting.agent("anna");
    const before = await written(conversation);
    const again = await both.call("conversation:transfer", first);
    const late = await both.call("conversation:transfer", first === one ? other : one);
    await setting.rows(
      "DELETE FROM desk_member WHERE organisation_id = $1 AND desk_id = $2 AND member_id = $3",
      of,
    );
    expect(yes(again)).toMatchObject({ state: "in_hand" });
    expect(codeOf(late)).toBe("already_taken");
    expect(await written(conversation)).toEqual(before);
  });

  test("[X5] the old desk reaches it no more and hears no more of it; the citizen and the new desk do", async () => {
    const { conversation, citizen, anna, bram, chris, transfer, take } = await inHand();
    for (const who of [anna, bram, citizen]) yes(await load(who, conversation));
    const isIt = (news: Record<string, unknown>) => news.conversation === conversation;
    yes(await transfer(anna));
    expect(await bram.heard("conversation:moved", isIt)).toEqual({
      conversation,
      to: setting.otherDesk.desk,
    });
    expect(
      await citizen.heard("conversation:changed", (news) => news.desk === setting.otherDesk.desk),
    ).toMatchObject({
      handover: null,
      reader: null,
    });
    expect(await citizen.heard("epoch:new", isIt)).toMatchObject({ epoch: 1 });
    expect(await chris.heard("conversation:changed", isIt)).toMatchObject({ state: "waiting" });
    yes(await load(chris, conversation));
    const heardBefore = bram.news("message:new").length + anna.news("message:new").length;
    const changesBefore = bram.news("conversation:changed").filter(isIt).length;
    yes(await take(chris));
    expect(await citizen.heard("conversation:changed", (news) => news.state === "in_hand")).toBeTruthy();
    for (const who of [anna, bram]) {
      expect(codeOf(await load(who, conversation))).toBe("not_found");
      expect(codeOf(await take(who))).toBe("not_found");
      expect(who.news("epoch:new").filter(isIt)).toEqual([]);
    }
    expect(bram.news("message:new").length + anna.news("message:new").length).toBe(heardBefore);
    expect(bram.news("conversation:changed").filter(isIt)).toHaveLength(changesBefore);
    expect(citizen.news("conversation:moved")).toEqual([]);
    expect(chris.news("conversation:moved").filter(isIt)).toEqual([]);
  });

  test("[X6] who reads along loads it and hears its news, does nothing else, and only until it is taken", async () => {
    const { conversation, citizen, chain, anna, chris, transfer, take } = await inHand();
    yes(await load(anna, conversation));
    const isIt = (news: Record<string, unknown>) => news.conversation === conversation;
    const moved = yes(await transfer(anna, { reading: "along" }));
    expect(moved).toMatchObject({ reader: memberOf("anna"), desk: setting.otherDesk.desk });
    const page = yes(await load(anna, conversation));
    expect(page).toMatchObject({ epochs: [{ epoch: 0 }, { epoch: 1 }] });
    expect(codeOf(await load(anna, conversation, { channel: "internal" }))).toBe("ok");
    const open = yes(await anna.call("queue:load", { list: "open" })).conversations as unknown[];
    expect(open).toContainEqual(expect.objectContaining({ conversation, reader: memberOf("anna") }));
    // The citizen goes on under the epoch that the transfer began.
    const bytes = (page.epochs as { record: Uint8Array }[])[1]?.record;
    expect(bytes).toBeDefined();
    const envelope = chain.text();
    expect(codeOf(await citizen.call("message:send", sending(conversation, envelope)))).toBe(
      "epoch_superseded",
    );
    expect(codeOf(await take(anna))).toBe("not_found");
    for (const [event, request] of [
      ["conversation:close", { conversation, ...answered }],
      ["conversation:give", { conversation, to: memberOf("bram") }],
      ["message:send", sending(conversation, envelope)],
      ["epoch:publish", { conversation, channel: "public", record: chain.epoch.recordBytes }],
    ] as const)
      expect([event, codeOf(await anna.call(event, request))]).toEqual([event, "not_found"]);
    yes(await take(chris));
    expect(await anna.heard("conversation:moved", isIt)).toMatchObject({ to: setting.otherDesk.desk });
    expect(codeOf(await load(anna, conversation))).toBe("not_found");
    expect(yes(await load(chris, conversation)).summary).toMatchObject({
      reader: null,
      handover: { state: "accepted" },
    });
  });
});

describe("back again", () => {
  /** The conversation to and fro between the two desks, by whoever has it; the codes of each. */
  const toAndFro = async (times: number) => {
    const about = await inHand();
    const { conversation, citizen, anna, chris, take } = about;
    let before = { public: about.epoch, internal: about.internal.epoch };
    const answers: Record<string, unknown>[] = [];
    let last = "ok";
    for (let turn = 0; turn < times && last === "ok"; turn++) {
      const [who, to] = turn % 2 === 0 ? [anna, setting.otherDesk] : [chris, setting.desk];
      if (turn > 0) yes(await take(who));
      const made = await transferOf(setting, {
        ...{ conversation, citizen: citizen.keys, colleague: who.keys, to, before },
      });
      const answer = await who.call("conversation:transfer", made);
      last = codeOf(answer);
      if (answer.ok) answers.push(answer.value);
      before = await newest(chris, anna, conversation);
    }
    return { ...about, answers, last };
  };
  const newest = async (one: Connected, other: Connected, conversation: string) => {
    const { readEpoch } = await import("@eigenkanaal/crypto");
    const of = async (channel: string) => {
      const asked = await load(one, conversation, { channel });
      const page = yes(asked.ok ? asked : await load(other, conversation, { channel }));
      const recordBytes = new Uint8Array((page.epochs as { record: Uint8Array }[]).at(-1)?.record ?? []);
      const read = readEpoch(recordBytes);
      if (!read.ok) throw new Error(read.why);
      return { record: read.record, recordBytes, key: new Uint8Array(32) };
    };
    return { public: await of("public"), internal: await of("internal") };
  };

  test("[X7] what goes back waits at the desk that it came from, or is its giver's who is on duty", async () => {
    const anna = await setting.agent("anna");
    yes(await anna.call("presence:set", { state: "off" }));
    const away = await toAndFro(2);
    expect(away.answers[1]).toMatchObject({
      ...{ desk: setting.desk.desk, state: "waiting" },
      handover: { by: memberOf("chris"), from: setting.otherDesk.desk, returns: 1 },
    });
    yes(await anna.call("presence:set", { state: "on_duty" }));
    const there = await toAndFro(2);
    expect(there.answers[1]).toMatchObject({
      ...{ state: "in_hand", assignee: memberOf("anna") },
      handover: { state: "offered", returns: 1 },
    });
    yes(await anna.call("presence:set", { state: "off" }));
  });

  test("[X7] the fourth time only the general desk takes it back", async () => {
    const general = await toAndFro(6);
    expect([
      general.last,
      general.answers.map(({ handover }) => (handover as { returns: number }).returns),
    ]).toEqual(["returned_too_often", [0, 1, 2, 3]]);
  });
});
