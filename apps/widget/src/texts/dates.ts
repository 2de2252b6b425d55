import type { Lang } from "../frame/settings.js";
import type { Reading } from "./reading.js";

type Calendar = { lang: Lang; timeZone: string };

/** How each language writes what is not in the texts. */
export const locales: Record<Lang, string> = { nl: "nl-NL", en: "en-GB" };

const format = (ms: number, { lang, timeZone }: Calendar, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[lang], { ...parts, timeZone }).format(ms);

/** `10:42`, as beside a message. */
export const clockTime = (ms: number, calendar: Calendar): string =>
  format(ms, calendar, { hour: "2-digit", minute: "2-digit" });

/** `8.30` as Dutch writes it within a sentence; `8:30` in English. */
export const timeInSentence = (ms: number, calendar: Calendar): string => {
  const time = format(ms, calendar, { hour: "numeric", minute: "2-digit" }).replace(/^0(?=\d)/, "");
  return calendar.lang === "nl" ? time.replace(":", ".") : time;
};

/** `29 november 2027`, of a date without a time: that is read as its midnight in UTC. */
export const civilDay = (date: string, { lang }: Pick<Calendar, "lang">): string =>
  format(Date.parse(date), { lang, timeZone: "UTC" }, { day: "numeric", month: "long", year: "numeric" });

/** The calendar day as `2026-11-23`, for comparing days in this time zone. */
export const calendarDay = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(ms);

/** Whole calendar days from now to `ms`: 0 is today, 1 tomorrow, -1 yesterday. */
export const daysAhead = (ms: number, { timeZone, nowMs }: { timeZone: string; nowMs: number }): number =>
  Math.round((Date.parse(calendarDay(ms, timeZone)) - Date.parse(calendarDay(nowMs, timeZone))) / 86_400_000);

/** `maandag`, and from a week away `maandag 4 januari`. */
export const dayInSentence = (ms: number, reading: Calendar & { nowMs: number }): string =>
  daysAhead(ms, reading) < 7
    ? format(ms, reading, { weekday: "long" })
    : format(ms, reading, { weekday: "long", day: "numeric", month: "long" });

/** The words of a day divider: today, yesterday, else the day and, in another year, the year. */
export const dayDivider = (ms: number, reading: Reading): string => {
  const ahead = daysAhead(ms, reading);
  if (ahead === 0) return reading.texts.conversation.today;
  if (ahead === -1) return reading.texts.conversation.yesterday;
  const sameYear =
    calendarDay(ms, reading.timeZone).slice(0, 4) ===
    calendarDay(reading.nowMs, reading.timeZone).slice(0, 4);
  return format(ms, reading, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
};

/** `23 november 2026`. */
export const longDate = (ms: number, calendar: Calendar): string =>
  format(ms, calendar, { day: "numeric", month: "long", year: "numeric" });
