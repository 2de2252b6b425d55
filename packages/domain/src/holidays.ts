import type { Holiday, Hours, HoursSetting } from "@eigenkanaal/protocol";
import { wallClock } from "./wallClock.js";

/**
 * The public holidays of the Netherlands and the days that go with them, of which a town keeps those closed that it
 * chooses. Those of Algemene termijnenwet, article 3, and: Easter Sunday and Whit Sunday, the Friday after Ascension Day,
 * and Liberation Day only in the years that many employers give it, those that end in 0 or 5.
 */
const dateOf: Record<Holiday, (year: number) => string | undefined> = {
  new_years_day: (year) => date(year, 1, 1),
  good_friday: (year) => marchDate(year, easter(year) - 2),
  easter_sunday: (year) => marchDate(year, easter(year)),
  easter_monday: (year) => marchDate(year, easter(year) + 1),
  // On 26 April when the 27th is a Sunday, as Easter is.
  kings_day: (year) => marchDate(year, (58 - easter(year)) % 7 === 0 ? 57 : 58),
  liberation_day: (year) => date(year, 5, 5),
  liberation_day_every_fifth_year: (year) => (year % 5 === 0 ? date(year, 5, 5) : undefined),
  ascension_day: (year) => marchDate(year, easter(year) + 39),
  friday_after_ascension_day: (year) => marchDate(year, easter(year) + 40),
  whit_sunday: (year) => marchDate(year, easter(year) + 49),
  whit_monday: (year) => marchDate(year, easter(year) + 50),
  christmas_day: (year) => date(year, 12, 25),
  boxing_day: (year) => date(year, 12, 26),
};

const date = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The date of a day counted on from 1 March, from March to June. */
const marchDate = (year: number, day: number): string => {
  if (day <= 31) return date(year, 3, day);
  if (day <= 61) return date(year, 4, day - 31);
  return day <= 92 ? date(year, 5, day - 61) : date(year, 6, day - 92);
};

/** Easter Sunday of a Gregorian year, in days counted on from 1 March: the algorithm of Meeus, Jones and Butcher. */
const easter = (year: number): number => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  return epact + weekday - 7 * late + 22;
};

/**
 * The hours that hold from one moment to another (unix ms), with the holidays of those days as closed ones. A day that
 * the town names itself stays as it named it: it may open on a holiday.
 */
export const hoursBetween = ({ holidays, ...hours }: HoursSetting, fromMs: number, toMs: number): Hours => {
  const clock = wallClock(hours.timeZone);
  const [first, last] = [clock(fromMs).date, clock(toMs).date];
  const named = new Set(hours.exceptions.map((exception) => exception.date));
  const closed = new Set<string>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    for (const holiday of holidays) {
      const day = dateOf[holiday](year);
      if (day !== undefined && first <= day && day <= last && !named.has(day)) closed.add(day);
    }
  }
  return {
    ...hours,
    exceptions: [...hours.exceptions, ...[...closed].toSorted().map((day) => ({ date: day, spans: [] }))],
  };
};
