import type { HoursFault, HoursSetting } from "@eigenkanaal/protocol";
import { wallClock } from "./wallClock.js";

type Span = { opens: string; closes: string };

/** What is wrong with these hours, each fault once; empty when a town can set them. Spans may touch. */
export const hoursFaults = ({ timeZone, weekly, exceptions }: HoursSetting): HoursFault[] => {
  const days: Span[][] = [
    ...[1, 2, 3, 4, 5, 6, 7].map((weekday) => weekly.filter(({ day }) => day === weekday)),
    ...exceptions.map(({ spans }) => spans),
  ];
  const spans = days.flat();
  const faults: [HoursFault, boolean][] = [
    ["unknown_time_zone", !isTimeZone(timeZone)],
    ["never_opens", spans.length === 0],
    ["closes_before_it_opens", spans.some(({ opens, closes }) => closes <= opens)],
    ["spans_overlap", days.some(overlap)],
    ["day_named_twice", new Set(exceptions.map(({ date }) => date)).size < exceptions.length],
  ];
  return faults.filter(([, found]) => found).map(([fault]) => fault);
};

/** Clock times are written alike, so that they are in order as text. */
const overlap = (spans: Span[]): boolean =>
  spans
    .toSorted((one, other) => (one.opens < other.opens ? -1 : 1))
    .some(({ opens }, place, sorted) => place > 0 && opens < (sorted[place - 1]?.closes ?? ""));

const isTimeZone = (timeZone: string): boolean => {
  try {
    wallClock(timeZone);
    return true;
  } catch {
    return false;
  }
};
