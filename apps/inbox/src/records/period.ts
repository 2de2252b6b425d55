import type { AuditPeriod } from "@eigenkanaal/protocol";

/** A day on the calendar of this device, as date fields have it: `2026-11-30`. */
export const dayOf = (atMs: number): string => {
  const at = new Date(atMs);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** The first day of its month. */
export const firstOfMonth = (atMs: number): string => `${dayOf(atMs).slice(0, 8)}01`;

/** From the beginning of one day to the end of another; undefined where a day is missing or they are the wrong way round. */
export const periodOf = (from: string, to: string): AuditPeriod | undefined => {
  const begins = midnight(from);
  const ends = midnight(to, 1);
  if (begins === undefined || ends === undefined || begins < 0 || ends <= begins) return undefined;
  return { fromMs: begins, toMs: ends };
};

const midnight = (day: string, later = 0): number | undefined => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (date === undefined) return undefined;
  // By the calendar: a day on which the clock changes is not 24 hours.
  return new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
};
