import type { Durations, Report } from "@eigenkanaal/protocol";
import { publicationOf } from "./reportPublication.js";

/** The same, but each count can be null: it is not told. */
export type WithGaps<T> = T extends number
  ? T | null
  : T extends string
    ? T
    : T extends readonly (infer One)[]
      ? WithGaps<One>[]
      : T extends object
        ? { [Key in keyof T]: Key extends "hourOfWeek" ? T[Key] : WithGaps<T[Key]> }
        : T;

/** What of a report is counted, and can be published. */
export type Counted = Omit<Report, "atMs" | "uncountedSinceMs" | "supervised">;

type Part = Pick<
  Report["trend"][number],
  "volume" | "answered" | "abandoned" | "within" | "missed" | "firstOpen"
>;

const untold = { medianMs: null, p90Ms: null };
const times = ["first", "later", "handling", "resolution"] as const;

/** A report with what may not be published left out: null in its place, and no times of what is not told itself. */
export const publishedReport = (report: Report, counted: Counted): WithGaps<Counted> => {
  const mayTell = publicationOf(report);
  const gapped = <Of extends object>(of: Of, isTold: (name: string | number) => boolean) =>
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [
        name,
        typeof value !== "number" || isTold(name) ? value : null,
      ]),
    ) as WithGaps<Of>;
  /** The counts of a part of the report, and its times where it is told how many were answered. */
  const partOf = <Some extends Part>(part: Some): WithGaps<Some> => ({
    ...gapped(part, (name) => name === "hourOfWeek" || mayTell(part, name)),
    firstOpen: mayTell(part, "answered") ? part.firstOpen : untold,
  });
  const durationsOf = <Of extends Durations>(durations: Of, isTold: boolean): WithGaps<Of> => ({
    ...gapped(durations, (name) => isTold && (name === "count" || mayTell(durations, name))),
    ...(!isTold && { open: untold, calendar: untold }),
  });
  const totalsOf = (totals: Report["totals"]): WithGaps<Report["totals"]> => ({
    ...gapped(totals, (name) => mayTell(totals, name)),
    ...(Object.fromEntries(
      times.map((name) => [
        name,
        durationsOf(
          totals[name],
          name === "first" ? mayTell(totals, "answered") : mayTell(totals[name], "count"),
        ),
      ]),
    ) as Pick<WithGaps<Report["totals"]>, (typeof times)[number]>),
  });
  return {
    ...counted,
    totals: totalsOf(report.totals),
    previous: { ...report.previous, totals: totalsOf(report.previous.totals) },
    distribution: report.distribution.map((count, bucket) =>
      mayTell(report.distribution, bucket) ? count : null,
    ),
    byDesk: report.byDesk.map(partOf),
    byTopic: report.byTopic.map(partOf),
    byEntry: report.byEntry.map(partOf),
    byLanguage: report.byLanguage.map(partOf),
    byHour: report.byHour.map(partOf),
    trend: report.trend.map(partOf),
    moves: report.moves.map((move) => gapped(move, (name) => mayTell(move, name))),
  };
};
