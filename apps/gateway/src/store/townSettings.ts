import {
  Assignment,
  type Dated,
  DeskId,
  type DeskSetting,
  HoursSetting,
  Localised,
  MemberId,
  type MemberSetting,
  Presence,
  SettingEvent,
  TopicId,
  type TopicSetting,
  TopicWords,
  type TownSettings,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import type { Prisma } from "./generated/client.js";
import { takesRoom } from "./routing.js";

/** What a town's administrators see and write (PROTOCOL.md, G): the settings that hold and those that are announced. */

/** The subject of a setting: whose it is. */
export type Subject =
  | { subject: "topic"; id: TopicId }
  | { subject: "desk"; id: DeskId }
  | { subject: "member"; id: MemberId };

/** Until the transaction ends nobody else sets anything of this town: what was decided of its settings holds. */
export const lockTownSettings = async ({ organisation, tx }: Scope) => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`settings/${organisation}`}, 0))`;
};

/** So many changes are shown; all are kept. */
const shownEvents = 100;

/** All that holds at this moment and all that is announced: the past does not count, however much there is of it. */
export const townSettings = async (scope: Scope): Promise<TownSettings> => {
  const nowMs = await databaseNowMs(scope);
  return {
    nowMs,
    topics: await topicsOf(scope, nowMs),
    desks: await desksOf(scope, nowMs),
    members: await membersOf(scope, nowMs),
    events: await eventsOf(scope),
  };
};

type Row = { id: string; validFrom: Date };

/** Rows of a subject's settings by its id. */
const datedBy = <Setting>(rows: readonly (Row & { setting: Setting })[]): Map<string, Dated<Setting>[]> => {
  const found = new Map<string, Dated<Setting>[]>();
  for (const { id, validFrom, setting } of rows)
    found.set(id, [...(found.get(id) ?? []), { validFromMs: validFrom.getTime(), setting }]);
  return found;
};

const holidaysToo = (hours: unknown) => HoursSetting.parse(hours) as TopicSetting["hours"] & object;

const topicsOf = async ({ organisation, tx }: Scope, nowMs: number): Promise<TownSettings["topics"]> => {
  const rows = await tx.$queryRaw<
    (Row & {
      desk: string;
      parent: string | null;
      name: unknown;
      words: unknown;
      normMinutes: number;
      hours: unknown;
      retention: string | null;
      sensitive: boolean;
      ended: boolean;
    })[]
  >`SELECT s.topic_id AS id, s.valid_from AS "validFrom", s.desk_id AS desk, s.parent_id AS parent, s.name, s.words,
      s.norm_minutes AS "normMinutes", s.hours, s.retention_class AS retention, s.sensitive, s.ended
    FROM topic_setting s
    WHERE s.organisation_id = ${organisation}::uuid AND s.valid_from >= coalesce((SELECT max(o.valid_from)
      FROM topic_setting o WHERE o.organisation_id = s.organisation_id AND o.topic_id = s.topic_id
        AND o.valid_from <= ${new Date(nowMs)}), '-infinity')
    ORDER BY s.topic_id, s.valid_from`;
  const settings = rows.map(({ id, validFrom, desk, parent, name, words, hours, ...plain }) => ({
    ...{ id, validFrom },
    setting: {
      ...plain,
      desk: DeskId.parse(desk),
      parent: parent === null ? null : TopicId.parse(parent),
      name: Localised.parse(name),
      words: TopicWords.parse(words),
      hours: hours === null ? null : holidaysToo(hours),
    },
  }));
  return [...datedBy<TopicSetting>(settings)].map(([topic, dated]) => ({
    topic: TopicId.parse(topic),
    settings: dated,
  }));
};

const desksOf = async ({ organisation, tx }: Scope, nowMs: number): Promise<TownSettings["desks"]> => {
  const desks = await tx.desk.findMany({
    where: { organisation, kind: "desk" },
    include: { members: { where: { rights: { has: "answer" } }, select: { member: true } } },
    orderBy: { name: "asc" },
  });
  const rows = await tx.$queryRaw<
    (Row & {
      name: unknown;
      hours: unknown;
      assignment: string;
      overflow: string | null;
      warnAt: number;
      ended: boolean;
    })[]
  >`SELECT s.desk_id AS id, s.valid_from AS "validFrom", s.name, s.hours, s.assignment,
      s.overflow_desk_id AS overflow, s.warn_at_percent AS "warnAt", s.ended
    FROM desk_setting s
    WHERE s.organisation_id = ${organisation}::uuid AND s.valid_from >= coalesce((SELECT max(o.valid_from)
      FROM desk_setting o WHERE o.organisation_id = s.organisation_id AND o.desk_id = s.desk_id
        AND o.valid_from <= ${new Date(nowMs)}), '-infinity')
    ORDER BY s.desk_id, s.valid_from`;
  const settings = datedBy<DeskSetting>(
    rows.map(({ id, validFrom, name, hours, assignment, overflow, ...plain }) => ({
      ...{ id, validFrom },
      setting: {
        english: Localised.parse(name).en ?? null,
        hours: holidaysToo(hours),
        assignment: Assignment.parse(assignment),
        overflow: overflow === null ? null : DeskId.parse(overflow),
        ...plain,
      },
    })),
  );
  const counted = await tx.conversation.groupBy({
    by: ["desk"],
    where: { organisation, state: { in: ["waiting", "in_hand"] } },
    _count: true,
  });
  const open = new Map(counted.map(({ desk, _count }) => [desk, _count]));
  return desks.map(({ desk, name, general, members }) => ({
    ...{ desk: DeskId.parse(desk), name, general },
    open: open.get(desk) ?? 0,
    members: members.map(({ member }) => MemberId.parse(member)),
    settings: settings.get(desk) ?? [],
  }));
};

const membersOf = async ({ organisation, tx }: Scope, nowMs: number): Promise<TownSettings["members"]> => {
  const members = await tx.member.findMany({
    where: { organisation, disabledAt: null },
    include: { presence: true },
    orderBy: { name: "asc" },
  });
  const rows = await tx.$queryRaw<
    (Row & MemberSetting)[]
  >`SELECT s.member_id AS id, s.valid_from AS "validFrom", s.capacity, s.languages FROM member_setting s
    WHERE s.organisation_id = ${organisation}::uuid AND s.valid_from >= coalesce((SELECT max(o.valid_from)
      FROM member_setting o WHERE o.organisation_id = s.organisation_id AND o.member_id = s.member_id
        AND o.valid_from <= ${new Date(nowMs)}), '-infinity')
    ORDER BY s.member_id, s.valid_from`;
  const settings = datedBy<MemberSetting>(
    rows.map(({ id, validFrom, ...setting }) => ({ ...{ id, validFrom }, setting })),
  );
  const counted = await tx.conversation.groupBy({
    by: ["assignee"],
    where: { ...takesRoom, organisation },
    _count: true,
  });
  const open = new Map(counted.map(({ assignee, _count }) => [assignee, _count]));
  return members.map(({ member, name, alias, presence }) => {
    const seeded = presence && { capacity: presence.capacity, languages: presence.languages };
    const dated = settings.get(member) ?? [];
    const holds = dated.some(({ validFromMs }) => validFromMs <= nowMs);
    return {
      ...{ member: MemberId.parse(member), name, alias },
      state: Presence.parse(presence?.state ?? "off"),
      open: open.get(member) ?? 0,
      lastAssignedAtMs: presence?.lastAssignedAt?.getTime() ?? null,
      settings: seeded && !holds ? [{ validFromMs: 0, setting: seeded }, ...dated] : dated,
    };
  });
};

const eventsOf = async ({ organisation, tx }: Scope): Promise<SettingEvent[]> => {
  const rows = await tx.settingEvent.findMany({
    // What is kept for how long is the records officers' to set (retentionSettings.ts).
    where: { organisation, subject: { not: "retention" } },
    orderBy: { event: "desc" },
    take: shownEvents,
  });
  return rows.map(({ subject, subjectId, act, validFrom, actor, at }) =>
    SettingEvent.parse({
      ...{ subject, subjectId, act, by: actor },
      validFromMs: validFrom.getTime(),
      atMs: at.getTime(),
    }),
  );
};

/** Says in the same transaction who did what to a setting (PROTOCOL.md G4). */
export const noteSettingEvent = async (
  { organisation, tx }: Scope,
  { subject, id }: Subject,
  { act, validFromMs, by }: { act: SettingEvent["act"]; validFromMs: number; by: MemberId },
) => {
  await tx.settingEvent.create({
    data: { organisation, subject, subjectId: id, act, validFrom: new Date(validFromMs), actor: by },
  });
};

/** Writes a topic's setting, in the place of one that is announced for the same moment. */
export const writeTopicSetting = async (
  { organisation, tx }: Scope,
  { topic, validFromMs, setting }: Dated<TopicSetting> & { topic: TopicId },
) => {
  const validFrom = new Date(validFromMs);
  await tx.topic.createMany({ data: [{ organisation, topic }], skipDuplicates: true });
  await tx.topicSetting.deleteMany({ where: { organisation, topic, validFrom } });
  const { hours, ...plain } = setting;
  await tx.topicSetting.create({
    data: {
      organisation,
      topic,
      validFrom,
      ...plain,
      ...(hours && { hours: hours as Prisma.InputJsonValue }),
    },
  });
};

/** The same of a desk; its Dutch name stays as its certificate has it. */
export const writeDeskSetting = async (
  { organisation, tx }: Scope,
  { desk, name: nl, validFromMs, setting }: Dated<DeskSetting> & { desk: DeskId; name: string },
) => {
  const validFrom = new Date(validFromMs);
  await tx.deskSetting.deleteMany({ where: { organisation, desk, validFrom } });
  const { english, ...plain } = setting;
  const name = { nl, ...(english !== null && { en: english }) };
  await tx.deskSetting.create({ data: { organisation, desk, validFrom, name, ...plain } });
};

export const writeMemberSetting = async (
  { organisation, tx }: Scope,
  { member, validFromMs, setting }: Dated<MemberSetting> & { member: MemberId },
) => {
  const validFrom = new Date(validFromMs);
  await tx.memberSetting.deleteMany({ where: { organisation, member, validFrom } });
  await tx.memberSetting.create({ data: { organisation, member, validFrom, ...setting } });
};

/** Takes back a setting that is announced; the past stays, whoever asks (the table's own policy). */
export const takeBackSetting = async ({ organisation, tx }: Scope, of: Subject, validFromMs: number) => {
  const at = { organisation, validFrom: new Date(validFromMs) };
  if (of.subject === "topic") await tx.topicSetting.deleteMany({ where: { ...at, topic: of.id } });
  else if (of.subject === "desk") await tx.deskSetting.deleteMany({ where: { ...at, desk: of.id } });
  else await tx.memberSetting.deleteMany({ where: { ...at, member: of.id } });
};
