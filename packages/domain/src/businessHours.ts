import type { Hours } from "@eigenkanaal/protocol";
import { type WallClock, wallClock } from "./wallClock.js";

/** From `startMs` up to and without `endMs`, unix milliseconds. */
export type Interval = { startMs: number; endMs: number };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Beyond so many closed days it is not known when the desk opens. */
const horizonDays = 60;

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
 * open within sixty days. An opening in the hour that the clock skips in spring is at the end of that hour.
 */
export const nextOpening = (hours: Hours, atMs: number): number | undefined => {
  const [next] = openIntervals(hours, atMs);
  return next?.startMs;
};

/**
 * For how many minutes the desk is open from one moment to another (unix ms), as they pass for somebody who waits: an
 * hour that the clock repeats counts twice, one that it skips not at all. 0 when `toMs` is not after `fromMs`.
 */
export const openMinutesBetween = (hours: Hours, fromMs: number, toMs: number): number =>
  openMsBetween(hours, fromMs, toMs) / minuteMs;

/** The same in milliseconds, and exact. However long the desk is closed in between: the end is known. */
export const openMsBetween = (hours: Hours, fromMs: number, toMs: number): number => {
  let openMs = 0;
  for (const { startMs, endMs } of openIntervals(hours, fromMs, toMs)) {
    if (startMs >= toMs) break;
    openMs += Math.min(endMs, toMs) - startMs;
  }
  return openMs;
};

/**
 * The first moment (unix ms) by which the desk has been open for so many minutes since `fromMs`: closing time when they end
 * with it. Undefined when the desk stays closed for sixty days before that.
 */
export const addOpenMinutes = (hours: Hours, fromMs: number, minutes: number): number | undefined => {
  if (minutes <= 0) return fromMs;
  let restMs = minutes * minuteMs;
  for (const { startMs, endMs } of openIntervals(hours, fromMs)) {
    if (endMs - startMs >= restMs) return startMs + restMs;
    restMs -= endMs - startMs;
  }
  return undefined;
};

/**
 * When the desk is open from `fromMs` on; in order and apart, day by day. Ends with the day of `untilMs`, and where none is
 * given after sixty closed days.
 */
export function* openIntervals(
  hours: Hours,
  fromMs: number,
  untilMs = Number.POSITIVE_INFINITY,
): Generator<Interval, undefined> {
  const clock = wallClock(hours.timeZone);
  const firstNoonMs = Math.floor(fromMs / minuteMs) * minuteMs + (720 - clock(fromMs).minute) * minuteMs;
  let closedDays = 0;
  let pastMs = fromMs;
  // From about noon to about noon no change of the clock can lead to another date.
  const goesOn = (noonMs: number) =>
    untilMs === Number.POSITIVE_INFINITY ? closedDays <= horizonDays : noonMs - dayMs < untilMs;
  for (let noonMs = firstNoonMs; goesOn(noonMs); noonMs += dayMs) {
    closedDays += 1;
    for (const { startMs, endMs } of intervalsOn(hours, noonMs, clock)) {
      if (endMs <= pastMs) continue;
      yield { startMs: Math.max(startMs, pastMs), endMs };
      pastMs = endMs;
      closedDays = 0;
    }
  }
}

/** Of the same hours the same days are asked for many conversations. */
const kept = new WeakMap<Hours, Map<number, Interval[]>>();

/** The intervals of the day around this noon, by their beginning; spans that overlap give intervals that do. */
const intervalsOn = (hours: Hours, noonMs: number, clock: (atMs: number) => WallClock): Interval[] => {
  const days = kept.get(hours) ?? new Map<number, Interval[]>();
  kept.set(hours, days);
  const found = days.get(noonMs) ?? workedOut(hours, noonMs, clock);
  days.set(noonMs, found);
  return found;
};

const workedOut = (hours: Hours, noonMs: number, clock: (atMs: number) => WallClock): Interval[] => {
  const noon = clock(noonMs);
  const midnightMs = noonMs - noon.minute * minuteMs;
  // What the clock shows when it would be midnight: an hour more or less on the day that it changes.
  const aheadMinutes = ((clock(midnightMs).minute + 720) % 1440) - 720;
  const changeMs = aheadMinutes === 0 ? midnightMs : clockChange(midnightMs, noonMs, clock);
  return spansOn(hours, noon)
    .flatMap(({ opens, closes }) => {
      const startMs = midnightMs + opens * minuteMs;
      const endMs = midnightMs + closes * minuteMs;
      return [
        {
          startMs: startMs - aheadMinutes * minuteMs,
          endMs: Math.min(endMs - aheadMinutes * minuteMs, changeMs),
        },
        { startMs: Math.max(startMs, changeMs), endMs },
      ];
    })
    .filter(({ startMs, endMs }) => startMs < endMs)
    .toSorted((one, other) => one.startMs - other.startMs);
};

/** The minute at which the clock came to show what it shows at noon: it changes in the night, at most once. */
const clockChange = (midnightMs: number, noonMs: number, clock: (atMs: number) => WallClock): number => {
  let beforeMs = midnightMs - 2 * 60 * minuteMs;
  let afterMs = noonMs;
  while (afterMs - beforeMs > minuteMs) {
    const middleMs = beforeMs + Math.floor((afterMs - beforeMs) / minuteMs / 2) * minuteMs;
    const expectedMinute = ((middleMs - midnightMs) / minuteMs + 1440) % 1440;
    if (clock(middleMs).minute === expectedMinute) afterMs = middleMs;
    else beforeMs = middleMs;
  }
  return afterMs;
};
