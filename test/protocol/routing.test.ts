import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Connected, connectAgent, signIn } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { type Begun, begin, codeOf, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { type Setting, useSetting } from "../harness/setting.js";

const setting = useSetting();

type Name = "anna" | "bram" | "chris";
const memberOf = (name: Name) => setting.colleague(name).member;
const be = async (who: Connected, state: string) => yes(await who.call("presence:set", { state }));
const take = (who: Connected, { conversation }: Begun) => who.call("conversation:take", { conversation });
const close = (who: Connected, { conversation }: Begun) =>
  who.call("conversation:close", { conversation, ...answered });

/** How the first desk hands out what waits from now on. */
const assign = (assignment: "pull" | "push") =>
  setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment)
     VALUES ($1, $2, clock_timestamp(), '{"nl": "Eerste"}', '{"timeZone": "Europe/Amsterdam", "weekly": [], "exceptions": []}', $3)`,
    [setting.town.organisation, setting.desk.desk, assignment],
  );

const cookies = new Map<Name, Promise<string>>();
const open: Connected[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.disconnect();
});

/** A colleague's connection of this test alone, in this state. */
const at = async (name: Name, state?: string) => {
  const cookie = cookies.get(name) ?? signIn(setting, setting.colleague(name));
  cookies.set(name, cookie);
  const connected = await connectAgent(setting, setting.colleague(name), await cookie);
  open.push(connected);
  if (state) await be(connected, state);
  return connected;
};

/** A citizen who has asked something. */
const asked = async (): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  return begun;
};

const owner = async ({ conversation }: Begun) => {
  const [row] = await setting.rows<{ state: string; assignee: string | null }>(
    "SELECT state, assignee_id AS assignee FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  return row?.assignee ?? row?.state;
};
const patience = { timeout: 10_000, interval: 20 };

const eventsOf = async ({ conversation }: Begun) =>
  (
    await setting.rows<{ kind: string }>(
      `SELECT kind FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE conversation_id = $1 ORDER BY event_id`,
      [conversation],
    )
  ).map(({ kind }) => kind);

/** Everybody is as on the first day, and nothing waits. */
beforeEach(async () => {
  await setting.rows(
    `UPDATE conversation SET state = 'closed', outcome = 'spam', closed_at = now(), retention_class = '6.3', assignee_id = NULL, waiting_since = NULL,
       late_stage = NULL, late_due_at = NULL, overflow_desk_id = NULL, snooze = NULL, snoozed_until = NULL, reopened_at = NULL`,
  );
  await setting.rows("DELETE FROM member_presence");
  await setting.rows("UPDATE organisation SET absent_after_seconds = 120");
  await assign("push");
});

describe("presence", () => {
  test("[R1] a colleague is as they say, off before they said anything, and every change is an event", async () => {
    const anna = await at("anna");
    const before = yes(await anna.call("presence:load", {}));
    expect(before).toEqual({
      capacity: 4,
      presences: [],
      desks: [
        {
          desk: setting.desk.desk,
          assignment: "push",
          overflow: null,
          members: expect.arrayContaining([memberOf("anna"), memberOf("bram")]),
        },
      ],
    });
    for (const state of ["on_duty", "pause", "pause", "wrap_up", "off"])
      expect(await be(anna, state)).toEqual({ member: memberOf("anna"), state, sinceMs: expect.any(Number) });
    expect(yes(await anna.call("presence:load", {}))).toMatchObject({
      presences: [{ member: memberOf("anna"), state: "off" }],
    });
    const events = await setting.rows<{ state: string; cause: string }>(
      "SELECT state, cause FROM presence_event ORDER BY event_id DESC LIMIT 4",
    );
    expect(events.map(({ state, cause }) => `${state} ${cause}`).toReversed()).toEqual([
      "on_duty said",
      "pause said",
      "wrap_up said",
      "off said",
    ]);
    expect(codeOf(await anna.call("presence:set", { state: "asleep" }))).toBe("malformed");
  });

  test("[R2] a change is told to the colleagues of one's desks and one's own connections, not to another desk", async () => {
    const [anna, again, bram, chris] = [
      await at("anna"),
      await at("anna"),
      await at("bram"),
      await at("chris"),
    ];
    await be(anna, "on_duty");
    const told = { member: memberOf("anna"), state: "on_duty" };
    for (const who of [again, bram]) expect(await who.heard("presence:changed")).toMatchObject(told);
    yes(await chris.call("presence:load", {}));
    expect(chris.news("presence:changed")).toEqual([]);
    expect(yes(await chris.call("presence:load", {}))).toMatchObject({ presences: [] });
  });
});

describe("who is not at work", () => {
  test("[R3] what a citizen waits for goes back to the queue when its owner goes off, and what nobody waits for when the citizen writes", async () => {
    const anna = await at("anna", "on_duty");
    const [waits, answered] = [await asked(), await asked()];
    for (const begun of [waits, answered])
      await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    const chain = new Chain(answered.epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(answered.conversation, chain.text())));
    const since = async () =>
      (
        await setting.rows("SELECT waiting_since FROM conversation WHERE conversation_id = $1", [
          waits.conversation,
        ])
      )[0];
    const before = await since();
    await be(anna, "pause");
    await be(anna, "off");
    await expect.poll(() => owner(waits), patience).toBe("waiting");
    expect(await since()).toEqual(before);
    expect(await owner(answered)).toBe(memberOf("anna"));
    await say(answered);
    await expect.poll(() => owner(answered), patience).toBe("waiting");
    expect(await eventsOf(answered)).toEqual([
      ...["opened", "citizen_message", "assigned", "agent_answer", "citizen_message", "returned"],
    ]);
  });

  test("[R3] whom no gateway sees any more is off after as long as the town waits, and a reload is shorter", async () => {
    const anna = await at("anna", "on_duty");
    const begun = await asked();
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    const bram = await at("bram");
    anna.socket.disconnect();
    const back = await at("anna");
    await setting.rows("UPDATE organisation SET absent_after_seconds = 1");
    // Longer than the town waits: whoever is connected stays.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await owner(begun)).toBe(memberOf("anna"));
    expect(bram.news("presence:changed")).toEqual([]);
    back.socket.disconnect();
    await expect.poll(() => owner(begun), patience).toBe("waiting");
    expect(await bram.heard("presence:changed")).toMatchObject({ member: memberOf("anna"), state: "off" });
    const [last] = await setting.rows(
      "SELECT state, cause FROM presence_event ORDER BY event_id DESC LIMIT 1",
    );
    expect(last).toEqual({ state: "off", cause: "lost" });
  });

  test("[R3] who takes while off is in wrap-up and keeps it; who is on duty stays so", async () => {
    const [anna, bram] = [await at("anna"), await at("bram", "on_duty")];
    await be(bram, "pause");
    const [first, second] = [await asked(), await asked()];
    yes(await take(anna, first));
    yes(await take(bram, second));
    const states = await setting.rows(
      "SELECT state FROM member_presence WHERE member_id = ANY ($1) ORDER BY state",
      [[memberOf("anna"), memberOf("bram")]],
    );
    expect(states).toEqual([{ state: "pause" }, { state: "wrap_up" }]);
    await say(first);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await owner(first)).toBe(memberOf("anna"));
  });

  test("[R3] what somebody has who no longer answers its desk goes back to the queue", async () => {
    await at("anna", "on_duty");
    const begun = await asked();
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    const answers = (rights: string) =>
      setting.rows("UPDATE desk_member SET rights = $1 WHERE member_id = $2", [rights, memberOf("anna")]);
    await answers("{review}");
    await expect.poll(() => owner(begun), patience).toBe("waiting");
    await answers("{answer,rotate}");
  });
});

describe("assignment", () => {
  test("[R4] at a desk that pushes a question goes to who has the fewest, up to their capacity; at one that pulls to nobody", async () => {
    const [anna, bram] = [await at("anna", "on_duty"), await at("bram", "on_duty")];
    await setting.rows("UPDATE member_presence SET capacity = 2");
    const questions: Begun[] = [];
    for (let n = 0; n < 5; n++) {
      const begun = await asked();
      questions.push(begun);
      if (n < 4) await expect.poll(() => owner(begun), patience).not.toBe("waiting");
    }
    const owners = await Promise.all(questions.map(owner));
    expect(owners.toSorted()).toEqual(
      [memberOf("anna"), memberOf("anna"), memberOf("bram"), memberOf("bram"), "waiting"].toSorted(),
    );
    expect(new Set(owners.slice(0, 2)).size).toBe(2);
    const mine = questions.find((_, n) => owners[n] === memberOf("anna")) ?? questions[0];
    expect(
      await anna.heard("conversation:changed", ({ assignee }) => assignee === memberOf("anna")),
    ).toMatchObject({ state: "in_hand" });
    if (mine) expect(await eventsOf(mine)).toEqual(["opened", "citizen_message", "assigned"]);
    // Taking goes beyond the capacity: that is one's own choice.
    const last = questions.at(-1);
    if (last) yes(await take(bram, last));

    await assign("pull");
    for (const begun of questions) yes(await close(anna, begun));
    const pulled = await asked();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await owner(pulled)).toBe("waiting");
    yes(await take(anna, pulled));
  });

  test("[R4] an opening without a word is nobody's work, and the first message is", async () => {
    await at("anna", "on_duty");
    const begun = await begin(setting);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await owner(begun)).toBe("waiting");
    await say(begun);
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
  });

  test("[R4] who answered before gets it again, and nobody gets what is in pause or wrap-up", async () => {
    const [anna, bram] = [await at("anna", "on_duty"), await at("bram", "pause")];
    const begun = await asked();
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    const chain = new Chain(begun.epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(begun.conversation, chain.text())));
    yes(await close(anna, begun));
    const others = [await asked(), await asked()];
    for (const other of others) await expect.poll(() => owner(other), patience).toBe(memberOf("anna"));
    await be(bram, "on_duty");
    await say(begun);
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    await be(anna, "wrap_up");
    await be(bram, "wrap_up");
    const waits = await asked();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await owner(waits)).toBe("waiting");
  });

  test("[R5] the queue drains, longest waiting first, when somebody comes on duty and when they close", async () => {
    const questions = [await asked(), await asked(), await asked()];
    const anna = await at("anna", "on_duty");
    for (const begun of questions) await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
    await setting.rows("UPDATE member_presence SET capacity = 3");
    const [fourth, fifth] = [await asked(), await asked()];
    expect(await owner(fourth)).toBe("waiting");
    const [first] = questions;
    if (first) yes(await close(anna, first));
    await expect.poll(() => owner(fourth), patience).toBe(memberOf("anna"));
    expect(await owner(fifth)).toBe("waiting");
  });

  test("[R5] what a gateway that died left unassigned is assigned all the same", async () => {
    await at("anna", "on_duty");
    const begun = await begin(setting);
    // As a message that was committed, whose gateway died before it could assign.
    await setting.rows(
      "UPDATE conversation SET waiting_since = now(), late_due_at = now() WHERE conversation_id = $1",
      [begun.conversation],
    );
    await expect.poll(() => owner(begun), patience).toBe(memberOf("anna"));
  });
});

const position = async ({ citizen, conversation }: Begun) => citizen.call("queue:position", { conversation });

test("[R6] a citizen who waits hears how many wait longer, one who does not wait hears none, and another's is not found", async () => {
  const opened = await begin(setting);
  expect(yes(await position(opened))).toEqual({ ahead: null, typicalWaitMs: null });
  const [first, second] = [await asked(), await asked()];
  expect(yes(await position(first))).toMatchObject({ ahead: 0 });
  expect(yes(await position(second))).toMatchObject({ ahead: 1 });
  const anna = await at("anna");
  yes(await take(anna, first));
  expect(yes(await position(first))).toEqual({ ahead: null, typicalWaitMs: null });
  expect(yes(await position(second))).toMatchObject({ ahead: 0 });
  for (const conversation of [first.conversation, randomUUID()])
    expect(codeOf(await second.citizen.call("queue:position", { conversation }))).toBe("not_found");
});

test("[R6] how long an answer usually takes is said of a desk that has given twenty, and of no other", async () => {
  const chris = await at("chris");
  const other: Pick<Setting, "town" | "desk" | "citizen"> = Object.create(setting, {
    desk: { get: () => setting.otherDesk },
  });
  const askedThere = async () => {
    const begun = await begin(other);
    await say(begun);
    return begun;
  };
  for (let n = 0; n < 20; n++) {
    const begun = await askedThere();
    const chain = new Chain(begun.epoch, "desk", chris.keys);
    yes(await chris.call("message:send", sending(begun.conversation, chain.text())));
    // A second answer is no measurement of waiting.
    yes(await chris.call("message:send", sending(begun.conversation, chain.text())));
  }
  const waits = await askedThere();
  const { typicalWaitMs } = yes(await position(waits));
  expect(typicalWaitMs).toBeGreaterThanOrEqual(0);
  expect(typicalWaitMs).toBeLessThan(20_000);
  expect(yes(await position(await asked()))).toEqual({ ahead: 0, typicalWaitMs: null });
});
