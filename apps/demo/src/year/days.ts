import { addDays, civilDateAt, startOfDay } from "@eigenkanaal/domain";

/** A day of the year that is made up. */
export type Day = {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** From 1 for Monday. */
  readonly weekday: number;
  /** From 1 for January. */
  readonly month: number;
  readonly startMs: number;
};

/** The year up to and with the day of a moment (unix ms): 365 days, oldest first. */
export const daysOfYear = (endMs: number, timeZone: string): Day[] => {
  const last = civilDateAt(endMs, timeZone);
  return Array.from({ length: 365 }, (_, index) => {
    const date = addDays(last, index - 364);
    return {
      date,
      weekday: ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1,
      month: Number(date.slice(5, 7)),
      startMs: startOfDay(date, timeZone),
    };
  });
};

/** The day of the storm: 18 February, as Eunice came in 2022, or the Monday after it. Every year has one. */
export const stormDay = (days: readonly Day[]): Day => {
  const from = days.findIndex(({ date }) => date.endsWith("-02-18"));
  const found = [...days.slice(from), ...days].find(({ weekday }) => weekday <= 5);
  if (!found) throw new Error("a year without a working day");
  return found;
};
