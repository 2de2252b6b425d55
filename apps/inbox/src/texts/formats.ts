import type { CivilDate } from "@eigenkanaal/domain";
import { useMemo } from "react";
import { useTexts } from "./texts.js";
import type { Texts } from "./wording.js";

/** Moments and numbers as the reader's language writes them, in the time zone of the device. */
export type Formats = {
  time: (atMs: number) => string;
  /** The time for a moment on the same day as `nowMs`, else the date. */
  timeOrDate: (atMs: number, nowMs: number) => string;
  dateTime: (atMs: number) => string;
  /** The same by the clock of an IANA time zone. */
  dateTimeIn: (timeZone: string) => (atMs: number) => string;
  /** With year and seconds, for what must be told apart years later. */
  exactly: (atMs: number) => string;
  /** A day with its year, for what is far away. */
  date: (atMs: number) => string;
  /** A month (YYYY-MM) with its year. */
  month: (month: string) => string;
  /** With the day of the week, for what is near. */
  dayAndTime: (atMs: number) => string;
  /** With the year. */
  longDate: (atMs: number) => string;
  /** Names one calendar day; equal for two moments exactly when they are on the same day. */
  dayKey: (atMs: number) => string;
  day: (atMs: number, nowMs: number) => string;
  /** A day without its year, for where there is little room. */
  shortDay: (date: CivilDate) => string;
  /** A day with its year, whatever the clock of the device. */
  civilDay: (date: CivilDate) => string;
  number: (n: number) => string;
  /** "a, b and c". */
  list: (words: string[]) => string;
  languageName: (tag: string) => string;
};

/** Formats for a language; making them costs, so make them once. */
export const formatsFor = (texts: Texts): Formats => {
  const { locale } = texts;
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const dateTimeIn = (timeZone?: string) =>
    new Intl.DateTimeFormat(locale, {
      ...{ day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
      timeZone,
    });
  const dateTime = dateTimeIn();
  const exactly = new Intl.DateTimeFormat(locale, {
    ...{ day: "numeric", month: "short", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });
  const fullDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  const fullMonth = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  const longDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  const key = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });
  // A date alone is read as its midnight in UTC.
  const civil = new Intl.DateTimeFormat(locale, {
    ...{ day: "numeric", month: "long", year: "numeric" },
    timeZone: "UTC",
  });
  const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const number = new Intl.NumberFormat(locale);
  const languageNames = new Intl.DisplayNames(locale, { type: "language" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const dayKey = (atMs: number) => key.format(atMs);
  return {
    time: (atMs) => time.format(atMs),
    timeOrDate: (atMs, nowMs) => (dayKey(atMs) === dayKey(nowMs) ? time : date).format(atMs),
    dateTime: (atMs) => dateTime.format(atMs),
    dateTimeIn: (timeZone) => {
      const there = dateTimeIn(timeZone);
      return (atMs) => there.format(atMs);
    },
    exactly: (atMs) => exactly.format(atMs),
    date: (atMs) => fullDate.format(atMs),
    month: (month) => fullMonth.format(Date.parse(`${month}-01T00:00:00Z`)),
    dayAndTime: (atMs) => dayAndTime.format(atMs),
    longDate: (atMs) => longDate.format(atMs),
    dayKey,
    day: (atMs, nowMs) => {
      if (dayKey(atMs) === dayKey(nowMs)) return texts.conversation.today;
      return dayKey(atMs) === dayKey(nowMs - 86_400_000)
        ? texts.conversation.yesterday
        : weekday.format(atMs);
    },
    shortDay: (date) => shortDay.format(Date.parse(date)),
    civilDay: (date) => civil.format(Date.parse(date)),
    number: (n) => number.format(n),
    list: (words) => list.format(words),
    languageName: (tag) => languageNames.of(tag) ?? tag,
  };
};

export const useFormats = (): Formats => {
  const texts = useTexts();
  return useMemo(() => formatsFor(texts), [texts]);
};
