import { settingAt, wallClock } from "@eigenkanaal/domain";
import type { TownSettings } from "@eigenkanaal/protocol";
import { officeHours } from "./hoursDraft.js";

/** The time zone of the town: its general desk's, wherever the administrator's own device is. */
export const zoneOf = ({ desks, nowMs }: Pick<TownSettings, "desks" | "nowMs">): string => {
  const general = desks.find((desk) => desk.general);
  const { hours } = settingAt(general?.settings ?? [], nowMs) ?? { hours: officeHours };
  return hours.timeZone;
};

const dayMs = 86_400_000;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** A moment (unix ms) as the wall clock of an IANA time zone shows it, `2026-11-23T08:30`: as a field for date and time has it. */
export const clockText = (timeZone: string, atMs: number): string => {
  const { date, minute } = wallClock(timeZone)(atMs);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

/**
 * When the wall clock of an IANA time zone shows this text (unix ms): the first time where it shows it twice, and where the
 * clock skips it as long after the change as it would have been. Undefined where it is no such text.
 */
export const clockMoment = (timeZone: string, text: string): number | undefined => {
  const shownMs = moment.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(shownMs)) return undefined;
  // By the offsets of a day before and a day after, one of which holds.
  const [first, second] = [-dayMs, dayMs].map((daysMs) => {
    const thenMs = shownMs + daysMs;
    return shownMs - (Date.parse(`${clockText(timeZone, thenMs)}Z`) - thenMs);
  }) as [number, number];
  return clockText(timeZone, first) !== text && clockText(timeZone, second) === text ? second : first;
};
