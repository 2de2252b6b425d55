import { dayAt, numberOf, weekdayAt } from "./civilDate.js";

/** A moment on the wall clock of the town: the date as YYYY-MM-DD, the weekday from 1 for Monday, minutes since midnight. */
export type WallClock = { date: string; weekday: number; minute: number };

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Making a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
};

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** More days than a town's figures are of; then it begins anew. */
const maxKept = 20_000;

/** By how many ms a clock is ahead of UTC at the beginning of a day of UTC, kept: reading a format costs a hundred times more. */
const keptOffsets = new Map<string, Map<number, number>>();

const offsetAtDay = (timeZone: string, day: number): number => {
  const kept = keptOffsets.get(timeZone) ?? new Map<number, number>();
  keptOffsets.set(timeZone, kept);
  const known = kept.get(day);
  if (known !== undefined) return known;
  if (kept.size >= maxKept) kept.clear();
  const { date, minute } = read(formatFor(timeZone), day * dayMs);
  const offsetMs = (numberOf(date) - day) * dayMs + minute * minuteMs;
  kept.set(day, offsetMs);
  return offsetMs;
};

const read = (format: Intl.DateTimeFormat, atMs: number): WallClock => {
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    weekday: weekdays.indexOf(part.weekday ?? "") + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
};

/** Reads moments (unix ms) on the wall clock of an IANA time zone. Throws a RangeError when there is no such zone. */
export const wallClock = (timeZone: string): ((atMs: number) => WallClock) => {
  const format = formatFor(timeZone);
  return (atMs) => {
    const day = Math.floor(atMs / dayMs);
    const offsetMs = offsetAtDay(timeZone, day);
    // A clock that is changed and changed back within a day there is not.
    if (offsetMs !== offsetAtDay(timeZone, day + 1)) return read(format, atMs);
    const wallDay = Math.floor((atMs + offsetMs) / dayMs);
    return {
      date: dayAt(wallDay),
      weekday: weekdayAt(wallDay) + 1,
      minute: Math.floor((atMs + offsetMs - wallDay * dayMs) / minuteMs),
    };
  };
};
