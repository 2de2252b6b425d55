import { randomUUID } from "node:crypto";
import { DeskId, Directory, MemberDirectory, type TopicSetting, TownSettings } from "@eigenkanaal/protocol";
import { beforeAll, expect, test } from "vitest";
import { connectAgent, connectCitizen, inboxFetch, signIn } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { begin, codeOf, opening, say } from "../harness/conversation.js";
import { makeEpoch, makeInternalEpoch } from "../harness/frames.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isAllStored, shows, usePeople } from "../harness/talks.js";
import { deskSetting, openHours, topicSetting } from "../harness/townSettings.js";
import { transferOf } from "../harness/transfers.js";

/** What functional administrators set, what is refused them, and what it does to those who are asking meanwhile. */

const setting = useSetting();
const { openCitizen } = usePeople(setting);

let admin = "";
beforeAll(async () => {
  const bram = setting.colleague("bram");
  await setting.rows("UPDATE member SET roles = '{functional_administrator}' WHERE member_id = $1", [
    bram.member,
  ]);
  // Somewhere to begin from.
  for (const { desk } of [setting.desk, setting.otherDesk])
    await setting.rows("INSERT INTO desk_setting VALUES ($1, $2, '2020-01-01', $3, $4)", [
      setting.town.organisation,
      desk,
      { nl: "Bureau" },
      openHours,
    ]);
  admin = await signIn(setting, bram);
});

type Asked = { cookie?: string; body?: unknown };
const ask = async (method: string, path: string, { cookie = admin, body }: Asked = {}) => {
  const response = await inboxFetch(setting, `/api/v1/${path}`, { method, cookie, body });
  const told = response.status === 204 ? undefined : await response.json();
  return { status: response.status, code: told?.code, obstacles: told?.obstacles };
};
type Wish = { validFromMs?: number | null; below?: string };
const put = (of: string, set: unknown, { validFromMs = null, ...more }: Wish = {}) =>
  ask("PUT", `${of}/settings`, {
    body: { validFromMs, ...(of.startsWith("topics") && { below: "stay" }), setting: set, ...more },
  });
const takeBack = (of: string, validFromMs: number) => ask("DELETE", `${of}/settings/${validFromMs}`);
const loaded = async () =>
  TownSettings.parse(await (await inboxFetch(setting, "/api/v1/town-settings", { cookie: admin })).json());
const offered = async () => {
  const { gateway, town } = setting;
  const response = await fetch(`${gateway.widgetOrigin}/api/v1/organisations/${town.rootB64}/directory`);
  return Directory.parse(await response.json());
};
const set = { status: 204, code: undefined, obstacles: undefined };
const newTopic = async (over: Partial<TopicSetting> = {}) => {
  const topic = randomUUID();
  expect(await put(`topics/${topic}`, topicSetting(setting.desk.desk, over))).toEqual(set);
  return topic;
};
const laterMs = Date.parse("2999-01-01");

test("[G1] a functional administrator reads and sets what the town sets, and nobody else; nothing of another town's", async () => {
  const topic = await newTopic({ name: { nl: "Asbest" }, words: { nl: ["golfplaten"] } });
  const { member } = setting.colleague("anna");
  expect(await put(`desks/${setting.desk.desk}`, deskSetting({ english: "Waste" }))).toEqual(set);
  expect(await put(`members/${member}`, { capacity: 7, languages: ["nl", "tr"] })).toEqual(set);
  const town = await loaded();
  expect(town.topics.find((one) => one.topic === topic)?.settings).toMatchObject([
    { setting: { name: { nl: "Asbest" } } },
  ]);
  expect(town.desks.find(({ desk }) => desk === setting.desk.desk)).toMatchObject({
    settings: [{ setting: { english: "Waste", hours: openHours } }],
  });
  expect(town.members.find((one) => one.member === member)?.settings).toMatchObject([
    { setting: { capacity: 7, languages: ["nl", "tr"] } },
  ]);
  // It is what the gateway goes by.
  const anna = await connectAgent(setting, setting.colleague("anna"));
  expect(await anna.call("presence:load", {})).toMatchObject({ value: { capacity: 7 } });
  anna.socket.disconnect();

  const other = { cookie: await signIn(setting, setting.colleague("anna")) };
  expect(await ask("GET", "town-settings", other)).toMatchObject({ status: 403, code: "forbidden" });
  const body = { validFromMs: null, below: "stay", setting: topicSetting(setting.desk.desk) };
  expect(await ask("PUT", `topics/${topic}/settings`, { ...other, body })).toMatchObject({
    code: "forbidden",
  });
  expect(await put(`desks/${randomUUID()}`, deskSetting())).toMatchObject({ code: "not_found" });
  expect(await put(`members/${randomUUID()}`, { capacity: 1, languages: ["nl"] })).toMatchObject({
    code: "not_found",
  });
  expect(await put(`members/${member}`, { capacity: 0, languages: ["nl"] })).toMatchObject({
    code: "malformed",
  });
  expect(await put("topics/elsewhere", topicSetting(setting.desk.desk))).toMatchObject({ code: "malformed" });
});

test("[G1] what somebody has put off takes no room of theirs in what the try-out goes by, as where it is assigned", async () => {
  const { member } = setting.colleague("anna");
  const open = async () => (await loaded()).members.find((one) => one.member === member)?.open;
  const before = (await open()) ?? 0;
  const anna = await connectAgent(setting, setting.colleague("anna"));
  const [kept, putOff] = [await begin(setting), await begin(setting)];
  for (const one of [kept, putOff]) {
    await say(one);
    expect(codeOf(await anna.call("conversation:take", { conversation: one.conversation }))).toBe("ok");
  }
  expect(await open()).toBe(before + 2);
  const away = { conversation: putOff.conversation, untilMs: null };
  expect(codeOf(await anna.call("conversation:snooze", away))).toBe("ok");
  expect(await open()).toBe(before + 1);
  for (const { conversation } of [kept, putOff])
    expect(codeOf(await anna.call("conversation:close", { conversation, ...answered }))).toBe("ok");
  anna.socket.disconnect();
});

test("[G2] a setting holds from now or from later on; what was stays, and what is announced can be set anew and taken back", async () => {
  const topic = await newTopic({ normMinutes: 60 });
  const path = `topics/${topic}`;
  const by = (normMinutes: number) => topicSetting(setting.desk.desk, { normMinutes });
  expect(await put(path, by(5), { validFromMs: Date.now() - 1_000 })).toMatchObject({
    status: 409,
    code: "in_the_past",
  });
  expect(await put(path, by(120), { validFromMs: laterMs })).toEqual(set);
  expect(await put(path, by(240), { validFromMs: laterMs })).toEqual(set);
  const normNow = async () => (await offered()).topics.find((one) => one.topic === topic)?.normMinutes;
  expect(await normNow()).toBe(60);
  const settings = async () => (await loaded()).topics.find((one) => one.topic === topic)?.settings ?? [];
  const [holds, announced] = await settings();
  expect([holds?.setting.normMinutes, announced?.setting.normMinutes]).toEqual([60, 240]);
  expect(await takeBack(path, holds?.validFromMs ?? 0)).toMatchObject({ code: "in_the_past" });
  expect(await takeBack(path, laterMs)).toEqual(set);
  expect(await takeBack(path, laterMs)).toMatchObject({ code: "not_found" });
  expect(await put(path, by(30))).toEqual(set);
  expect([await normNow(), (await settings()).length]).toEqual([30, 1]);
  const rows = "SELECT norm_minutes AS norm FROM topic_setting WHERE topic_id = $1 ORDER BY valid_from";
  expect(await setting.rows(rows, [topic])).toEqual([{ norm: 60 }, { norm: 30 }]);
});

test("[G3] what would strand somebody is refused with all that stands in the way, and taken once that is gone", async () => {
  const [desk, other] = [setting.desk.desk, setting.otherDesk.desk];
  const top = await newTopic();
  const under = await newTopic({ parent: TopicIdOf(top) });
  const below = { kind: "topic_below", topic: under };
  expect(await put(`topics/${top}`, topicSetting(desk, { ended: true }))).toEqual({
    ...{ status: 409, code: "obstructed", obstacles: [below] },
  });
  expect(await put(`topics/${top}`, topicSetting(other))).toMatchObject({ obstacles: [below] });
  expect(await put(`topics/${top}`, topicSetting(desk, { parent: TopicIdOf(under) }))).toMatchObject({
    obstacles: [{ kind: "topic_loop", topics: [top, under].toSorted() }],
  });
  const never = { ...openHours, weekly: [] };
  expect(await put(`desks/${other}`, deskSetting({ hours: never }))).toMatchObject({
    obstacles: [{ kind: "hours", fault: "never_opens" }],
  });
  // A circle that would close only once something holds that is announced.
  const to = (overflow: string) => deskSetting({ overflow: DeskId.parse(overflow) });
  expect(await put(`desks/${desk}`, to(other), { validFromMs: laterMs })).toEqual(set);
  expect(await put(`desks/${other}`, to(desk))).toMatchObject({
    ...{ status: 409, code: "obstructed" },
    obstacles: [{ kind: "overflow_loop", desks: expect.arrayContaining([desk, other]) }],
  });
  expect(await takeBack(`desks/${desk}`, laterMs)).toEqual(set);
  expect(await put(`desks/${other}`, to(desk))).toEqual(set);
  expect(await put(`desks/${other}`, deskSetting())).toEqual(set);
  expect(await put(`topics/${top}`, topicSetting(other), { below: "along" })).toEqual(set);
  const desksOf = async () =>
    (await offered()).topics.filter(({ topic }) => topic === top || topic === under).map((one) => one.desk);
  expect(await desksOf()).toEqual([other, other]);
  expect(await put(`topics/${top}`, topicSetting(other, { ended: true }), { below: "along" })).toEqual(set);
  expect(await desksOf()).toEqual([]);
});

test("[G3] no topic leads and nothing overflows to a desk at which nobody may answer", async () => {
  const [desk, other] = [setting.desk.desk, setting.otherDesk.desk];
  const topic = await newTopic();
  const to = { overflow: DeskId.parse(other) };
  const rights = (now: string) =>
    setting.rows("UPDATE desk_member SET rights = $2 WHERE desk_id = $1", [other, now]);
  await rights("{review}");
  const obstructed = {
    ...{ status: 409, code: "obstructed", obstacles: [{ kind: "nobody_answers", desk: other }] },
  };
  expect(await put(`topics/${topic}`, topicSetting(other))).toEqual(obstructed);
  expect(await put(`desks/${desk}`, deskSetting(to))).toEqual(obstructed);
  await rights("{answer,rotate}");
  expect(await put(`topics/${topic}`, topicSetting(other))).toEqual(set);
  expect(await put(`desks/${desk}`, deskSetting(to))).toEqual(set);
  // As others find it.
  expect(await put(`topics/${topic}`, topicSetting(other, { ended: true }))).toEqual(set);
  expect(await put(`desks/${desk}`, deskSetting())).toEqual(set);
});

test("[G3] a topic is kept by a class that the table holds, and by no other", async () => {
  const topic = await newTopic();
  const by = (retention: string) => put(`topics/${topic}`, topicSetting(setting.desk.desk, { retention }));
  const [held] = (await offered()).retention.classes;
  expect(await by(held?.class ?? "")).toEqual(set);
  expect(await by("1.2.3")).toEqual({
    ...{ status: 409, code: "obstructed", obstacles: [{ kind: "retention_unknown", class: "1.2.3" }] },
  });
  expect((await offered()).topics.find((one) => one.topic === topic)?.retention).toBe(held?.class);
});

const TopicIdOf = (topic: string) => topic as TopicSetting["parent"];

test("[G4] every change says who did what, of which moment, and when", async () => {
  const topic = await newTopic();
  await put(`topics/${topic}`, topicSetting(setting.desk.desk, { ended: true }), { validFromMs: laterMs });
  await takeBack(`topics/${topic}`, laterMs);
  // What was refused is none.
  await put(`topics/${topic}`, topicSetting(randomUUID()));
  const by = setting.colleague("bram").member;
  const events = (await loaded()).events.filter(({ subjectId }) => subjectId === topic);
  expect(events.map(({ act, validFromMs, by }) => [act, validFromMs === laterMs, by])).toEqual([
    ["taken_back", true, by],
    ["set", true, by],
    ["set", false, by],
  ]);
});

test("[G5] colleagues who are connected hear that something changed, and the directory says it at once", async () => {
  const anna = await connectAgent(setting, setting.colleague("anna"));
  const heard = new Promise((resolve) => anna.socket.on("town:changed", resolve));
  const topic = await newTopic({ name: { nl: "Zwerfafval" } });
  expect((await offered()).topics.find((one) => one.topic === topic)).toMatchObject({
    name: { nl: "Zwerfafval" },
  });
  expect(await heard).toEqual({});
  anna.socket.disconnect();
});

test("[G6] a topic that ends while somebody is typing takes what they send, and nobody else is offered it", async () => {
  const topic = await newTopic({ name: { nl: "Kerstbomen" } });
  const citizen = await openCitizen();
  citizen.choose(topic as never);
  expect(
    await put(
      `topics/${topic}`,
      topicSetting(setting.desk.desk, { name: { nl: "Kerstbomen" }, ended: true }),
    ),
  ).toEqual(set);
  expect((await offered()).topics.some((one) => one.topic === topic)).toBe(false);
  await citizen.send("Wanneer halen jullie de boom op?");
  await until(
    citizen.state,
    (state) => shows("Wanneer halen jullie de boom op?")(state) && isAllStored(state),
  );
  const [stored] = await setting.rows("SELECT desk_id AS desk, state FROM conversation WHERE topic_id = $1", [
    topic,
  ]);
  expect(stored).toEqual({ desk: setting.desk.desk, state: "waiting" });
  const cookie = await signIn(setting, setting.colleague("anna"));
  const { former } = MemberDirectory.parse(
    await (await inboxFetch(setting, "/api/v1/directory", { cookie })).json(),
  );
  expect(former?.topics).toContainEqual({ topic, name: { nl: "Kerstbomen" } });
});

test("[G6] a desk out of use takes what was meant for it and nothing that is transferred; it goes only once nothing is open", async () => {
  const { otherDesk } = setting;
  const path = `desks/${otherDesk.desk}`;
  const citizen = await connectCitizen(setting);
  const there = { town: setting.town, desk: otherDesk };
  const open = async (conversation: string) => {
    const epoch = await makeEpoch(there, { conversation, citizen: citizen.keys });
    return codeOf(await citizen.call("conversation:open", opening(there, conversation, epoch)));
  };
  const first = randomUUID();
  expect(await open(first)).toBe("ok");
  const ended = deskSetting({ ended: true });
  expect(await put(path, ended)).toMatchObject({ obstacles: [{ kind: "open_conversations", open: 1 }] });
  expect(await put(path, ended, { validFromMs: laterMs })).toMatchObject({
    obstacles: [{ kind: "ends_later" }, { kind: "open_conversations", open: 1 }],
  });
  expect(codeOf(await citizen.call("conversation:close", { conversation: first, outcome: "left" }))).toBe(
    "ok",
  );
  expect(await put(path, ended)).toEqual(set);
  expect((await offered()).desks.map(({ desk }) => desk)).toEqual([setting.desk.desk]);

  expect(await open(randomUUID())).toBe("ok");
  const begun = await begin(setting);
  await say(begun);
  const anna = await connectAgent(setting, setting.colleague("anna"));
  const { conversation, epoch } = begun;
  const colleague = anna.keys;
  const internal = await makeInternalEpoch(setting, { conversation, colleague });
  const internally = { conversation, channel: "internal" as const, record: internal.recordBytes };
  expect(codeOf(await anna.call("epoch:publish", internally))).toBe("ok");
  const away = await transferOf(setting, {
    ...{ conversation, citizen: begun.citizen.keys, colleague, to: otherDesk },
    before: { public: epoch, internal },
  });
  expect(codeOf(await anna.call("conversation:transfer", away))).toBe("not_found");
  expect(await put(path, deskSetting())).toEqual(set);
  expect(codeOf(await anna.call("conversation:transfer", away))).toBe("ok");
  anna.socket.disconnect();
});
