import type { CampaignCode, DeskId, Outcome, TopicId, Verdict } from "@eigenkanaal/protocol";
import type { CivilDate } from "./civilDate.js";
import { type Course, followEvents, type RecordedEvent, type Stretch } from "./conversationCourse.js";
import type { SettingsThen } from "./figureSettings.js";
import { addOpenMinutesOver, type HoursFrom, openMsOver } from "./hoursOver.js";
import { wallClock } from "./wallClock.js";

/**
 * How long something took, in milliseconds: as the calendar goes, and as long as whoever had the conversation was open.
 * The second is never more than the first.
 */
export type Spent = { calendarMs: number; openMs: number };

/** An answer: asked and given when (unix ms), by which desk. */
export type ResponseFigure = Spent & { desk: DeskId; askedMs: number; answeredMs: number };

/** The figures of one conversation: what a table holds of it (prisma/migrations, conversation_figure). Moments are unix ms. */
export type ConversationFigures = {
  /** The desk that had it at the first answer, or has it while there is none. */
  desk: DeskId;
  /** As it was registered at the last closing; before that as it was chosen. */
  topic: TopicId | null;
  language: string | null;
  campaign: CampaignCode | null;
  begunAt: "chat" | "counter";
  openedMs: number;
  /** When it was opened by the wall clock of that desk; hours from 0, Monday from midnight to one. */
  openedOn: CivilDate;
  hourOfWeek: number;
  /** The citizen's first message: from then on they wait. */
  askedMs: number | null;
  /** From the citizen's first message to a colleague's first message after it, whatever was closed and reopened between. */
  first: ResponseFigure | null;
  /** The norm of the topic as it was chosen, as it held when they began to wait; open minutes. */
  normMinutes: number;
  /** By when the norm has passed: an answer after it is late. Null without a question, and where it is not known. */
  normDueMs: number | null;
  /** Null while it is open, as the outcome is. */
  closedMs: number | null;
  outcome: Outcome | null;
  /** What its citizen said last of the closing that stands; null where they said nothing of it, or would rather not. */
  verdict: Verdict | null;
  /** Closed because the citizen left, or by rule, who had asked and got no answer. */
  abandoned: boolean;
  /** Somebody had it in hand: all stretches that have ended. What is put off stays in hand. */
  handling: Spent;
  /** From the citizen's first message to the last closing; null while it is open and where nothing was asked. */
  resolution: Spent | null;
  /** How often it was closed and went on. */
  reopened: number;
  /** How often it went to another desk. */
  transfers: number;
  /** The answers after the first, oldest first: each from what the citizen asked first since the answer before it. */
  later: ResponseFigure[];
};

/**
 * The figures of a conversation from all its events, in the order in which they were written, and from what the town had set
 * at each moment. Undefined where there are no events. Of the same events and settings it is always the same: it asks no clock.
 */
export const figuresOf = (
  events: readonly RecordedEvent[],
  settings: SettingsThen,
): ConversationFigures | undefined => {
  const course = followEvents(events);
  if (!course) return undefined;
  const years = { fromMs: course.opened.atMs, toMs: lastMs(course) };
  const hours = settings.hoursAlong(course.places, years);
  // Once there is an answer, where the conversation goes afterwards changes nothing of when it was due.
  const untilAnswer = settings.hoursAlong(course.places.slice(0, course.placesToAnswer), years);
  const { opened, askedMs, first, closed, later, places, reopened, transfers } = course;
  const respond = (one: Course["later"][number]) => ({
    ...one,
    ...spent(hours, [{ fromMs: one.askedMs, toMs: one.answeredMs }]),
  });
  const desk = first?.desk ?? deskNow(course);
  const resolution = resolved(course);
  const normMinutes = settings.normAt(opened.topic, askedMs ?? opened.atMs);
  return {
    desk,
    topic: places.at(-1)?.topic ?? null,
    ...{ language: opened.language, campaign: opened.campaign, begunAt: opened.begunAt ?? "chat" },
    openedMs: opened.atMs,
    ...openedAt(opened.atMs, settings.timeZoneAt(desk, opened.atMs)),
    askedMs,
    first: first && respond(first),
    normMinutes,
    normDueMs: askedMs === null ? null : (addOpenMinutesOver(untilAnswer, askedMs, normMinutes) ?? null),
    ...{ closedMs: closed?.atMs ?? null, outcome: closed?.outcome ?? null, verdict: closed?.verdict ?? null },
    abandoned: isAbandoned(course),
    handling: spent(hours, course.inHand),
    resolution: resolution && spent(hours, [resolution]),
    ...{ reopened, transfers },
    later: later.map(respond),
  };
};

/** The newest moment that counts for anything but the norm (unix ms). */
const lastMs = ({ opened, places, first, later, closed, inHand }: Course): number =>
  Math.max(
    opened.atMs,
    places.at(-1)?.fromMs ?? 0,
    first?.answeredMs ?? 0,
    later.at(-1)?.answeredMs ?? 0,
    closed?.atMs ?? 0,
    inHand.at(-1)?.toMs ?? 0,
  );

const deskNow = ({ places }: Course): DeskId => {
  const now = places.at(-1);
  if (!now) throw new Error("a conversation is always somewhere");
  return now.desk;
};

const openedAt = (atMs: number, timeZone: string): { openedOn: CivilDate; hourOfWeek: number } => {
  const { date, weekday, minute } = wallClock(timeZone)(atMs);
  return { openedOn: date, hourOfWeek: (weekday - 1) * 24 + Math.floor(minute / 60) };
};

const resolved = ({ askedMs, closed }: Course): Stretch | null =>
  askedMs === null || !closed || closed.atMs < askedMs ? null : { fromMs: askedMs, toMs: closed.atMs };

const isAbandoned = ({ askedMs, first, closed }: Course): boolean =>
  askedMs !== null && first === null && (closed?.outcome === "left" || closed?.outcome === "abandoned");

const spent = (hours: readonly HoursFrom[], stretches: readonly Stretch[]): Spent => ({
  calendarMs: stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0),
  openMs: stretches.reduce((sum, { fromMs, toMs }) => sum + openMsOver(hours, fromMs, toMs), 0),
});
