import type { ConversationView, TownView } from "@eigenkanaal/client";
import { addOpenMinutes, isOpen, nextOpening } from "@eigenkanaal/domain";
import type { Hours } from "@eigenkanaal/protocol";
import { clockTime } from "../texts/dates.js";
import type { DeskHours } from "../texts/hours.js";

const minuteMs = 60_000;

const minuteOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Whether a desk with these hours is open at `nowMs`, and when that changes. */
export const deskHours = (hours: Hours, nowMs: number): DeskHours =>
  isOpen(hours, nowMs)
    ? { open: true, closesAtMs: nextClosing(hours, nowMs) }
    : { open: false, opensAtMs: nextOpening(hours, nowMs) ?? null };

/**
 * By when the town wants to have answered in this conversation (unix ms), by the norm of its topic counted in opening
 * hours: from the question, or from now while nothing was asked. Null where no topic says so.
 */
export const answerDue = (
  { topics, desks }: Pick<TownView, "topics" | "desks">,
  conversation: Pick<ConversationView, "topic" | "desk" | "entries">,
  nowMs: number,
): number | null => {
  const topic = topics.find((each) => each.topic === conversation.topic);
  const hours = topic?.hours ?? desks.find(({ desk }) => desk === conversation.desk)?.hours;
  if (topic === undefined || hours === undefined) return null;
  const own = conversation.entries.filter((entry) => entry.kind === "text" && entry.own);
  const answered = conversation.entries.findLastIndex(
    (entry) => entry.kind === "closed" || (entry.kind === "text" && !entry.own),
  );
  const asked = own.find((entry) => conversation.entries.indexOf(entry) > answered);
  return addOpenMinutes(hours, asked?.atMs ?? nowMs, topic.normMinutes) ?? null;
};

/**
 * When an open desk closes today; null when it does not. It can only close at a closing time that stands somewhere in
 * its hours, so the first of those at which it is no longer open is the one.
 */
const nextClosing = (hours: Hours, nowMs: number): number | null => {
  const nowMinute = minuteOfDay(clockTime(nowMs, { lang: "nl", timeZone: hours.timeZone }));
  const spans = [...hours.weekly, ...hours.exceptions.flatMap((exception) => exception.spans)];
  const closingsMs = spans
    .map(({ closes }) => Math.floor(nowMs / minuteMs + minuteOfDay(closes) - nowMinute) * minuteMs)
    .filter((closingMs) => closingMs > nowMs)
    .toSorted((a, b) => a - b);
  return closingsMs.find((closingMs) => !isOpen(hours, closingMs)) ?? null;
};
