import type {
  DeskId,
  DeskSetting,
  HoursSetting,
  MemberId,
  TopicId,
  TopicSetting,
  TownSettings,
} from "@eigenkanaal/protocol";
import { isOpen, nextOpening } from "./businessHours.js";
import { defaultNormMinutes, stageAt } from "./escalation.js";
import { hoursBetween } from "./holidays.js";
import { type Candidate, type Choice, choose, type Step } from "./routing.js";
import { settingAt } from "./townSettings.js";

/** A question that nobody asked: about what, when (unix ms), in which language (BCP 47, null: not known). */
export type TriedQuestion = {
  topic: TopicId | null;
  atMs: number;
  language: string | null;
  /** Who is on duty then, with how many conversations each has in hand. */
  onDuty: ReadonlyMap<MemberId, number>;
};

/** One step of the way that a question goes, with what decided it. Times are unix ms. */
export type TriedStep =
  | { step: "topic"; topic: TopicId; can: "be_chosen" | "not_be_chosen" }
  | { step: "desk"; desk: DeskId; why: "topic" | "general" }
  /** `of`: whose hours hold. `opensAtMs`: null where no opening is in sight. */
  | { step: "hours"; of: "topic" | "desk"; open: true }
  | { step: "hours"; of: "topic" | "desk"; open: false; opensAtMs: number | null }
  /**
   * By when an answer is expected, and when colleagues are warned of it; null where that is not known. `of`: the norm is
   * the topic's, or the one that holds where the gateway knows no topic.
   */
  | { step: "norm"; of: "topic" | "default"; minutes: number; warnMs: number | null; dueMs: number | null }
  /**
   * The desk that is offered when nobody has it by then, where that one is open then; else at its opening, null where none is
   * in sight.
   */
  | { step: "overflow"; to: DeskId; atMs: number; open: true }
  | { step: "overflow"; to: DeskId; atMs: number; open: false; opensAtMs: number | null }
  | ({ step: "rule" } & Step)
  | ({ step: "end" } & Outcome);

type Outcome = Choice extends infer One ? (One extends Choice ? Omit<One, "steps"> : never) : never;

type TriedTown = Pick<TownSettings, "desks" | "topics" | "members">;

const monthMs = 31 * 86_400_000;

/**
 * What would happen to a question, step by step, by the settings that hold at that moment, announced ones too. Who gets it
 * is decided by `choose`, which the gateway runs. Ends without a desk where the town has none that can be chosen.
 */
export const tryOut = (
  { desks, topics, members }: TriedTown,
  { topic, atMs, language, onDuty }: TriedQuestion,
): TriedStep[] => {
  const known = topics.find((one) => one.topic === topic);
  const setting = known && settingAt(known.settings, atMs);
  const chosen = setting?.ended === false ? setting : undefined;
  const steps: TriedStep[] =
    topic === null ? [] : [{ step: "topic", topic, can: chosen ? "be_chosen" : "not_be_chosen" }];
  const desk = desks.find((one) => (chosen ? one.desk === chosen.desk : one.general));
  if (!desk) return steps;
  steps.push({ step: "desk", desk: desk.desk, why: chosen ? "topic" : "general" });
  const deskThen = settingAt(desk.settings, atMs);
  const hours = chosen?.hours ?? deskThen?.hours;
  if (hours) steps.push(hoursStep(hours, { atMs, of: chosen?.hours ? "topic" : "desk" }));
  if (deskThen) {
    const { norm, offerMs } = lateness(deskThen, chosen, atMs);
    steps.push(norm);
    if (deskThen.overflow !== null && offerMs !== undefined)
      steps.push(overflowStep(desks, { to: deskThen.overflow, atMs: offerMs }));
  }
  const candidates = members
    .filter(({ member }) => desk.members.includes(member))
    .map(({ member, settings, lastAssignedAtMs }): Candidate => {
      const { capacity = defaultCapacity, languages = defaultLanguages } = settingAt(settings, atMs) ?? {};
      const open = onDuty.get(member);
      const presence = open === undefined ? "off" : "on_duty";
      return { member, presence, capacity, open: open ?? 0, languages, lastAssignedAtMs };
    });
  const { steps: rules, ...end } = choose(
    { language, answeredBefore: null },
    { assignment: deskThen?.assignment ?? "pull", candidates },
  );
  return [...steps, ...rules.map((rule): TriedStep => ({ step: "rule", ...rule })), { step: "end", ...end }];
};

/** As the columns of the database have them. */
const defaultCapacity = 4;
const defaultLanguages = ["nl"];

/** Hours from a moment on: as far as anybody looks, sixty closed days and the longest norm. */
const ahead = (hours: HoursSetting, atMs: number) => hoursBetween(hours, atMs, atMs + 12 * monthMs);

const hoursStep = (
  setting: HoursSetting,
  { atMs, of }: { atMs: number; of: "topic" | "desk" },
): TriedStep => ({ step: "hours", of, ...openingAt(setting, atMs) });

/** A desk without hours is closed. */
const openingAt = (
  setting: HoursSetting | undefined,
  atMs: number,
): { open: true } | { open: false; opensAtMs: number | null } => {
  if (!setting) return { open: false, opensAtMs: null };
  const hours = ahead(setting, atMs);
  return isOpen(hours, atMs) ? { open: true } : { open: false, opensAtMs: nextOpening(hours, atMs) ?? null };
};

const overflowStep = (desks: TriedTown["desks"], { to, atMs }: { to: DeskId; atMs: number }): TriedStep => {
  const there = desks.find(({ desk }) => desk === to);
  return { step: "overflow", to, atMs, ...openingAt(settingAt(there?.settings ?? [], atMs)?.hours, atMs) };
};

/** What comes of a wait that nobody ends, by the stages that the gateway goes by; of a sensitive topic it knows nothing. */
const lateness = (
  desk: DeskSetting,
  chosen: TopicSetting | undefined,
  atMs: number,
): { norm: TriedStep; offerMs: number | undefined } => {
  const known = chosen?.sensitive === false ? chosen : undefined;
  const minutes = known?.normMinutes ?? defaultNormMinutes;
  const hours = [{ fromMs: atMs, hours: ahead(known?.hours ?? desk.hours, atMs) }];
  const wait = { sinceMs: atMs, normMinutes: minutes, warnAtPercent: desk.warnAt, hours };
  const [warnMs, dueMs] = [stageAt("warned", wait) ?? null, stageAt("passed", wait) ?? null];
  return {
    norm: { step: "norm", of: known ? "topic" : "default", minutes, warnMs, dueMs },
    offerMs: stageAt("offered", wait),
  };
};
