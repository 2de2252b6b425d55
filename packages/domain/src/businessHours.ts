import type { Hours } from "@eigenkanaal/protocol";

/** A moment on the wall clock of the town. */
type WallClock = { date: string; weekday: number; minute: number };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Beyond this the widget says that the desk is closed, without saying until when. */
const horizonDays = 60;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const wallClock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (atMs: number): WallClock => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      weekday: weekdays.indexOf(part.weekday ?? "") + 1,
      minute: Number(part.hour) * 60 + Number(part.minute),
    };
  };
};

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The spans of one day, in minutes from midnight by the wall clock; a day that differs replaces the weekday's. */
const spansOn = (hours: Hours, { date, weekday }: WallClock) =>
  (
    hours.exceptions.find((exception) => exception.date === date)?.spans ??
    hours.weekly.filter(({ day }) => day === weekday)
  ).map(({ opens, closes }) => ({ opens: minuteOf(opens), closes: minuteOf(closes) }));

/** Whether the desk is open at this moment (unix ms), by the wall clock of its own time zone; closing time is closed. */
export const isOpen = (hours: Hours, atMs: number): boolean => {
  const at = wallClock(hours.timeZone)(atMs);
  return spansOn(hours, at).some(({ opens, closes }) => opens <= at.minute && at.minute < closes);
};

/**
 * When the desk opens next (unix ms, whole minutes): the given moment itself while it is open, undefined when it does not
 * open within sixty days. In the night of a clock change, an opening in the skipped hour is an hour later, one in the
 * repeated hour the second of the two.
 */
export const nextOpening = (hours: Hours, atMs: number): number | undefined => {
  if (isOpen(hours, atMs)) return atMs;
  const clock = wallClock(hours.timeZone);
  const now = clock(atMs);
  const noonMs = Math.floor(atMs / minuteMs) * minuteMs + (720 - now.minute) * minuteMs;
  for (let days = 0; days <= horizonDays; days++) {
    // From noon to noon no change of the clock can lead to another date.
    const dayNoonMs = noonMs + days * dayMs;
    const day = clock(dayNoonMs);
    const openings = spansOn(hours, day)
      .map(({ opens }) => momentOf(dayNoonMs, opens, clock))
      .filter((openingMs) => openingMs > atMs)
      .toSorted((one, other) => one - other);
    if (openings[0] !== undefined) return openings[0];
  }
  return undefined;
};

/** The moment at which the clock, on the day of this noon, shows the minute; the clock may have changed in between. */
const momentOf = (noonMs: number, minute: number, clock: (atMs: number) => WallClock): number => {
  const aboutMs = noonMs + (minute - clock(noonMs).minute) * minuteMs;
  const offMinutes = ((minute - clock(aboutMs).minute + 720 + 1440) % 1440) - 720;
  return aboutMs + offMinutes * minuteMs;
};
