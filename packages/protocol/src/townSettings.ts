import * as z from "zod/mini";
import { Language } from "./events.js";
import { DeskId, MemberId, TopicId } from "./ids.js";
import { Assignment, Presence } from "./presence.js";
import { Holiday, Hours } from "./resources.js";
import { RetentionCode } from "./retention.js";
import { isStorable } from "./storable.js";

/** How many topics a town can have, ended ones too. */
export const maxTopics = 1_000;

/** What a town's functional administrators set, as HTTP carries it. Rules: PROTOCOL.md, G. */

const timeMs = z.int().check(z.nonnegative(), z.maximum(253_402_300_799_999));
const count = z.int().check(z.nonnegative());

/** The town's own words: a name, or another word for it. */
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(120), z.refine(isStorable));
const wordList = z.array(words).check(z.maxLength(400));
const name = z.strictObject({ nl: words, en: z.optional(words) });

/** As `HoursSetting`, with nothing left out. */
const SetHours = z.strictObject({
  ...Hours.shape,
  timeZone: z.string().check(z.maxLength(40)),
  holidays: z.array(Holiday).check(z.maxLength(Holiday.options.length)),
});

export const TopicSetting = z.strictObject({
  desk: DeskId,
  /** The topic it stands under, of the same desk; null where it stands right under its desk. */
  parent: z.nullable(TopicId),
  name,
  /** What people call it besides its name. */
  words: z.strictObject({ nl: wordList, en: z.optional(wordList) }),
  /** Within how many minutes of opening hours an answer is expected. */
  normMinutes: z.int().check(z.positive(), z.maximum(100_000)),
  /** Its own opening hours; null where its desk's hold. */
  hours: z.nullable(SetHours),
  /** The class by which its conversations are kept; null for the town's general one. */
  retention: z.nullable(RetentionCode),
  sensitive: z.boolean(),
  /** Nobody can choose it any more. */
  ended: z.boolean(),
});
export type TopicSetting = z.infer<typeof TopicSetting>;

export const DeskSetting = z.strictObject({
  /** Its name in English; null where it has none. Its Dutch name is the one in its certificate. */
  english: z.nullable(words),
  hours: SetHours,
  assignment: Assignment,
  /** Another desk, where questions may go that nobody answers in time. */
  overflow: z.nullable(DeskId),
  /** Which part of the norm has passed when its colleagues are warned, in percent. */
  warnAt: z.int().check(z.positive(), z.maximum(99)),
  /** Out of use: offered to nobody any more. The desk itself is the ceremony's. */
  ended: z.boolean(),
});
export type DeskSetting = z.infer<typeof DeskSetting>;

export const MemberSetting = z.strictObject({
  /** How many conversations they can have in hand by assignment. */
  capacity: z.int().check(z.positive(), z.maximum(100)),
  languages: z.array(Language).check(z.minLength(1), z.maxLength(20)),
});
export type MemberSetting = z.infer<typeof MemberSetting>;

/** When a setting begins to hold (unix ms); null: now. */
const validFromMs = z.nullable(timeMs);

/** `PUT /api/v1/topics/{topic}/settings`. `below`: what becomes of the topics that stand under it when it moves or ends. */
export const SetTopic = z.strictObject({
  validFromMs,
  below: z.enum(["stay", "along"]),
  setting: TopicSetting,
});
export type SetTopic = z.infer<typeof SetTopic>;

/** `PUT /api/v1/desks/{desk}/settings`. */
export const SetDesk = z.strictObject({ validFromMs, setting: DeskSetting });
export type SetDesk = z.infer<typeof SetDesk>;

/** `PUT /api/v1/members/{member}/settings`. */
export const SetMember = z.strictObject({ validFromMs, setting: MemberSetting });
export type SetMember = z.infer<typeof SetMember>;

/** The one that holds, and those that are announced, in the order in which they will. */
const dated = <Setting extends z.ZodMiniType>(setting: Setting) =>
  z.array(z.strictObject({ validFromMs: timeMs, setting }));
export type Dated<Setting> = { validFromMs: number; setting: Setting };

export const SettingEvent = z.strictObject({
  subject: z.enum(["topic", "desk", "member"]),
  subjectId: z.string(),
  act: z.enum(["set", "taken_back"]),
  validFromMs: timeMs,
  by: MemberId,
  atMs: timeMs,
});
export type SettingEvent = z.infer<typeof SettingEvent>;

/** `GET /api/v1/town-settings`: all that holds and all that is announced, and the newest hundred changes. */
export const TownSettings = z.strictObject({
  nowMs: timeMs,
  topics: z.array(z.strictObject({ topic: TopicId, settings: dated(TopicSetting) })),
  desks: z.array(
    z.strictObject({
      desk: DeskId,
      /** The one in its certificate. */
      name: z.string(),
      general: z.boolean(),
      /** How many of its conversations are not closed. */
      open: count,
      /** Whom its roster lets answer. */
      members: z.array(MemberId),
      settings: dated(DeskSetting),
    }),
  ),
  members: z.array(
    z.strictObject({
      member: MemberId,
      name: z.string(),
      alias: z.string(),
      state: Presence,
      /** How many they have in hand and have not put off: those take their room. */
      open: count,
      lastAssignedAtMs: z.nullable(timeMs),
      settings: dated(MemberSetting),
    }),
  ),
  events: z.array(SettingEvent),
});
export type TownSettings = z.infer<typeof TownSettings>;

/** Why hours cannot be set. */
export const HoursFault = z.enum([
  "unknown_time_zone",
  "never_opens",
  "closes_before_it_opens",
  "spans_overlap",
  "day_named_twice",
]);
export type HoursFault = z.infer<typeof HoursFault>;

/** What stands in the way of a setting; `obstacles` of a refusal with the code `obstructed`. */
export const Obstacle = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hours"), fault: HoursFault }),
  /** There is no such desk in use. */
  z.strictObject({ kind: z.literal("desk_not_in_use"), desk: DeskId }),
  /** Questions would come to this desk, and its roster lets nobody answer there. */
  z.strictObject({ kind: z.literal("nobody_answers"), desk: DeskId }),
  /** The topic that it would stand under cannot be chosen then. */
  z.strictObject({ kind: z.literal("parent_not_in_use"), topic: TopicId }),
  z.strictObject({ kind: z.literal("parent_at_other_desk"), topic: TopicId }),
  /** The table of what is kept for how long has no such class. */
  z.strictObject({ kind: z.literal("retention_unknown"), class: RetentionCode }),
  /** These would stand under each other. */
  z.strictObject({ kind: z.literal("topic_loop"), topics: z.array(TopicId) }),
  /** This one stands under it, and would be left. */
  z.strictObject({ kind: z.literal("topic_below"), topic: TopicId }),
  /** This one leads to the desk. */
  z.strictObject({ kind: z.literal("topic_of_desk"), topic: TopicId }),
  /** Questions would go round these and come back. */
  z.strictObject({ kind: z.literal("overflow_loop"), desks: z.array(DeskId) }),
  /** Where its questions would go nobody can be sent. */
  z.strictObject({ kind: z.literal("overflow_nowhere"), desk: DeskId }),
  /** This one's questions go to the desk when nobody answers in time. */
  z.strictObject({ kind: z.literal("overflow_of_desk"), desk: DeskId }),
  z.strictObject({ kind: z.literal("open_conversations"), open: count }),
  /** What fits nowhere else goes there. */
  z.strictObject({ kind: z.literal("general_desk") }),
  /** It can only stop now: what will be open later nobody knows. */
  z.strictObject({ kind: z.literal("ends_later") }),
]);
export type Obstacle = z.infer<typeof Obstacle>;
