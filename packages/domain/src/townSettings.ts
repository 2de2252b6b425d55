import type {
  Dated,
  DeskId,
  DeskSetting,
  HoursSetting,
  MemberId,
  Obstacle,
  RetentionTable,
  TopicId,
  TopicSetting,
} from "@eigenkanaal/protocol";
import { nextOpening } from "./businessHours.js";
import { hoursBetween } from "./holidays.js";
import { hoursFaults } from "./hoursFaults.js";
import { overflowFaults } from "./overflow.js";

/** A town's settings: of each desk and topic the one that holds and those that are announced. `members`: who may answer. */
export type Town = {
  desks: readonly {
    desk: DeskId;
    general: boolean;
    open: number;
    members: readonly MemberId[];
    settings: readonly Dated<DeskSetting>[];
  }[];
  topics: readonly { topic: TopicId; settings: readonly Dated<TopicSetting>[] }[];
};

/** What holds at a moment (unix ms); undefined before the first setting. */
export const settingAt = <Setting>(settings: readonly Dated<Setting>[], atMs: number): Setting | undefined =>
  settings
    .filter(({ validFromMs }) => validFromMs <= atMs)
    .reduce<Dated<Setting> | undefined>(
      (newest, one) => (newest && newest.validFromMs > one.validFromMs ? newest : one),
      undefined,
    )?.setting;

/** A setting that a town's administrator asks for, from a moment on (unix ms). */
export type TopicWish = {
  topic: TopicId;
  validFromMs: number;
  setting: TopicSetting;
  /** What becomes of the topics under it when it moves to another desk or ends. */
  below: "stay" | "along";
};

/** What is to be written, or what stands in the way; each obstacle once. */
export type TopicDecision =
  | { outcome: "set"; written: (Dated<TopicSetting> & { topic: TopicId })[] }
  | { outcome: "obstructed"; obstacles: Obstacle[] };

/**
 * Sets a topic, new or known. Refused where its hours never open, where the table has no such class, or where at that moment
 * or with any setting announced after it a topic would stand under one that is gone, at another desk than the one above it, at
 * a desk out of use or at which nobody may answer, or under itself (PROTOCOL.md G3).
 */
export const setTopic = (
  town: Town,
  wish: TopicWish,
  table: Pick<RetentionTable, "classes">,
): TopicDecision => {
  const { topic, validFromMs, setting } = wish;
  const below = wish.below === "along" ? allBelow(townAt(town, validFromMs), topic) : [];
  const written = [
    { topic, validFromMs, setting },
    ...below.map(([each, known]) => ({
      ...{ topic: each, validFromMs },
      setting: { ...known, desk: setting.desk, ended: setting.ended || known.ended },
    })),
  ];
  const changed = written.reduce<Town>((so, one) => withTopic(so, one.topic, one), town);
  const obstacles = once([
    ...(setting.hours ? hoursObstacles(setting.hours, validFromMs) : []),
    ...classObstacles(setting, table),
    ...treeObstacles(changed, { topics: written.map((one) => one.topic), fromMs: validFromMs }),
  ]);
  return obstacles.length > 0 ? { outcome: "obstructed", obstacles } : { outcome: "set", written };
};

/** What stands in the way of taking back a topic's setting that is announced; empty when it can go. */
export const takeBackTopic = (
  town: Town,
  { topic, validFromMs }: { topic: TopicId; validFromMs: number },
): Obstacle[] => {
  const topics = town.topics.map((one) =>
    one.topic === topic
      ? { topic, settings: one.settings.filter((each) => each.validFromMs !== validFromMs) }
      : one,
  );
  return once(treeObstacles({ ...town, topics }, { topics: [topic], fromMs: validFromMs }));
};

/**
 * What stands in the way of a desk's setting; empty when it can be set. Questions overflow to a desk in use at which somebody
 * may answer, and never come back. A desk ends only now, with nothing open, with no topic and no overflow that leads to it now or later, and never the
 * general one (PROTOCOL.md G3).
 */
export const deskObstacles = (
  town: Town,
  { desk, validFromMs, setting }: Dated<DeskSetting> & { desk: DeskId },
  nowMs: number,
): Obstacle[] => {
  const desks = town.desks.map((one) =>
    one.desk === desk ? { ...one, settings: withSetting(one.settings, { validFromMs, setting }) } : one,
  );
  const always = [
    ...hoursObstacles(setting.hours, validFromMs),
    ...overflowObstacles({ ...town, desks }, { desk, fromMs: validFromMs }),
  ];
  if (!setting.ended) return once(always);
  const { general, open } = town.desks.find((one) => one.desk === desk) ?? { general: false, open: 0 };
  const ending: [Obstacle, boolean][] = [
    [{ kind: "general_desk" }, general],
    [{ kind: "ends_later" }, validFromMs > nowMs],
    [{ kind: "open_conversations", open }, open > 0],
  ];
  const topics = momentsOf(town, validFromMs).flatMap((atMs) => topicsOf(townAt(town, atMs), desk));
  return once([...always, ...ending.filter(([, found]) => found).map(([obstacle]) => obstacle), ...topics]);
};

/** What stands in the way of taking back a desk's setting that is announced; empty when it can go. */
export const takeBackDesk = (
  town: Town,
  { desk, validFromMs }: { desk: DeskId; validFromMs: number },
): Obstacle[] => {
  const desks = town.desks.map((one) =>
    one.desk === desk
      ? { ...one, settings: one.settings.filter((each) => each.validFromMs !== validFromMs) }
      : one,
  );
  const without = { ...town, desks };
  return once([
    ...overflowObstacles(without, { desk, fromMs: validFromMs }),
    ...momentsOf(without, validFromMs).flatMap((atMs) => {
      const then = townAt(without, atMs);
      return then.desks.has(desk) ? [] : topicsOf(then, desk);
    }),
  ]);
};

const dayMs = 86_400_000;
/** The holidays of so many days count for whether somewhere opens: more than businessHours.ts looks ahead. */
const aheadMs = 92 * dayMs;

const hoursObstacles = (hours: HoursSetting, fromMs: number): Obstacle[] => {
  const faults = hoursFaults(hours);
  const never =
    faults.length === 0 && nextOpening(hoursBetween(hours, fromMs, fromMs + aheadMs), fromMs) === undefined;
  return (never ? (["never_opens"] as const) : faults).map((fault) => ({ kind: "hours", fault }));
};

const classObstacles = (
  { retention }: TopicSetting,
  { classes }: Pick<RetentionTable, "classes">,
): Obstacle[] =>
  retention === null || classes.some((one) => one.class === retention)
    ? []
    : [{ kind: "retention_unknown", class: retention }];

/** What can be chosen at a moment. `unanswered`: the desks whose roster lets nobody answer. */
type TownThen = {
  desks: ReadonlyMap<DeskId, DeskSetting | undefined>;
  unanswered: ReadonlySet<DeskId>;
  topics: Map<TopicId, TopicSetting>;
};

const townAt = (town: Town, atMs: number): TownThen => ({
  desks: new Map(
    town.desks
      .map(({ desk, settings }) => [desk, settingAt(settings, atMs)] as const)
      .filter(([, setting]) => setting?.ended !== true),
  ),
  unanswered: new Set(town.desks.filter(({ members }) => members.length === 0).map(({ desk }) => desk)),
  topics: new Map(
    town.topics.flatMap(({ topic, settings }) => {
      const setting = settingAt(settings, atMs);
      return setting && !setting.ended ? [[topic, setting] as const] : [];
    }),
  ),
});

/** The topics that lead to a desk. */
const topicsOf = ({ topics }: TownThen, desk: DeskId): Obstacle[] =>
  [...topics]
    .filter(([, setting]) => setting.desk === desk)
    .map(([topic]) => ({ kind: "topic_of_desk", topic }));

/** What is wrong with where this desk's questions overflow, and whose overflow it leaves, from a moment on. */
const overflowObstacles = (town: Town, { desk, fromMs }: { desk: DeskId; fromMs: number }): Obstacle[] =>
  momentsOf(town, fromMs).flatMap((atMs) => {
    const { desks, unanswered } = townAt(town, atMs);
    const used = [...desks].map(
      ([one, setting]) => ({ desk: one, kind: "desk", overflow: setting?.overflow ?? null }) as const,
    );
    const faults = overflowFaults(used);
    const loop = faults.filter(({ fault }) => fault === "loop").map((one) => one.desk);
    const stranding = faults.flatMap(({ desk: of, fault }): Obstacle[] => {
      if (fault === "loop") return of === desk ? [{ kind: "overflow_loop", desks: loop }] : [];
      const to = used.find((one) => one.desk === of)?.overflow;
      if (of === desk && to) return [{ kind: "overflow_nowhere", desk: to }];
      return to === desk ? [{ kind: "overflow_of_desk", desk: of }] : [];
    });
    const way = desks.get(desk)?.overflow;
    return way && unanswered.has(way) ? [...stranding, { kind: "nobody_answers", desk: way }] : stranding;
  });

const withSetting = <Setting>(settings: readonly Dated<Setting>[], dated: Dated<Setting>) => [
  ...settings.filter(({ validFromMs }) => validFromMs !== dated.validFromMs),
  dated,
];

const withTopic = (town: Town, topic: TopicId, dated: Dated<TopicSetting>): Town => {
  const settings = withSetting(town.topics.find((one) => one.topic === topic)?.settings ?? [], dated);
  return { ...town, topics: [...town.topics.filter((one) => one.topic !== topic), { topic, settings }] };
};

/** The topics that can be chosen and stand under this one, at whatever depth. */
const allBelow = ({ topics }: TownThen, topic: TopicId): [TopicId, TopicSetting][] => {
  const found = new Map<TopicId, TopicSetting>();
  const look = (above: TopicId) => {
    for (const [each, setting] of topics)
      if (setting.parent === above && each !== topic && !found.has(each)) {
        found.set(each, setting);
        look(each);
      }
  };
  look(topic);
  return [...found];
};

/** The moment itself and each later one at which a setting begins to hold. */
const momentsOf = ({ desks, topics }: Town, fromMs: number): number[] => [
  ...new Set([
    fromMs,
    ...[...desks, ...topics]
      .flatMap(({ settings }) => settings.map(({ validFromMs }) => validFromMs))
      .filter((atMs) => atMs > fromMs),
  ]),
];

const treeObstacles = (
  town: Town,
  { topics, fromMs }: { topics: readonly TopicId[]; fromMs: number },
): Obstacle[] =>
  momentsOf(town, fromMs).flatMap((atMs) => {
    const then = townAt(town, atMs);
    return topics.flatMap((topic) => [...aboveObstacles(then, topic), ...belowObstacles(then, topic)]);
  });

const aboveObstacles = (then: TownThen, topic: TopicId): Obstacle[] => {
  const { topics } = then;
  const setting = topics.get(topic);
  if (!setting) return [];
  const { desk, parent } = setting;
  const found = deskFaults(then, desk);
  if (parent === null) return found;
  const above = topics.get(parent);
  if (!above) return [...found, { kind: "parent_not_in_use", topic: parent }];
  const loop = loopOf(topics, topic);
  if (loop.length > 0) return [...found, { kind: "topic_loop", topics: loop }];
  return above.desk === desk ? found : [...found, { kind: "parent_at_other_desk", topic: parent }];
};

/** Why a topic cannot lead to a desk. */
const deskFaults = ({ desks, unanswered }: TownThen, desk: DeskId): Obstacle[] => {
  if (!desks.has(desk)) return [{ kind: "desk_not_in_use", desk }];
  return unanswered.has(desk) ? [{ kind: "nobody_answers", desk }] : [];
};

const belowObstacles = ({ topics }: TownThen, topic: TopicId): Obstacle[] => {
  const setting = topics.get(topic);
  return [...topics]
    .filter(([each, { parent, desk }]) => parent === topic && each !== topic && desk !== setting?.desk)
    .map(([each]) => ({ kind: "topic_below", topic: each }));
};

/** The topics that one meets going up from this one until one is back at it; empty where one is not. */
const loopOf = (topics: ReadonlyMap<TopicId, TopicSetting>, topic: TopicId): TopicId[] => {
  const met = [topic];
  for (let above = topics.get(topic)?.parent; above && above !== topic; above = topics.get(above)?.parent) {
    if (met.includes(above)) return [];
    met.push(above);
  }
  return topics.get(met.at(-1) ?? topic)?.parent === topic ? met.toSorted() : [];
};

const once = (obstacles: readonly Obstacle[]): Obstacle[] => [
  ...new Map(obstacles.map((obstacle) => [JSON.stringify(obstacle), obstacle])).values(),
];
