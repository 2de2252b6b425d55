const parts = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,5})D)?$/;

/** The calendar date of a moment (unix ms) in an IANA time zone, `YYYY-MM-DD`. */
export function dateIn(timeZone: string, atMs: number): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/**
 * The date on which a term ends that begins at `startDate` and lasts an ISO 8601 duration of years, months and days
 * (XML Schema part 2, appendix E: a day that the month does not have becomes its last). Throws RangeError for another
 * duration.
 */
export function endOfTerm(startDate: string, duration: string): string {
  const match = parts.exec(duration);
  if (!match) throw new RangeError(`not a term of years, months and days: ${duration}`);
  const [years = 0, months = 0, days = 0] = match.slice(1).map((text) => Number(text ?? 0));
  const start = new Date(`${startDate}T00:00:00Z`);
  const month = start.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(start.getUTCFullYear() + years, month + 1, 0));
  const day = Math.min(start.getUTCDate(), lastDay.getUTCDate());
  lastDay.setUTCDate(day + days);
  return lastDay.toISOString().slice(0, 10);
}
