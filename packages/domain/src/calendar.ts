import { wallClock } from "./wallClock.js";

/** A day as the law counts it, whatever the clock did in between: YYYY-MM-DD, Gregorian. */
export type CivilDate = string;

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
  return addDays(write({ year: toYear, month: toMonth, day: Math.min(day, daysIn(toYear, toMonth)) }), days);
};

/** So many days later, or earlier. */
export const addDays = (date: CivilDate, days: number): CivilDate => write(dayAt(numberOf(date) + days));

/** How many days later the second day is. */
export const daysFrom = (date: CivilDate, later: CivilDate): number => numberOf(later) - numberOf(date);

/** The day of the week, 0 for Monday; 1970 began on a Thursday. */
export const weekdayOf = (date: CivilDate): number => (((numberOf(date) + 3) % 7) + 7) % 7;

/** The day on which a moment (unix ms) falls on the wall clock of a zone. */
export const civilDateAt = (atMs: number, timeZone: string): CivilDate => wallClock(timeZone)(atMs).date;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** When a day begins (unix ms) in a zone that is at most half a day ahead of UTC and changes its clock by day. */
export const startOfDay = (date: CivilDate, timeZone: string): number => {
  const midnightUtc = numberOf(date) * dayMs;
  return midnightUtc - wallClock(timeZone)(midnightUtc).minute * minuteMs;
};

type Parts = { year: number; month: number; day: number };

const partsOf = (date: CivilDate): Parts => {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day };
};

const write = ({ year, month, day }: Parts): CivilDate =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

// Years that begin in March have their leap day at the end: the days before a month are then a line (H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms").
const daysPerEra = 146_097;
const epoch = 719_468;

/** Days since 1970-01-01. */
const numberOf = (date: CivilDate): number => {
  const { year, month, day } = partsOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - epoch;
};

const dayAt = (number: number): Parts => {
  const days = number + epoch;
  const era = Math.floor(days / daysPerEra);
  const dayOfEra = days - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
};
