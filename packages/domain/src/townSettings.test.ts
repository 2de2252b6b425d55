import type { Dated, DeskId, DeskSetting, MemberId, TopicId, TopicSetting } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { defaultRetention } from "./retention.js";
import {
  deskObstacles,
  setTopic,
  settingAt,
  type Town,
  takeBackDesk,
  takeBackTopic,
} from "./townSettings.js";

const [general, waste] = ["d1" as DeskId, "d2" as DeskId];
const [bin, lid, hinge, other] = ["t1", "t2", "t3", "t4"] as [TopicId, TopicId, TopicId, TopicId];
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [{ day: 1, opens: "08:30", closes: "17:00" }],
  exceptions: [],
  holidays: [],
};
const deskSetting: DeskSetting = {
  english: null,
  hours,
  assignment: "pull",
  overflow: null,
  warnAt: 75,
  ended: false,
};
const topicSetting: TopicSetting = {
  ...{ desk: waste, parent: null, name: { nl: "Container" }, words: { nl: [] }, normMinutes: 60 },
  ...{ hours: null, retention: null, sensitive: false, ended: false },
};
const from = <Setting>(validFromMs: number, setting: Setting): Dated<Setting> => ({ validFromMs, setting });
const topic = (id: TopicId, over: Partial<TopicSetting> = {}, ...later: Dated<TopicSetting>[]) => ({
  topic: id,
  settings: [from(0, { ...topicSetting, ...over }), ...later],
});
const desk = (id: DeskId, over: Partial<Town["desks"][number]> = {}) => ({
  ...{ desk: id, general: id === general, open: 0, members: ["m1" as MemberId] },
  ...{ settings: [from(0, deskSetting)] },
  ...over,
});
/** A bin has a lid, which has a hinge. */
const town: Town = {
  desks: [desk(general), desk(waste)],
  topics: [topic(bin), topic(lid, { parent: bin }), topic(hinge, { parent: lid })],
};
const set = (id: TopicId, over: Partial<TopicSetting>, below: "stay" | "along" = "stay") =>
  setTopic(
    town,
    { topic: id, validFromMs: 100, below, setting: { ...topicSetting, ...over } },
    defaultRetention,
  );
const obstaclesOf = (decision: ReturnType<typeof setTopic>) =>
  decision.outcome === "obstructed" ? decision.obstacles : [];

it("a setting holds from its moment until the next one's", () => {
  const settings = [from(200, "later"), from(0, "first"), from(100, "second")];
  expect([-1, 0, 99, 100, 199, 200].map((atMs) => settingAt(settings, atMs))).toEqual([
    ...[undefined, "first", "first", "second", "second", "later"],
  ]);
});

describe("a topic", () => {
  it("can be new, get other words, and move with its parent's desk", () => {
    expect(set(other, { desk: general })).toEqual({
      outcome: "set",
      written: [{ topic: other, validFromMs: 100, setting: { ...topicSetting, desk: general } }],
    });
    expect(set(lid, { parent: bin, words: { nl: ["deksel"] } })).toMatchObject({ outcome: "set" });
  });

  it.each([
    ["ends", { ended: true }],
    ["moves", { desk: general }],
  ])("leaves nothing that stands under it when it %s", (_, over) => {
    expect(obstaclesOf(set(bin, over))).toEqual([{ kind: "topic_below", topic: lid }]);
    const along = set(bin, over, "along");
    expect(along).toMatchObject({ outcome: "set" });
    expect(along.outcome === "set" && along.written.map((one) => [one.topic, one.setting.parent])).toEqual([
      [bin, null],
      [lid, bin],
      [hinge, lid],
    ]);
    expect(
      along.outcome === "set" &&
        along.written.every(({ setting }) => setting.ended || setting.desk === general),
    ).toBe(true);
  });

  it("stands under no topic that is gone, at another desk, or under itself", () => {
    expect(obstaclesOf(set(lid, { parent: other }))).toContainEqual({
      kind: "parent_not_in_use",
      topic: other,
    });
    expect(obstaclesOf(set(hinge, { parent: lid, desk: general }))).toEqual([
      { kind: "parent_at_other_desk", topic: lid },
    ]);
    expect(obstaclesOf(set(bin, { parent: hinge }))).toEqual([
      { kind: "topic_loop", topics: [bin, lid, hinge] },
    ]);
  });

  it("is kept by a class of the table, or by the general one, and by no other", () => {
    expect(set(lid, { parent: bin, retention: "6.1" })).toMatchObject({ outcome: "set" });
    expect(set(lid, { parent: bin, retention: null })).toMatchObject({ outcome: "set" });
    expect(obstaclesOf(set(lid, { parent: bin, retention: "6.9" }))).toEqual([
      { kind: "retention_unknown", class: "6.9" },
    ]);
  });

  it("goes to no desk that is out of use or not there, and has hours that open", () => {
    expect(obstaclesOf(set(other, { desk: "d9" as DeskId }))).toEqual([
      { kind: "desk_not_in_use", desk: "d9" },
    ]);
    const never = {
      ...hours,
      weekly: [],
      exceptions: [{ date: "1970-01-01", spans: [{ opens: "09:00", closes: "10:00" }] }],
    };
    const past = setTopic(
      town,
      {
        ...{ topic: other, validFromMs: 1e12, below: "stay" },
        setting: { ...topicSetting, hours: never },
      },
      defaultRetention,
    );
    expect(obstaclesOf(past)).toEqual([{ kind: "hours", fault: "never_opens" }]);
    expect(obstaclesOf(set(other, { hours: { ...hours, timeZone: "Mars" } }))).toEqual([
      { kind: "hours", fault: "unknown_time_zone" },
    ]);
  });

  it("goes to no desk at which nobody may answer, with what stands under it neither, and may end at one", () => {
    const unanswered: Town = { ...town, desks: [desk(general, { members: [] }), desk(waste)] };
    const move = (over: Partial<TopicSetting>, of = unanswered) =>
      obstaclesOf(
        setTopic(
          of,
          { topic: bin, validFromMs: 100, below: "along", setting: { ...topicSetting, ...over } },
          defaultRetention,
        ),
      );
    expect(move({ desk: general }, town)).toEqual([]);
    expect(move({ desk: general })).toEqual([{ kind: "nobody_answers", desk: general }]);
    expect(move({ desk: general, ended: true })).toEqual([]);
  });

  it("is looked at with what is announced after it: neither can strand the other", () => {
    const ending = topic(bin, {}, from(500, { ...topicSetting, ended: true }));
    const later = { ...town, topics: [ending, topic(lid, { parent: bin }, from(400, topicSetting))] };
    expect(
      obstaclesOf(
        setTopic(
          { ...later, topics: [ending] },
          { topic: lid, validFromMs: 100, below: "stay", setting: { ...topicSetting, parent: bin } },
          defaultRetention,
        ),
      ),
    ).toEqual([{ kind: "parent_not_in_use", topic: bin }]);
    expect(takeBackTopic(later, { topic: lid, validFromMs: 400 })).toEqual([
      { kind: "parent_not_in_use", topic: bin },
    ]);
    expect(takeBackTopic(later, { topic: bin, validFromMs: 500 })).toEqual([]);
  });
});

describe("a desk", () => {
  const end = (id: DeskId, of: Town, validFromMs = 100) =>
    deskObstacles(of, { desk: id, validFromMs, setting: { ...deskSetting, ended: true } }, 100);

  it("ends with nothing open and no topic that leads to it, now or later", () => {
    const empty = { ...town, topics: [] };
    expect(end(waste, empty)).toEqual([]);
    expect(end(waste, { ...empty, desks: [desk(general), desk(waste, { open: 3 })] })).toEqual([
      { kind: "open_conversations", open: 3 },
    ]);
    const coming = topic(bin, { desk: general }, from(500, topicSetting));
    expect(end(waste, { ...town, topics: [coming] })).toEqual([{ kind: "topic_of_desk", topic: bin }]);
  });

  it("is never the general one, and never ends at a moment of which nobody knows what will be open", () => {
    expect(end(general, { ...town, topics: [] }, 200)).toEqual([
      { kind: "general_desk" },
      { kind: "ends_later" },
    ]);
  });

  it("has hours that open", () => {
    const setting = { ...deskSetting, hours: { ...hours, weekly: [] } };
    expect(deskObstacles(town, { desk: waste, validFromMs: 1, setting }, 1)).toEqual([
      { kind: "hours", fault: "never_opens" },
    ]);
  });

  it("overflows in no circle and to no desk that is gone, and is not gone while another overflows to it", () => {
    const to = (overflow: DeskId | null, over: Partial<DeskSetting> = {}) => ({
      ...deskSetting,
      overflow,
      ...over,
    });
    const both = {
      ...town,
      topics: [],
      desks: [desk(general, { settings: [from(0, to(waste))] }), desk(waste)],
    };
    const set = (setting: DeskSetting) =>
      deskObstacles(both, { desk: waste, validFromMs: 100, setting }, 100);
    expect(set(to(null))).toEqual([]);
    expect(set(to(general))).toEqual([{ kind: "overflow_loop", desks: [general, waste] }]);
    expect(set(to(waste))).toEqual([{ kind: "overflow_nowhere", desk: waste }]);
    expect(set(to(null, { ended: true }))).toEqual([{ kind: "overflow_of_desk", desk: general }]);
  });

  it("overflows to no desk at which nobody may answer, now or later", () => {
    const setting = { ...deskSetting, overflow: general };
    const put = (members: MemberId[], over: DeskSetting = setting) => {
      const of = { ...town, desks: [desk(general, { members }), desk(waste)] };
      return deskObstacles(of, { desk: waste, validFromMs: 300, setting: over }, 100);
    };
    expect(put(["m1" as MemberId])).toEqual([]);
    expect(put([])).toEqual([{ kind: "nobody_answers", desk: general }]);
    expect(put([], deskSetting)).toEqual([]);
  });

  it("overflows in no circle that a setting would close which is announced for later, whichever of them was first", () => {
    const to = (overflow: DeskId | null) => ({ ...deskSetting, overflow });
    const announced = (...settings: Dated<DeskSetting>[]) => ({
      ...town,
      desks: [desk(general, { settings: [from(0, deskSetting), ...settings] }), desk(waste)],
    });
    const setAt = (validFromMs: number, of: Town) =>
      deskObstacles(of, { desk: waste, validFromMs, setting: to(general) }, 100);
    const loop = [{ kind: "overflow_loop", desks: [general, waste] }];
    // Announced for after this one begins, and for before.
    for (const validFromMs of [100, 300])
      expect(setAt(validFromMs, announced(from(200, to(waste))))).toEqual(loop);
    expect(setAt(100, announced(from(200, to(waste)), from(300, to(null))))).toEqual(loop);
    expect(setAt(300, announced(from(200, to(waste)), from(300, to(null))))).toEqual([]);
  });

  it("is not freed of what keeps a circle open: taking that back is refused too", () => {
    const to = (overflow: DeskId | null) => ({ ...deskSetting, overflow });
    const open = {
      ...town,
      desks: [
        desk(general, { settings: [from(0, to(waste)), from(200, to(null))] }),
        desk(waste, { settings: [from(0, deskSetting), from(300, to(general))] }),
      ],
    };
    expect(takeBackDesk(open, { desk: general, validFromMs: 200 })).toEqual([
      { kind: "overflow_loop", desks: [general, waste] },
    ]);
    expect(takeBackDesk(open, { desk: waste, validFromMs: 300 })).toEqual([]);
  });

  it("whose return was announced stays away only where no topic counts on it", () => {
    const settings = [from(0, { ...deskSetting, ended: true }), from(200, deskSetting)];
    const back = {
      desks: [desk(general), desk(waste, { settings })],
      topics: [topic(bin, { desk: general }, from(300, topicSetting))],
    };
    expect(takeBackDesk(back, { desk: waste, validFromMs: 200 })).toEqual([
      { kind: "topic_of_desk", topic: bin },
    ]);
    expect(takeBackDesk({ ...back, topics: [] }, { desk: waste, validFromMs: 200 })).toEqual([]);
  });
});
