/** A day as the law counts it, whatever the clock did in between: YYYY-MM-DD, Gregorian. */
export type CivilDate = string;

type Parts = { year: number; month: number; day: number };

export const partsOf = (date: CivilDate): Parts => {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day };
};

export const writeDate = ({ year, month, day }: Parts): CivilDate =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysIn = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

// Years that begin in March have their leap day at the end: the days before a month are then a line (H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms").
const daysPerEra = 146_097;
const epoch = 719_468;

/** Days since 1970-01-01. */
export const numberOf = (date: CivilDate): number => {
  const { year, month, day } = partsOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - epoch;
};

/** The day that is so many days after 1970-01-01. */
export const dayAt = (number: number): CivilDate => {
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
  return writeDate({
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  });
};

/** The day of the week of the day that is so many days after 1970-01-01, a Thursday; 0 for Monday. */
export const weekdayAt = (number: number): number => (((number + 3) % 7) + 7) % 7;
