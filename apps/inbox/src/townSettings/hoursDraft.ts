import type { DeskSetting, Holiday, Hours } from "@eigenkanaal/protocol";

type SetHours = DeskSetting["hours"];
type Span = Hours["exceptions"][number]["spans"][number];

/** Hours as they stand in the fields of a form: times as they were typed. */
export type HoursDraft = {
  timeZone: string;
  /** Monday first. */
  days: string[];
  exceptions: { date: string; times: string }[];
  holidays: Holiday[];
};

/** What could not be read: the day of the week (from 1) or the place among the days that differ (from 0). */
export type Unread = { in: "day"; day: number } | { in: "exception"; index: number };

const textOf = (spans: readonly Span[]) =>
  spans
    .toSorted((one, other) => (one.opens < other.opens ? -1 : 1))
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .join(", ");

export const draftOf = ({ timeZone, weekly, exceptions, holidays }: SetHours): HoursDraft => ({
  timeZone,
  days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => textOf(weekly.filter(({ day }) => day === weekday))),
  exceptions: exceptions.map(({ date, spans }) => ({ date, times: textOf(spans) })),
  holidays,
});

const clockOf = (hour: string, minute = "00") => {
  const clock = `${hour.padStart(2, "0")}:${minute}`;
  return clock <= "23:59" || clock === "24:00" ? clock : undefined;
};

const span = /^(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:[-–]|tot|to)\s*(\d{1,2})(?:[:.]([0-5]\d))?$/;

/** Times as people write them, `8.30-12, 13:00 – 17:00`; none is closed. Undefined where they cannot be read. */
export const spansOf = (times: string): Span[] | undefined => {
  const parts = times.split(/[,;]/).map((part) => part.trim());
  const spans = parts.filter(Boolean).map((part): Span | undefined => {
    const [, fromHour, fromMinute, toHour, toMinute] = span.exec(part) ?? [];
    const opens = fromHour && clockOf(fromHour, fromMinute);
    const closes = toHour && clockOf(toHour, toMinute);
    return opens && closes ? { opens, closes } : undefined;
  });
  const read = spans.filter((each) => each !== undefined);
  return read.length === spans.length ? read : undefined;
};

/** The hours of a form, or the first field of it that cannot be read. */
export const hoursOf = (draft: HoursDraft): { ok: true; hours: SetHours } | { ok: false; unread: Unread } => {
  const days = draft.days.map(spansOf);
  const unreadDay = days.indexOf(undefined);
  if (unreadDay >= 0) return { ok: false, unread: { in: "day", day: unreadDay + 1 } };
  const exceptions = draft.exceptions.map(({ date, times }) => ({ date, spans: spansOf(times) }));
  const index = exceptions.findIndex(({ date, spans }) => date === "" || spans === undefined);
  if (index >= 0) return { ok: false, unread: { in: "exception", index } };
  return {
    ok: true,
    hours: {
      timeZone: draft.timeZone,
      weekly: days.flatMap((spans = [], at) => spans.map((each) => ({ day: at + 1, ...each }))),
      exceptions: exceptions.map(({ date, spans = [] }) => ({ date, spans })),
      holidays: draft.holidays,
    },
  };
};

/** What a form begins with where there are no hours yet: office hours. */
export const officeHours: SetHours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [],
  holidays: [],
};
