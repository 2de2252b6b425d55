import type { Day } from "./days.js";

/** When citizens come: more at the beginning of a week and of a year, few on closed days, ten times as many in the storm. */

/** Per weekday, from Monday. */
const weekdays = [1.3, 1.1, 1, 1.05, 0.9, 0.22, 0.18];
/** Per month, from January. */
const months = [1.2, 1.15, 1.15, 1, 1, 1, 0.75, 0.75, 1, 1.05, 1, 0.85];

/** So many times as many as on another day like it. */
export const stormFactor = 10;

export type Circumstances = {
  /** Days (YYYY-MM-DD) on which the town is closed, beside its weekends. */
  readonly closed: ReadonlySet<string>;
  /** The day of the storm. */
  readonly storm: string;
};

/** How much is asked on a day, to another. */
const weightOf = ({ date, weekday, month }: Day, { closed, storm }: Circumstances): number => {
  const usual = (weekdays[weekday - 1] ?? 0) * (months[month - 1] ?? 0);
  const asked = closed.has(date) ? Math.min(usual, 0.25) : usual;
  return date === storm ? asked * stormFactor : asked;
};

/** How many conversations begin on each of the days; together exactly `total` (largest remainders). */
export const conversationsPerDay = (
  days: readonly Day[],
  total: number,
  circumstances: Circumstances,
): number[] => {
  const weights = days.map((day) => weightOf(day, circumstances));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const shares = weights.map((weight) => (weight / sum) * total);
  const counts = shares.map(Math.floor);
  const left = total - counts.reduce((before, count) => before + count, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((one, other) => other.remainder - one.remainder);
  for (const { index } of byRemainder.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
};

/** Per hour of a working day: the morning most, and again once people are home. */
const workingHours = [
  1, 0.5, 0.3, 0.3, 0.3, 0.5, 1.5, 5, 12, 18, 19, 16, 11, 13, 14, 13, 10, 7, 6, 9, 10, 8, 5, 2.5,
];
/** Of a day off: late, and spread. */
const freeHours = [2, 1, 0.5, 0.4, 0.4, 0.5, 1, 2, 4, 7, 9, 9, 8, 7, 7, 7, 7, 6, 6, 8, 8, 7, 5, 3];

/** The hours of a day with how often a conversation begins in each. */
export const hoursOf = ({ date, weekday }: Day, { closed }: Circumstances): [number, number][] =>
  (weekday > 5 || closed.has(date) ? freeHours : workingHours).map((weight, hour) => [hour, weight]);
