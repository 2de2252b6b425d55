import { randomUUID } from "node:crypto";
import { maxLabels } from "@eigenkanaal/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { type Connected, connectAgent, inboxFetch, signIn } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { begin, beginInternal, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";
import { transferOf } from "../harness/transfers.js";

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
type Name = "anna" | "bram" | "chris";
const memberOf = (name: Name) => setting.colleague(name).member;

// Signing in is slow on purpose: each of them does it once.
const cookies = new Map<Name, Promise<string>>();
const cookieOf = (name: Name): Promise<string> => {
  const cookie = cookies.get(name) ?? signIn(setting, setting.colleague(name));
  cookies.set(name, cookie);
  return cookie;
};
const lines = new Map<Name, Promise<Connected>>();
afterAll(async () => {
  for (const line of lines.values()) (await line).socket.disconnect();
});
const onDuty = async (name: Name) => {
  const line =
    lines.get(name) ??
    cookieOf(name).then((cookie) => connectAgent(setting, setting.colleague(name), cookie));
  lines.set(name, line);
  const connected = await line;
  yes(await connected.call("presence:set", { state: "on_duty" }));
  return connected;
};

/** How the first desk hands out what waits from now on. */
const assign = (assignment: "pull" | "push") =>
  setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment)
     VALUES ($1, $2, clock_timestamp(), '{"nl": "Eerste"}', '{"timeZone": "Europe/Amsterdam", "weekly": [], "exceptions": []}', $3)`,
    [setting.town.organisation, setting.desk.desk, assignment],
  );

type Label = { label: string; desk: string; name: string; state: "in_use" | "ended" };
const labelsOf = async (cookie: string): Promise<Label[]> => {
  const response = await inboxFetch(setting, "/api/v1/labels", { cookie });
  expect(response.status).toBe(200);
  return ((await response.json()) as { labels: Label[] }).labels;
};
const keep = async (cookie: string, { label, ...body }: Label) =>
  (await inboxFetch(setting, `/api/v1/labels/${label}`, { method: "PUT", cookie, body })).status;
const named = (name: string, desk = setting.desk.desk): Label => ({
  ...{ label: randomUUID(), desk, name, state: "in_use" },
});

const kindsOf = async (conversation: string) => {
  const rows = await setting.rows<{ kind: string; actor: string }>(
    `SELECT e.kind, e.actor FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
     WHERE c.conversation_id = $1 ORDER BY event_id`,
    [conversation],
  );
  return rows.filter(({ kind }) => !kind.endsWith("_message")).map(({ kind, actor }) => `${kind} ${actor}`);
};

/** What colleagues of the desk are told of a conversation when it is so. */
const told = (who: Connected, conversation: string, fits: (one: Record<string, unknown>) => boolean) =>
  who.heard("conversations:changed", ({ conversations }) =>
    (conversations as Record<string, unknown>[]).some(
      (one) => one.conversation === conversation && fits(one),
    ),
  );

/** A conversation that a citizen has asked something in, and Anna has in hand. */
const inHand = async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation } = begun;
  const [anna, bram] = [await onDuty("anna"), await onDuty("bram")];
  yes(await anna.call("conversation:take", { conversation }));
  const snooze = (who: Connected, untilMs: number | null) =>
    who.call("conversation:snooze", { conversation, untilMs });
  const wake = (who: Connected) => who.call("conversation:wake", { conversation });
  const close = (who: Connected) => who.call("conversation:close", { conversation, ...answered });
  const label = (who: Connected, ...labels: string[]) =>
    who.call("conversation:label", { conversation, labels });
  return { ...begun, anna, bram, snooze, wake, close, label };
};

describe("labels", () => {
  test("[W1] a colleague hears, makes, renames and ends the labels of the desks they answer, and no other's", async () => {
    const [anna, bram, chris] = [await cookieOf("anna"), await cookieOf("bram"), await cookieOf("chris")];
    const [two, one, foreign] = [
      named("Terugbellen"),
      named("Spoed"),
      named("Spoed", setting.otherDesk.desk),
    ];
    expect([await keep(anna, two), await keep(anna, one), await keep(chris, foreign)]).toEqual([
      204, 204, 204,
    ]);
    expect(await labelsOf(bram)).toEqual([one, two]);
    expect(await labelsOf(chris)).toEqual([foreign]);
    const ended: Label = { ...one, name: "Haast", state: "ended" };
    expect([await keep(bram, ended), await keep(chris, { ...two, name: "x" })]).toEqual([204, 404]);
    // Not even who answers both desks moves one: conversations have it.
    expect(await keep(chris, { ...one, desk: setting.otherDesk.desk })).toBe(404);
    expect(await keep(anna, { ...two, desk: setting.otherDesk.desk })).toBe(404);
    expect(await labelsOf(anna)).toEqual([ended, two]);
    for (const wrong of [
      { name: " " },
      { name: "x".repeat(41) },
      { label: "elsewhere" },
      { name: "a\u0000" },
    ])
      expect(await keep(anna, { ...two, ...wrong })).toBe(400);
  });

  test("[W1] a desk has a bounded number of them; changing one of those goes on", async () => {
    const anna = await cookieOf("anna");
    const first = named("De eerste");
    expect(await keep(anna, first)).toBe(204);
    await setting.rows(
      `INSERT INTO label SELECT $1, gen_random_uuid(), $2, 'Nummer ' || n, 'ended'
       FROM generate_series(1, $3 - (SELECT count(*)::int FROM label WHERE desk_id = $2)) n`,
      [setting.town.organisation, setting.desk.desk, maxLabels],
    );
    expect(await keep(anna, named("Een te veel"))).toBe(413);
    expect(await keep(anna, { ...first, name: "Nog steeds de eerste" })).toBe(204);
    await setting.rows("DELETE FROM label WHERE name LIKE 'Nummer %'");
  });

  test("[W2] a conversation has the labels that are named and no others, open or closed, whoever of the desk names them", async () => {
    const { conversation, anna, bram, label, close } = await inHand();
    const [spoed, later, ended] = [
      named("Spoed"),
      named("Later"),
      { ...named("Oud"), state: "ended" as const },
    ];
    const cookie = await cookieOf("anna");
    for (const one of [spoed, later, ended]) expect(await keep(cookie, one)).toBe(204);
    const both = [spoed.label, later.label].toSorted();
    expect(yes(await label(bram, spoed.label, later.label, spoed.label))).toMatchObject({ labels: both });
    await told(anna, conversation, ({ labels }) => (labels as string[]).length === 2);
    expect(yes(await label(anna, ...both))).toMatchObject({ labels: both });
    expect(codeOf(await label(anna, ended.label))).toBe("not_found");
    yes(await close(anna));
    await keep(cookie, { ...spoed, state: "ended" });
    expect(yes(await label(bram, spoed.label))).toMatchObject({ state: "closed", labels: [spoed.label] });
    expect((await kindsOf(conversation)).filter((kind) => kind.startsWith("labelled"))).toEqual(
      new Array(2).fill("labelled agent"),
    );
    expect(yes(await label(bram))).toMatchObject({ labels: [] });
  });

  test("[W2] a label of another desk, or of none, is not_found, and so is another desk's conversation; they stay behind", async () => {
    const begun = await inHand();
    const { conversation, citizen, epoch, anna, label } = begun;
    const chris = await onDuty("chris");
    const [own, foreign] = [named("Van ons"), named("Van hen", setting.otherDesk.desk)];
    expect(await keep(await cookieOf("anna"), own)).toBe(204);
    expect(await keep(await cookieOf("chris"), foreign)).toBe(204);
    for (const wrong of [foreign.label, randomUUID()])
      expect(codeOf(await label(anna, own.label, wrong))).toBe("not_found");
    expect(codeOf(await label(chris, foreign.label))).toBe("not_found");
    expect(codeOf(await label(anna, ...Array.from({ length: 11 }, () => randomUUID())))).toBe("malformed");
    yes(await label(anna, own.label));
    const internal = await beginInternal(setting, conversation, anna);
    const moved = await anna.call(
      "conversation:transfer",
      await transferOf(setting, {
        ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk },
        before: { public: epoch, internal: internal.epoch },
      }),
    );
    expect(yes(moved)).toMatchObject({ labels: [] });
    expect(yes(await label(chris, foreign.label))).toMatchObject({ labels: [foreign.label] });
  });

  test("[W3] a citizen learns of no label and no putting off, and hears nothing of them", async () => {
    const begun = await inHand();
    const { citizen, conversation, anna, bram, label, snooze, wake, close } = begun;
    const spoed = named("Stil");
    expect(await keep(await cookieOf("anna"), spoed)).toBe(204);
    const before = citizen.news("conversation:changed").length;
    yes(await label(bram, spoed.label));
    yes(await snooze(anna, null));
    yes(await wake(anna));
    yes(await snooze(anna, null));
    await told(bram, conversation, (one) => one.snooze !== null);
    const seen = yes(await load(citizen, conversation)).summary;
    expect(seen).toMatchObject({ labels: [], snooze: null, reopened: null });
    expect(citizen.news("conversation:changed")).toHaveLength(before);
    yes(await close(anna));
    await citizen.heard("conversation:changed", ({ state }) => state === "closed");
    await say(begun);
    await citizen.heard("conversation:changed", ({ state }) => state === "waiting");
    for (const news of citizen.news("conversation:changed"))
      expect(news).toMatchObject({ labels: [], snooze: null, reopened: null });
  });
});

describe("putting off", () => {
  test("[W4] who has it puts it off, it stays theirs and the citizen goes on waiting; of another's, a closed one or a past moment not", async () => {
    const { conversation, anna, bram, snooze, close } = await inHand();
    const { waitingSinceMs } = yes(await load(anna, conversation)).summary as { waitingSinceMs: number };
    const untilMs = Date.now() + 3_600_000;
    const away = { state: "in_hand", assignee: memberOf("anna"), snooze: { untilMs }, waitingSinceMs };
    expect(yes(await snooze(anna, untilMs))).toMatchObject(away);
    await told(bram, conversation, (one) => one.snooze !== null);
    expect(yes(await snooze(anna, untilMs))).toMatchObject(away);
    expect(codeOf(await snooze(bram, null))).toBe("already_taken");
    expect(codeOf(await snooze(await onDuty("chris"), null))).toBe("not_found");
    for (const wrong of [Date.now() - 1_000, Date.now() + 367 * 86_400_000])
      expect(codeOf(await snooze(anna, wrong))).toBe("malformed");
    yes(await close(anna));
    expect(codeOf(await snooze(anna, null))).toBe("conversation_closed");
    expect(await kindsOf(conversation)).toEqual([
      ...["opened citizen", "taken agent", "snoozed agent", "closed agent"],
    ]);
  });

  test("[W4] what waits is taken with it, so that nothing lies away without an owner", async () => {
    const { conversation } = await begin(setting);
    const bram = await onDuty("bram");
    const away = await bram.call("conversation:snooze", { conversation, untilMs: null });
    expect(yes(away)).toMatchObject({ assignee: memberOf("bram"), snooze: { untilMs: null } });
    expect(await kindsOf(conversation)).toEqual(["opened citizen", "taken agent", "snoozed agent"]);
  });

  test("[W5] it is back as soon as the citizen writes, and not when a colleague does", async () => {
    const begun = await inHand();
    const { conversation, epoch, anna, bram, snooze } = begun;
    yes(await snooze(anna, null));
    const answer = new Chain(epoch, "desk", anna.keys).text();
    yes(await anna.call("message:send", sending(conversation, answer)));
    expect(yes(await load(anna, conversation)).summary).toMatchObject({
      snooze: { untilMs: null },
      waitingSinceMs: null,
    });
    await say(begun);
    const back = await told(bram, conversation, (one) => one.snooze === null && one.citizenSeq === 3);
    expect(back.conversations).toMatchObject([{ assignee: memberOf("anna"), state: "in_hand" }]);
    expect((await kindsOf(conversation)).slice(-2)).toEqual(["agent_answer agent", "woken citizen"]);
  });

  test("[W5] it is back by its owner's word, by nobody else's, and where it is given to another", async () => {
    const { conversation, anna, bram, snooze, wake } = await inHand();
    yes(await snooze(anna, null));
    expect(codeOf(await wake(bram))).toBe("already_taken");
    expect(yes(await wake(anna))).toMatchObject({ snooze: null });
    expect(yes(await wake(anna))).toMatchObject({ snooze: null });
    yes(await snooze(anna, null));
    const given = await anna.call("conversation:give", { conversation, to: memberOf("bram") });
    expect(yes(given)).toMatchObject({ assignee: memberOf("bram"), snooze: null });
    expect((await kindsOf(conversation)).filter((kind) => kind.startsWith("woken"))).toEqual(["woken agent"]);
  });
});

describe("open again", () => {
  test("[W6] who answers the desk goes on with a closed one, and writes; nobody waits, and it is theirs", async () => {
    const { conversation, citizen, epoch, anna, bram, close } = await inHand();
    yes(await close(anna));
    const reopen = (who: Connected) => who.call("conversation:reopen", { conversation });
    expect(codeOf(await reopen(await onDuty("chris")))).toBe("not_found");
    const back = {
      ...{ state: "in_hand", assignee: memberOf("bram"), waitingSinceMs: null },
      reopened: { atMs: expect.any(Number), had: memberOf("anna") },
    };
    expect(yes(await reopen(bram))).toMatchObject(back);
    expect(yes(await reopen(bram))).toMatchObject(back);
    expect(codeOf(await reopen(anna))).toBe("already_taken");
    await citizen.heard(
      "conversation:changed",
      ({ state, closedAtMs }) => state === "in_hand" && closedAtMs === null,
    );
    const words = new Chain(epoch, "desk", bram.keys).text();
    expect(codeOf(await bram.call("message:send", sending(conversation, words)))).toBe("ok");
    expect((await kindsOf(conversation)).slice(-2)).toEqual(["reopened agent", "agent_answer agent"]);
  });

  test("[W6] of two who go on with it at once one has it, and of what waits it is taking", async () => {
    const begun = await inHand();
    const { conversation, anna, bram, close } = begun;
    yes(await close(anna));
    const codes = await Promise.all(
      [anna, bram].map(async (who) => codeOf(await who.call("conversation:reopen", { conversation }))),
    );
    expect(codes.toSorted()).toEqual(["already_taken", "ok"]);
    yes(await close(anna));
    await say(begun);
    expect(yes(await bram.call("conversation:reopen", { conversation }))).toMatchObject({
      ...{ state: "in_hand", assignee: memberOf("bram") },
      waitingSinceMs: expect.any(Number),
    });
    expect((await kindsOf(conversation)).slice(-2)).toEqual(["reopened citizen", "taken agent"]);
  });

  test("[W7] a late answer opens it again and tells who had it; at a desk that pushes it goes to who answered", async () => {
    const begun = await inHand();
    const { conversation, epoch, anna, bram, close } = begun;
    const answer = new Chain(epoch, "desk", anna.keys).text();
    yes(await anna.call("message:send", sending(conversation, answer)));
    yes(await close(anna));
    await say(begun);
    const back = await bram.heard(
      "conversation:changed",
      (one) => one.conversation === conversation && one.state === "waiting" && one.reopened !== null,
    );
    expect(back).toMatchObject({ assignee: null, reopened: { had: memberOf("anna") } });
    yes(await close(bram));
    await assign("push");
    // Anna has another one, put off: it takes no room.
    const other = await begin(setting);
    yes(await anna.call("conversation:snooze", { conversation: other.conversation, untilMs: null }));
    await setting.rows(
      `UPDATE conversation SET state = 'closed', closed_at = now(), outcome = 'spam', retention_class = '6.3', assignee_id = NULL, snooze = NULL,
         snoozed_until = NULL, reopened_at = NULL, waiting_since = NULL, handover_state = NULL, handover_by = NULL,
         handover_from = NULL, reader_id = NULL
       WHERE state <> 'closed' AND conversation_id <> $1`,
      [other.conversation],
    );
    await setting.rows("UPDATE member_presence SET capacity = 1");
    await say(begun);
    const assigned = await bram.heard(
      "conversation:changed",
      (one) => one.conversation === conversation && one.reopened !== null && one.assignee !== null,
    );
    expect(assigned).toMatchObject({ assignee: memberOf("anna"), reopened: { had: null } });
  });
});

describe("with a restart in between", () => {
  test("[W5] it is back when its moment comes, once, also when the gateway was away; and then a colleague who is off has it no more", async () => {
    await assign("pull");
    const { conversation, anna, bram, snooze } = await inHand();
    const [stays, other] = [await inHand(), await inHand()];
    const untilMs = Date.now() + 3_600_000;
    for (const one of [stays, other]) yes(await one.snooze(one.anna, null));
    yes(await snooze(anna, untilMs));
    yes(await anna.call("presence:set", { state: "off" }));
    // What is put off is not left behind by who goes home.
    expect(yes(await load(bram, conversation)).summary).toMatchObject({ assignee: memberOf("anna") });
    lines.clear();
    await setting.restartGateway(async () => {
      await setting.rows("UPDATE conversation SET snoozed_until = now() WHERE conversation_id = $1", [
        conversation,
      ]);
    });
    const again = await onDuty("bram");
    await expect
      .poll(async () => yes(await load(again, conversation)).summary, { timeout: 10_000 })
      .toMatchObject({ snooze: null, state: "waiting", assignee: null, waitingSinceMs: expect.any(Number) });
    const kinds = (await kindsOf(conversation)).slice(-2);
    expect(kinds).toEqual(["woken gateway", "returned gateway"]);
    for (const one of [stays, other])
      expect(yes(await load(again, one.conversation)).summary).toMatchObject({ snooze: { untilMs: null } });
  });
});
