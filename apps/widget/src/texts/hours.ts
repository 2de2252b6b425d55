import { dayInSentence, daysAhead, timeInSentence } from "./dates.js";
import type { Reading } from "./reading.js";

/** Whether a desk is open now; computed from its hours by the domain, not here. Null where no change is in sight. */
export type DeskHours = { open: true; closesAtMs: number | null } | { open: false; opensAtMs: number | null };

/** What a citizen reads about a desk's hours: in short, and for a closed desk when it reads again. */
export type HoursWords = { open: boolean; short: string; more: string | null };

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The words for these hours. `reading.timeZone` is the desk's own, for its hours are local ones. */
export const hoursWords = (hours: DeskHours, reading: Reading): HoursWords => {
  const words = reading.texts.hours;
  if (hours.open) {
    const { closesAtMs } = hours;
    const closesToday = closesAtMs !== null && daysAhead(closesAtMs, reading) === 0;
    return {
      open: true,
      short: closesToday ? words.openUntil(timeInSentence(closesAtMs, reading)) : words.openAllDay,
      more: null,
    };
  }
  return { open: false, short: words.closed, more: readFrom(hours.opensAtMs, reading) };
};

/** By when an answer is due, while that moment is still to come; else null. */
export const answerWords = (dueMs: number | null, reading: Reading): string | null => {
  if (dueMs === null || dueMs < reading.nowMs) return null;
  const words = reading.texts.hours;
  const time = timeInSentence(dueMs, reading);
  const ahead = daysAhead(dueMs, reading);
  if (ahead === 0) return words.answerToday(time);
  return ahead === 1 ? words.answerTomorrow(time) : words.answerDay(dayInSentence(dueMs, reading), time);
};

const readFrom = (opensAtMs: number | null, reading: Reading): string => {
  const words = reading.texts.hours;
  if (opensAtMs === null) return words.readLater;
  const time = timeInSentence(opensAtMs, reading);
  const ahead = daysAhead(opensAtMs, reading);
  if (ahead === 0) return words.readFromToday(time);
  if (ahead === 1) return words.readFromTomorrow(time);
  return capital(words.readFromDay(dayInSentence(opensAtMs, reading), time));
};
