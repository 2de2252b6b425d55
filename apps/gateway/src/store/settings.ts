import { hoursBetween } from "@eigenkanaal/domain";
import {
  ContactResource,
  DeskId,
  type DeskResource,
  defaultLimits,
  type FormerNames,
  type Hours,
  HoursSetting,
  LimitSettings,
  Limits,
  Localised,
  RetentionCode,
  TopicId,
  type TopicResource,
  type TopicWordList,
  TopicWords,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** A desk that has no settings yet is closed: better than to promise an answer. */
export const closed: Hours = { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] };

/** The newest setting that is valid by now. */
export const inForce = (nowMs: number) => ({
  where: { validFrom: { lte: new Date(nowMs) } },
  orderBy: { validFrom: "desc" as const },
  take: 1,
});

const dayMs = 86_400_000;

/** A month back, for what still waits; a season ahead, for when a closed desk opens. */
export const hoursAround = (nowMs: number, setting: unknown): Hours =>
  hoursBetween(HoursSetting.parse(setting), nowMs - 31 * dayMs, nowMs + 92 * dayMs);

/** A desk's opening hours at this moment. */
export const hoursOf = async (scope: Scope, desk: DeskId): Promise<Hours> => {
  const { organisation, tx } = scope;
  const nowMs = await databaseNowMs(scope);
  const { where, ...newest } = inForce(nowMs);
  const setting = await tx.deskSetting.findFirst({ where: { organisation, desk, ...where }, ...newest });
  return setting ? hoursAround(nowMs, setting.hours) : closed;
};

/** What the town offers at this moment, for choosing a desk: not the archive, nothing of the future. */
export const currentOffer = async (scope: Scope) => {
  const { organisation, tx } = scope;
  const nowMs = await databaseNowMs(scope);
  const town = await tx.organisation.findUniqueOrThrow({ where: { organisation } });
  const desks = await tx.desk.findMany({
    where: { organisation, kind: "desk" },
    include: { settings: inForce(nowMs) },
    orderBy: { name: "asc" },
  });
  return {
    name: town.name,
    rootVk: Buffer.from(town.rootVk).toString("base64url"),
    contact: ContactResource.parse({
      phone: town.phone,
      counterUrl: town.counterUrl,
      privacyUrl: town.privacyUrl,
      crisisLines: town.crisisLines ?? undefined,
    }),
    desks: desks
      .filter(({ settings: [setting] }) => !setting?.ended)
      .map(
        ({ desk, name, general, settings: [setting] }): DeskResource => ({
          desk: DeskId.parse(desk),
          name: setting ? Localised.parse(setting.name) : { nl: name },
          general,
          hours: setting ? hoursAround(nowMs, setting.hours) : closed,
        }),
      ),
    topics: await currentTopics(scope, nowMs),
    nowMs,
  };
};

/** What colleagues do when somebody is in danger, where the town has steps of its own; else null. */
export const emergencyProcedure = async ({ organisation, tx }: Scope): Promise<Localised[] | null> => {
  const { procedure } = await tx.organisation.findUniqueOrThrow({ where: { organisation } });
  return procedure === null ? null : (procedure as unknown[]).map((step) => Localised.parse(step));
};

/** Those that can be chosen: a topic may have ended. */
const offeredOf = <Setting extends { ended: boolean }>(topics: { settings: Setting[] }[]): Setting[] =>
  topics.flatMap(({ settings }) => settings).filter(({ ended }) => !ended);

const currentTopics = async ({ organisation, tx }: Scope, nowMs: number): Promise<TopicResource[]> => {
  const topics = await tx.topic.findMany({
    where: { organisation },
    // Its words are the largest part of it by far, and asked for apart.
    include: { settings: { ...inForce(nowMs), omit: { words: true } } },
    orderBy: { topic: "asc" },
  });
  const settings = offeredOf(topics);
  const offered = new Set(settings.map(({ topic }) => topic));
  return settings.map(({ topic, parent, desk, name, normMinutes, hours, sensitive, retention }) => ({
    topic: TopicId.parse(topic),
    parent: parent !== null && offered.has(parent) ? TopicId.parse(parent) : null,
    desk: DeskId.parse(desk),
    name: Localised.parse(name),
    normMinutes,
    hours: hours === null ? null : hoursAround(nowMs, hours),
    sensitive,
    retention: retention === null ? null : RetentionCode.parse(retention),
  }));
};

/** What people call the topics that can be chosen at this moment. */
export const currentTopicWords = async (scope: Scope): Promise<TopicWordList> => {
  const { organisation, tx } = scope;
  const topics = await tx.topic.findMany({
    where: { organisation },
    include: { settings: inForce(await databaseNowMs(scope)) },
    orderBy: { topic: "asc" },
  });
  return {
    topics: offeredOf(topics).map(({ topic, words }) => ({
      topic: TopicId.parse(topic),
      words: TopicWords.parse(words),
    })),
  };
};

/** How much one may ask of the gateway at this moment; what the town has not set is as the defaults are. */
export const currentLimits = async (scope: Scope): Promise<Limits> => {
  const { organisation, tx } = scope;
  const { where, ...newest } = inForce(await databaseNowMs(scope));
  const setting = await tx.limitSetting.findFirst({ where: { organisation, ...where }, ...newest });
  return Limits.parse({ ...defaultLimits, ...LimitSettings.parse(setting?.limits ?? {}) });
};

/** The names of what is no longer offered, for colleagues who still have a conversation of it. */
export const formerNames = async (scope: Scope): Promise<FormerNames> => {
  const { organisation, tx } = scope;
  const settings = inForce(await databaseNowMs(scope));
  const desks = await tx.desk.findMany({ where: { organisation }, include: { settings } });
  const topics = await tx.topic.findMany({
    where: { organisation },
    include: { settings: { ...settings, omit: { words: true } } },
  });
  const ended = <Setting extends { ended: boolean }>(all: { settings: Setting[] }[]) =>
    all.flatMap((one) => one.settings).filter((setting) => setting.ended);
  return {
    desks: ended(desks).map(({ desk, name }) => ({ desk: DeskId.parse(desk), name: Localised.parse(name) })),
    topics: ended(topics).map(({ topic, name }) => ({
      topic: TopicId.parse(topic),
      name: Localised.parse(name),
    })),
  };
};

/** How a desk that is in use takes what comes; undefined for any other. */
export const deskKind = async (scope: Scope, desk: DeskId) => {
  const { organisation, tx } = scope;
  const row = await tx.desk.findFirst({
    where: { organisation, desk, kind: "desk" },
    include: { settings: inForce(await databaseNowMs(scope)) },
  });
  if (!row || row.settings[0]?.ended) return undefined;
  return row.general ? "general" : "special";
};

/**
 * Whether a conversation can begin at this desk. One that is out of use takes it too: it was chosen before, and its
 * colleagues are still there (PROTOCOL.md G6).
 */
export const isDesk = async ({ organisation, tx }: Scope, desk: DeskId) =>
  (await tx.desk.findFirst({ where: { organisation, desk, kind: "desk" } })) !== null;

export const isTopic = async ({ organisation, tx }: Scope, topic: TopicId) =>
  (await tx.topic.findFirst({ where: { organisation, topic } })) !== null;
