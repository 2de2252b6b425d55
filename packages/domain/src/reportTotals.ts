import type { Durations, ReportTotals, ReportWhich } from "@eigenkanaal/protocol";
import type { PackedFigure } from "./packedFigures.js";
import { createColumn, spreadOf } from "./spread.js";

/** How many conversations each figure of a report is about. */
export type ReportCounts = Record<ReportWhich, number>;

/** Whether it was answered in time, by this moment (unix ms); null: it can still be, or there was no norm to meet. */
export const normOf = ({ norm, dueMs }: PackedFigure, atMs: number): "within" | "missed" | null => {
  if (norm !== "undecided") return norm;
  return dueMs < atMs ? "missed" : null;
};

/** Counts conversations; `desks`: whose later answers count. */
export const createCounts = ({ desks, atMs }: { desks: ReadonlySet<number>; atMs: number }) => {
  const counts: ReportCounts = {
    ...{ all: 0, answered: 0, abandoned: 0, within: 0, missed: 0, reopened: 0, transferred: 0 },
    ...{ later: 0, handled: 0, resolved: 0, judged: 0, helped: 0, partly: 0, unhelped: 0 },
  };
  const isOfDesk = (figure: PackedFigure) => {
    for (let n = 0; n < figure.later; n++) if (desks.has(figure.answers[n]?.desk ?? 0)) return true;
    return false;
  };
  const add = (figure: PackedFigure): void => {
    counts.all++;
    if (figure.answered) counts.answered++;
    if (figure.abandoned) counts.abandoned++;
    if (figure.reopened) counts.reopened++;
    if (figure.transferred) counts.transferred++;
    if (figure.handled) counts.handled++;
    if (figure.resolved) counts.resolved++;
    const norm = normOf(figure, atMs);
    if (norm) counts[norm]++;
    if (figure.verdict) {
      counts.judged++;
      counts[saying[figure.verdict]]++;
    }
    if (isOfDesk(figure)) counts.later++;
  };
  return { counts, add };
};

const saying = { yes: "helped", partly: "partly", no: "unhelped" } as const;

/** Durations that belong together, as the desk was open and by the calendar. */
const createTimes = () => {
  const open = createColumn();
  const calendar = createColumn();
  return {
    add: (openMs: number, calendarMs: number): void => {
      open.add(openMs);
      calendar.add(calendarMs);
    },
    *durations(): Generator<undefined, Durations> {
      const values = open.values();
      yield;
      const ofOpen = spreadOf(values);
      yield;
      return { count: values.length, open: ofOpen, calendar: spreadOf(calendar.values()) };
    },
  };
};

/** The totals of a period, of its conversations one by one. `totals` stands still where others may go first. */
export const createTotals = (parts: { desks: ReadonlySet<number>; atMs: number }) => {
  const { counts, add } = createCounts(parts);
  const [first, later, handling, resolution] = [createTimes(), createTimes(), createTimes(), createTimes()];
  return {
    add: (figure: PackedFigure): void => {
      add(figure);
      if (figure.answered) first.add(figure.firstOpenMs, figure.firstCalendarMs);
      if (figure.handled) handling.add(figure.handlingOpenMs, figure.handlingCalendarMs);
      if (figure.resolved) resolution.add(figure.resolutionOpenMs, figure.resolutionCalendarMs);
      for (let n = 0; n < figure.later; n++) {
        const answer = figure.answers[n];
        if (answer && parts.desks.has(answer.desk)) later.add(answer.openMs, answer.calendarMs);
      }
    },
    *totals(): Generator<undefined, ReportTotals> {
      const { all, answered, abandoned, reopened, transferred, within, missed } = counts;
      const { judged, helped, partly, unhelped } = counts;
      return {
        ...{ volume: all, answered, abandoned, reopened, transferred, within, missed },
        ...{ judged, helped, partly, unhelped },
        first: yield* first.durations(),
        later: { ...(yield* later.durations()), conversations: counts.later },
        handling: yield* handling.durations(),
        resolution: yield* resolution.durations(),
      };
    },
  };
};
