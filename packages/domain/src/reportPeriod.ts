import { addDays, addPeriod, daysFrom, weekdayOf } from "./calendar.js";
import type { CivilDate } from "./civilDate.js";

/** Days by the wall clock, both of them in it. */
export type ReportPeriod = { fromDate: CivilDate; toDate: CivilDate };

/** How a trend is cut: so that it has enough parts to show one, and no more than can be read. */
export type ReportStep = "day" | "week" | "month";

/** How many days a period has. */
export const daysIn = ({ fromDate, toDate }: ReportPeriod): number => daysFrom(fromDate, toDate) + 1;

/** The period of as many days right before this one. */
export const previousPeriod = (period: ReportPeriod): ReportPeriod => ({
  fromDate: addDays(period.fromDate, -daysIn(period)),
  toDate: addDays(period.fromDate, -1),
});

export const stepOf = (period: ReportPeriod): ReportStep => {
  const days = daysIn(period);
  if (days <= 62) return "day";
  return days <= 370 ? "week" : "month";
};

const mondayOf = (date: CivilDate): CivilDate => addDays(date, -weekdayOf(date));
const firstOf = (date: CivilDate): CivilDate => `${date.slice(0, 8)}01`;

const nextAfter = {
  day: (date) => addDays(date, 1),
  week: (date) => addDays(mondayOf(date), 7),
  month: (date) => addPeriod(firstOf(date), { years: 0, months: 1, days: 0 }),
} satisfies Record<ReportStep, (date: CivilDate) => CivilDate>;

/** The parts of a period: days, weeks from Monday or months; the first and the last are cut off where the period is. */
export const slotsOf = ({ fromDate, toDate }: ReportPeriod, step: ReportStep): ReportPeriod[] => {
  const slots: ReportPeriod[] = [];
  for (let from = fromDate; from <= toDate; ) {
    const next = nextAfter[step](from);
    const last = addDays(next, -1);
    slots.push({ fromDate: from, toDate: last < toDate ? last : toDate });
    from = next;
  }
  return slots;
};

/** Periods that are asked for again and again. */
export const reportPresets = [
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
] as const;
export type ReportPreset = (typeof reportPresets)[number];

const lengthOf = (count: number, unit: "month" | "quarter" | "year") => {
  const months = { month: 1, quarter: 3, year: 12 }[unit] * count;
  return { years: 0, months, days: 0 };
};

/** First day of the month, quarter or year of a day. */
const beginOf = (date: CivilDate, unit: "month" | "quarter" | "year"): CivilDate => {
  const month = Number(date.slice(5, 7));
  const begins = { month, quarter: month - ((month - 1) % 3), year: 1 }[unit];
  return `${date.slice(0, 4)}-${String(begins).padStart(2, "0")}-01`;
};

/** A preset's whole period on this day; what is not over yet has its last day in the future. */
export const presetPeriod = (preset: ReportPreset, today: CivilDate): ReportPeriod => {
  const [which, unit] = preset.split("_") as ["this" | "last", "week" | "month" | "quarter" | "year"];
  const back = which === "this" ? 0 : -1;
  if (unit === "week") {
    const fromDate = addDays(mondayOf(today), back * 7);
    return { fromDate, toDate: addDays(fromDate, 6) };
  }
  const fromDate = addPeriod(beginOf(today, unit), lengthOf(back, unit));
  return { fromDate, toDate: addDays(addPeriod(fromDate, lengthOf(1, unit)), -1) };
};
