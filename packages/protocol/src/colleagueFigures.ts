import * as z from "zod/mini";
import { DeskId, MemberId } from "./ids.js";
import { Durations, ReportDate } from "./reports.js";
import { Directory } from "./resources.js";
import { timeMs } from "./times.js";

/** How one colleague answered [I30–I35]: for themselves, and for their supervisor where the town decided so. */

/** A year and its leap day. */
export const maxColleagueFigureDays = 366;

const count = z.int().check(z.nonnegative());
const period = { fromDate: ReportDate, toDate: ReportDate };
const isAtMostAYear = ({ fromDate, toDate }: { fromDate: string; toDate: string }) =>
  fromDate <= toDate && Date.parse(toDate) - Date.parse(fromDate) < maxColleagueFigureDays * 86_400_000;

/** What `GET /api/v1/my-figures` may be asked: both days are in the period. */
export const MyFiguresQuery = z.strictObject(period).check(z.refine(isAtMostAYear));
export type MyFiguresQuery = z.infer<typeof MyFiguresQuery>;

/** What `GET /api/v1/reports/colleagues` may be asked. */
export const ColleaguesQuery = z
  .strictObject({ ...period, desk: z.optional(DeskId) })
  .check(z.refine(isAtMostAYear));
export type ColleaguesQuery = z.infer<typeof ColleaguesQuery>;

export const ColleagueFigures = z.strictObject({
  /** In which they gave an answer. */
  conversations: count,
  /** The first answers that they gave, and of those the ones in time and too late. */
  first: Durations,
  within: count,
  missed: count,
  /** Of answers; `conversations`: those that they were given in. */
  later: z.strictObject({ ...Durations.shape, conversations: count }),
  /** Closed by them, and not opened again. */
  closed: count,
});
export type ColleagueFigures = z.infer<typeof ColleagueFigures>;

const told = {
  atMs: timeMs,
  /** Since when something happened that is not in these figures yet; null where all of it is. */
  uncountedSinceMs: z.nullable(timeMs),
  ...period,
  /** Answers at these desks are counted, and no others. */
  desks: z.array(DeskId),
  /** The day on which the oldest of their conversations began that is not destroyed: of earlier ones nobody knows who answered. */
  sinceDate: z.nullable(ReportDate),
  /** So many answered conversations of the period are destroyed, and with them who answered. */
  destroyed: count,
};

/** `GET /api/v1/my-figures`. */
export const MyFigures = z.strictObject({ ...told, figures: ColleagueFigures });
export type MyFigures = z.infer<typeof MyFigures>;

/** `GET /api/v1/reports/colleagues`: by name, whatever the figures are. */
export const FiguresOfColleagues = z.strictObject({
  ...told,
  /** The desks that who asks supervises. */
  supervised: z.array(DeskId),
  /** Figures are null where they would be about too few conversations. */
  colleagues: z.array(
    z.strictObject({ member: MemberId, alias: z.string(), figures: z.nullable(ColleagueFigures) }),
  ),
});
export type FiguresOfColleagues = z.infer<typeof FiguresOfColleagues>;

/** Whether supervisors see figures per colleague: since when without a break, and why [I35]. */
export const PerColleagueDecision = z.strictObject({
  choice: z.enum(["yes", "no"]),
  sinceMs: timeMs,
  reason: z.string(),
});
export type PerColleagueDecision = z.infer<typeof PerColleagueDecision>;

/** `GET /api/v1/directory`: the directory with what is told to a signed-in member alone. */
export const MemberDirectory = z.extend(Directory, {
  /** Null while the town has not decided. */
  figuresPerColleague: z.nullable(PerColleagueDecision),
});
export type MemberDirectory = z.infer<typeof MemberDirectory>;
