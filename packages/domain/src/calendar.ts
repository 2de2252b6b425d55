import { type CivilDate, dayAt, daysIn, numberOf, partsOf, weekdayAt, writeDate } from "./civilDate.js";
import { wallClock } from "./wallClock.js";

/** A period of years, months and days. */
export type CalendarPeriod = { years: number; months: number; days: number };

/** Reads an ISO 8601 period of years, months, weeks and days; undefined for another spelling and for one of no length. */
export const readPeriod = (text: string): CalendarPeriod | undefined => {
  const parts = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/.exec(text);
  if (!parts) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const period = { years, months, days: weeks * 7 + days };
  return years + months + period.days > 0 ? period : undefined;
};

/** The ISO 8601 spelling of a period; undefined for one of no length, or with a part that is no whole number. */
export const writePeriod = ({ years, months, days }: CalendarPeriod): string | undefined => {
  const text = `P${years}Y${months}M${days}D`.replace(/(?<=\D)0[YMD]/g, "");
  return readPeriod(text) ? text : undefined;
};

/**
 * The day on which a period ends that begins on this day: where the month is shorter, its last (a year after 29 February is
 * 28 February).
 */
export const addPeriod = (date: CivilDate, { years, months, days }: CalendarPeriod): CivilDate => {
  const { year, month, day } = partsOf(date);
  const all = (year + years) * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(all / 12), (all % 12) + 1];
  return addDays(
    writeDate({ year: toYear, month: toMonth, day: Math.min(day, daysIn(toYear, toMonth)) }),
    days,
  );
};

/** So many days later, or earlier. */
export const addDays = (date: CivilDate, days: number): CivilDate => dayAt(numberOf(date) + days);

/** How many days later the second day is. */
export const daysFrom = (date: CivilDate, later: CivilDate): number => numberOf(later) - numberOf(date);

/** The day of the week, 0 for Monday. */
export const weekdayOf = (date: CivilDate): number => weekdayAt(numberOf(date));

/** The day on which a moment (unix ms) falls on the wall clock of a zone. */
export const civilDateAt = (atMs: number, timeZone: string): CivilDate => wallClock(timeZone)(atMs).date;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** When a day begins (unix ms) in a zone that is at most half a day ahead of UTC and changes its clock by day. */
export const startOfDay = (date: CivilDate, timeZone: string): number => {
  const midnightUtc = numberOf(date) * dayMs;
  return midnightUtc - wallClock(timeZone)(midnightUtc).minute * minuteMs;
};
