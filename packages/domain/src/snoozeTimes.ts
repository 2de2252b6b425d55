import type { Hours } from "@eigenkanaal/protocol";
import { nextOpening } from "./businessHours.js";
import { wallClock } from "./wallClock.js";

/** A moment (unix ms) that people put things off until. */
export type SnoozeTime = { name: "in_an_hour" | "tomorrow" | "next_opening"; atMs: number };

const minuteMs = 60_000;

/** Nine in the morning, every day. */
const mornings = ({ timeZone }: Hours): Hours => ({
  timeZone,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "09:00", closes: "10:00" })),
  exceptions: [],
});

/**
 * The usual moments, by the wall clock of the desk: in an hour, tomorrow at nine, and when the desk opens on a later day.
 * The last is left out where it is not known, or is tomorrow at nine.
 */
export const snoozeTimes = (hours: Hours, nowMs: number): SnoozeTime[] => {
  const { minute } = wallClock(hours.timeZone)(nowMs);
  // An hour too much or too little on the day that the clock changes is still well before nine.
  const midnightMs = (Math.floor(nowMs / minuteMs) + 24 * 60 - minute) * minuteMs;
  const tomorrowMs = nextOpening(mornings(hours), midnightMs);
  const openingMs = nextOpening(hours, midnightMs);
  return [
    { name: "in_an_hour", atMs: nowMs + 60 * minuteMs },
    ...(tomorrowMs === undefined ? [] : [{ name: "tomorrow" as const, atMs: tomorrowMs }]),
    ...(openingMs === undefined || openingMs === tomorrowMs
      ? []
      : [{ name: "next_opening" as const, atMs: openingMs }]),
  ];
};
