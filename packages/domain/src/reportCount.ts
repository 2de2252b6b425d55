import type { ReportQuery, ReportTotals } from "@eigenkanaal/protocol";
import { daysFrom } from "./calendar.js";
import { createPackedReader, type PackedFigure } from "./packedFigures.js";
import { type CountedPart, createDivision, emptyPart, type JudgedPart, unjudged } from "./reportDivision.js";
import {
  daysIn,
  previousPeriod,
  type ReportPeriod,
  type ReportStep,
  slotsOf,
  stepOf,
} from "./reportPeriod.js";
import { createCounts, createTotals, normOf, type ReportCounts } from "./reportTotals.js";
import { createColumn } from "./spread.js";

/**
 * What is to be counted: conversations of these desks, what narrows them, and by when (unix ms) something is late; `keys`: what
 * the numbers in packed figures stand for.
 */
export type ToCount = {
  desks: readonly string[];
  query: Pick<ReportQuery, "fromDate" | "toDate" | "topic" | "entry" | "language">;
  atMs: number;
  keys: ReadonlyMap<number, string>;
  /** Upper bounds of the times to a first answer that are told apart; above the last there is one more. */
  bucketEdgesMs: readonly number[];
};

type Keyed<Part> = Part & { key: string };

export type CountedReport = {
  totals: ReportTotals;
  previous: ReportPeriod & { totals: ReportTotals };
  norms: { minMinutes: number; maxMinutes: number } | null;
  distribution: number[];
  byDesk: Keyed<JudgedPart>[];
  byTopic: Keyed<JudgedPart>[];
  byEntry: Keyed<CountedPart>[];
  byLanguage: Keyed<CountedPart>[];
  byHour: (CountedPart & { hourOfWeek: number })[];
  step: ReportStep;
  trend: (ReportPeriod & CountedPart)[];
};

/**
 * Counts a report from packed days of the period and of the one before it, in any order. `counted` is asked once, when all were
 * added, and stands still after each part of its work, so that others may go first.
 */
export const createReportCount = ({ desks, query, atMs, keys, bucketEdgesMs }: ToCount) => {
  const period: ReportPeriod = { fromDate: query.fromDate, toDate: query.toDate };
  const parts = { desks: numbersOf(keys, desks), atMs };
  const [totals, before] = [createTotals(parts), createTotals(parts)];
  const passes = createFilter(keys, query);
  const firstDay = daysFrom("1970-01-01", period.fromDate);
  const slots = slotsOf(period, stepOf(period));
  const slotOf = slotByDay(slots);
  const firstOpen = createColumn();
  const numbers = Math.max(0, ...keys.keys()) + 1;
  const division = (groups: number) => createDivision(groups, firstOpen);
  const by = {
    ...{ desk: division(numbers), topic: division(numbers), entry: division(numbers) },
    ...{ language: division(numbers), hour: division(168), slot: division(slots.length) },
  };
  const distribution: number[] = Array(bucketEdgesMs.length + 1).fill(0);
  let [minMinutes, maxMinutes] = [Number.POSITIVE_INFINITY, 0];

  const addFigure = (figure: PackedFigure): void => {
    if (!passes(figure)) return;
    if (figure.day < firstDay) {
      before.add(figure);
      return;
    }
    totals.add(figure);
    minMinutes = Math.min(minMinutes, figure.normMinutes);
    maxMinutes = Math.max(maxMinutes, figure.normMinutes);
    if (figure.answered) {
      firstOpen.add(figure.firstOpenMs);
      const bucket = bucketOf(figure.firstOpenMs, bucketEdgesMs);
      distribution[bucket] = (distribution[bucket] ?? 0) + 1;
    }
    const norm = normOf(figure, atMs);
    by.desk.add(figure.desk, figure, norm);
    by.topic.add(figure.topic, figure, norm);
    by.entry.add(figure.entry, figure, norm);
    by.language.add(figure.language, figure, norm);
    by.hour.add(figure.hourOfWeek, figure, norm);
    by.slot.add(slotOf[figure.day - firstDay] ?? 0, figure, norm);
  };

  function* counted(): Generator<undefined, CountedReport> {
    const [byDesk, byTopic] = [keyed(yield* by.desk.parts(), keys), keyed(yield* by.topic.parts(), keys)];
    const [byEntry, byLanguage] = [yield* by.entry.parts(), yield* by.language.parts()];
    const [byHour, bySlot] = [yield* by.hour.parts(), yield* by.slot.parts()];
    const ofPeriod = yield* totals.totals();
    return {
      totals: ofPeriod,
      previous: { ...previousPeriod(period), totals: yield* before.totals() },
      norms: ofPeriod.volume > 0 ? { minMinutes, maxMinutes } : null,
      distribution,
      ...{ byDesk, byTopic },
      byEntry: keyed(byEntry, keys).map(({ key, ...part }) => ({ key, ...unjudged(part) })),
      byLanguage: keyed(byLanguage, keys).map(({ key, ...part }) => ({ key, ...unjudged(part) })),
      byHour: [...byHour].map(([hourOfWeek, part]) => ({ hourOfWeek, ...unjudged(part) })),
      step: stepOf(period),
      trend: slots.map((slot, n) => ({ ...slot, ...unjudged(bySlot.get(n) ?? emptyPart) })),
    };
  }
  return { add: createPackedReader(addFigure), addFigure, counted };
};

/** Counts the conversations that a list has, of packed days of its period: how many of each figure. */
export const createListCount = (
  { desks, query, atMs, keys, bucketEdgesMs }: ToCount,
  { bucket, hourOfWeek }: { bucket?: number | undefined; hourOfWeek?: number | undefined },
) => {
  const { counts, add } = createCounts({ desks: numbersOf(keys, desks), atMs });
  const passes = createFilter(keys, query);
  const addFigure = (figure: PackedFigure): void => {
    if (!passes(figure)) return;
    if (hourOfWeek !== undefined && figure.hourOfWeek !== hourOfWeek) return;
    if (bucket !== undefined && !(figure.answered && bucketOf(figure.firstOpenMs, bucketEdgesMs) === bucket))
      return;
    add(figure);
  };
  return {
    ...{ add: createPackedReader(addFigure), addFigure },
    counts: counts as Readonly<ReportCounts>,
  };
};

/** The numbers of these keys; of what no figure ever had there is none. */
const numbersOf = (keys: ReadonlyMap<number, string>, named: readonly string[]): ReadonlySet<number> => {
  const wanted = new Set(named);
  return new Set([...keys].flatMap(([number, key]) => (wanted.has(key) ? [number] : [])));
};

/** A number that is no key's. */
const nobody = -1;

const createFilter = (keys: ReadonlyMap<number, string>, query: ToCount["query"]) => {
  const only = (key: string | undefined): number | undefined =>
    key === undefined ? undefined : ([...numbersOf(keys, [key])][0] ?? nobody);
  const [topic, entry, language] = [only(query.topic), only(query.entry), only(query.language)];
  return (figure: PackedFigure): boolean =>
    (topic === undefined || figure.topic === topic) &&
    (entry === undefined || figure.entry === entry) &&
    (language === undefined || figure.language === language);
};

/** Which part of the distribution; a bound belongs to what is longer. */
const bucketOf = (firstOpenMs: number, edgesMs: readonly number[]): number => {
  let bucket = 0;
  for (const edgeMs of edgesMs) if (firstOpenMs >= edgeMs) bucket++;
  return bucket;
};

/** For each day of a period from its first on the number of its part. */
const slotByDay = (slots: readonly ReportPeriod[]): Uint16Array =>
  Uint16Array.from(slots.flatMap((slot, n) => Array<number>(daysIn(slot)).fill(n)));

/** The largest first. */
const keyed = (
  parts: ReadonlyMap<number, JudgedPart>,
  keys: ReadonlyMap<number, string>,
): Keyed<JudgedPart>[] =>
  [...parts]
    .map(([number, part]) => {
      const key = keys.get(number);
      if (key === undefined) throw new Error("a packed figure has a number that stands for nothing");
      return { key, ...part };
    })
    .toSorted((one, other) => other.volume - one.volume || (one.key < other.key ? -1 : 1));
