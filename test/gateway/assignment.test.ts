import { afterAll, beforeAll, expect, test } from "vitest";
import { ownershipViolations } from "../faults/ownership.js";
import { type Connected, connectAgent, connectCitizen, signIn } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { type Begun, begin, say, yes } from "../harness/conversation.js";
import { type RunningGateway, startGateway } from "../harness/gateway.js";
import { type Setting, useSetting } from "../harness/setting.js";

/** Several gateways that decide at once, and one that dies: nothing is forgotten, abandoned or assigned twice. */

const setting = useSetting();
let secondGateway: RunningGateway | undefined;
beforeAll(async () => {
  secondGateway = await startGateway(setting.databases);
  await setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment)
     VALUES ($1, $2, now(), '{"nl": "Eerste"}', '{"timeZone": "Europe/Amsterdam", "weekly": [], "exceptions": []}', 'push')`,
    [setting.town.organisation, setting.desk.desk],
  );
});
afterAll(() => secondGateway?.stop());

const open: Connected[] = [];
afterAll(() => {
  for (const { socket } of open) socket.disconnect();
});

/** The same town as the second gateway serves it. */
const second: Setting = Object.create(setting, {
  gateway: {
    get: () => {
      if (!secondGateway) throw new Error("only inside a test");
      return secondGateway;
    },
  },
  citizen: {
    value: async () => {
      const citizen = await connectCitizen(second);
      open.push(citizen);
      return citizen;
    },
  },
});

const places = [setting, second];
const patience = { timeout: 30_000, interval: 100 };
const violations = () => setting.rows<{ conversation: string; violation: string }>(ownershipViolations);
const owners = () =>
  setting.rows<{ owner: string; open: number }>(
    `SELECT coalesce(assignee_id::text, state) AS owner, count(*)::int AS open FROM conversation
     WHERE state <> 'closed' GROUP BY 1 ORDER BY 1`,
  );
const agentAt = async (place: Setting, name: "anna" | "bram") => {
  const agent = await connectAgent(
    place,
    setting.colleague(name),
    await signIn(place, setting.colleague(name)),
  );
  open.push(agent);
  return agent;
};

/** A few at a time: an opening is not what is tried here. */
const begunAt = async (place: Setting, count: number) => {
  const begun: Begun[] = [];
  while (begun.length < count)
    begun.push(
      ...(await Promise.all(Array.from({ length: Math.min(5, count - begun.length) }, () => begin(place)))),
    );
  return begun;
};

test("two gateways that decide at once give each question to one colleague, and nobody more than they can have", async () => {
  const [anna, bram] = [await agentAt(setting, "anna"), await agentAt(second, "bram")];
  const both = async (state: string) => {
    for (const answer of await Promise.all([anna, bram].map((who) => who.call("presence:set", { state }))))
      yes(answer);
  };
  await both("pause");
  await setting.rows("UPDATE member_presence SET capacity = 9");
  const begun = (await Promise.all(places.map((place) => begunAt(place, 12)))).flat();
  await Promise.all(begun.map(say));
  const full = [setting.colleague("anna").member, setting.colleague("bram").member]
    .toSorted()
    .map((owner) => ({ owner, open: 9 }));
  for (let round = 0; round < 5; round++) {
    // All of it is there to be decided about at once, at both.
    await both("on_duty");
    await expect.poll(owners, patience).toEqual([...full, { owner: "waiting", open: 6 }]);
    expect(await violations()).toEqual([]);
    await both("off");
    await expect.poll(owners, patience).toEqual([{ owner: "waiting", open: 24 }]);
  }
  const assigned = await setting.rows("SELECT 1 FROM conversation_event WHERE kind = 'assigned'");
  expect(assigned).toHaveLength(5 * 18);

  // A random hour in some seconds: they take, close, come and go while citizens go on asking, at both gateways.
  const act = async (who: Connected, { conversation }: Begun, n: number) => {
    const states = ["on_duty", "pause", "on_duty", "off", "on_duty", "wrap_up"];
    await who.call("conversation:take", { conversation });
    if (n % 3 === 0) await who.call("conversation:close", { conversation, ...answered });
    if (n % 5 === 0) await who.call("presence:set", { state: states[(n / 5) % states.length] });
  };
  const later = (await Promise.all(places.map((place) => begunAt(place, 6)))).flat();
  await Promise.all([
    ...later.map(say),
    ...[...begun, ...later].map((one, n) => act(n % 2 === 0 ? anna : bram, one, n)),
    ...begun.filter((_, n) => n % 4 === 0).map(say),
  ]);
  await both("on_duty");
  await expect.poll(violations, patience).toEqual([]);
});

test("a stage of a wait comes once, at the gateway that leads when it is due, also when that is another by then", async () => {
  const { rows } = setting;
  // The desk was open until it began to push, a moment ago.
  await rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours)
     SELECT organisation_id, desk_id, '2020-01-01', name, hours || jsonb_build_object('weekly', (
       SELECT jsonb_agg(jsonb_build_object('day', day, 'opens', '00:00', 'closes', '24:00'))
       FROM generate_series(1, 7) day)) FROM desk_setting`,
  );
  const waits = await rows("SELECT 1 FROM conversation WHERE waiting_since IS NOT NULL");
  const letHoursPass = () =>
    rows(
      `UPDATE conversation SET waiting_since = now() - interval '2 hours', late_due_at = now()
       WHERE waiting_since IS NOT NULL`,
    );
  const passed = () => rows("SELECT 1 FROM conversation_event WHERE kind = 'norm_passed'");
  await setting.restartGateway(async () => {
    await letHoursPass();
    await expect.poll(passed, patience).toHaveLength(waits.length);
  });
  await letHoursPass();
  await expect
    .poll(() => rows("SELECT 1 FROM conversation WHERE late_due_at <= now()"), patience)
    .toEqual([]);
  expect(await passed()).toHaveLength(waits.length);
  yes(await (await agentAt(setting, "anna")).call("presence:set", { state: "on_duty" }));
  await expect.poll(violations, patience).toEqual([]);
});

test("what was said to a gateway that dies at once is assigned by the other, and its colleague's goes back", async () => {
  const { rows } = setting;
  // Since the first gateway was away in the test before, Anna has been seen there again.
  const seen =
    "SELECT 1 FROM member_presence WHERE member_id = $1 AND seen_at > clock_timestamp() - interval '2 seconds'";
  await expect.poll(() => rows(seen, [setting.colleague("anna").member]), patience).toHaveLength(1);
  await rows("UPDATE organisation SET absent_after_seconds = 5");
  await rows("UPDATE member_presence SET capacity = 500");
  const begun = await begunAt(second, 12);
  const said = Promise.all(begun.map((one) => say(one).catch(() => "died")));
  await said;
  secondGateway?.process.kill("SIGKILL");
  const bram = setting.colleague("bram").member;
  await expect
    .poll(() => rows("SELECT state FROM member_presence WHERE member_id = $1", [bram]), patience)
    .toEqual([{ state: "off" }]);
  await expect.poll(violations, patience).toEqual([]);
  // All that waits finds somebody: Anna is still there, and has room.
  await expect
    .poll(
      () => rows("SELECT 1 FROM conversation WHERE state = 'waiting' AND waiting_since IS NOT NULL"),
      patience,
    )
    .toEqual([]);
});

test("the last colleague who goes leaves all that waits in the queue", async () => {
  const anna = await agentAt(setting, "anna");
  yes(await anna.call("presence:set", { state: "off" }));
  await expect
    .poll(
      () => setting.rows("SELECT 1 FROM conversation WHERE state = 'in_hand' AND waiting_since IS NOT NULL"),
      patience,
    )
    .toEqual([]);
  expect(await violations()).toEqual([]);
});

test("the query finds what it is for", async () => {
  const { rows, town } = setting;
  const [{ conversation, pseudonym, desk }] = (await rows<Record<string, string>>(
    `SELECT conversation_id AS conversation, pseudonym, desk_id AS desk FROM conversation
     WHERE state = 'waiting' AND waiting_since IS NOT NULL LIMIT 1`,
  )) as [{ conversation: string; pseudonym: string; desk: string }];
  await setting.gateway.stop();
  const found = async (of = conversation) =>
    (await violations())
      .filter((one) => one.conversation === of)
      .map(({ violation }) => violation)
      .toSorted();
  const anna = setting.colleague("anna").member;
  const set = (to: string) =>
    rows(`UPDATE conversation SET ${to} WHERE conversation_id = $1`, [conversation]);
  const write = (kind: string, of = { pseudonym, actor: pseudonym }) =>
    rows(
      `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
       VALUES ($1, $2, $3, $4, 'gateway', $5, now())`,
      [town.organisation, of.pseudonym, kind, desk, of.actor],
    );
  expect(await found()).toEqual([]);
  await set(`state = 'in_hand', assignee_id = '${anna}'`);
  // By its events it waits.
  expect(await found()).toEqual(["abandoned", "eventless"]);
  await rows("UPDATE desk_member SET rights = '{review}'");
  expect(await found()).toEqual(["abandoned", "eventless", "ownerless"]);
  await rows("UPDATE desk_member SET rights = '{answer,rotate}'");
  await set("state = 'waiting', assignee_id = NULL");
  await rows("UPDATE member_presence SET state = 'on_duty', capacity = 500 WHERE member_id = $1", [anna]);
  expect(await found()).toEqual(["forgotten"]);
  for (let n = 0; n < 2; n++) await write("assigned");
  expect(await found()).toEqual(["assigned_twice", "eventless", "forgotten"]);
  await write("taken");
  expect(await found()).toEqual(["assigned_twice", "eventless", "forgotten", "taken_twice"]);
  await write("returned");
  for (let n = 0; n < 2; n++) await write("norm_warned");
  await set("late_stage = NULL, late_due_at = now() - interval '1 minute'");
  expect(await found()).toEqual(["assigned_twice", "forgotten", "late_twice", "never_late", "taken_twice"]);
  await write("citizen_message");
  expect(await found()).toContain("eventless");

  const hers = await rows<{ conversation: string; pseudonym: string; actor: string }>(
    `SELECT c.conversation_id AS conversation, c.pseudonym, a.pseudonym AS actor FROM conversation c
     JOIN conversation_actor a USING (organisation_id, conversation_id)
     WHERE a.member_id = $1 AND c.conversation_id <> $2 LIMIT 2`,
    [anna, conversation],
  );
  const [first, second] = hers;
  if (!first || !second) throw new Error("Anna had fewer than two");
  expect(await found(second.conversation)).not.toContain("over_capacity");
  await rows("UPDATE member_presence SET capacity = 1");
  for (const one of [first, second]) {
    await write("returned", one);
    await write("assigned", one);
  }
  expect(await found(second.conversation)).toContain("over_capacity");
});
