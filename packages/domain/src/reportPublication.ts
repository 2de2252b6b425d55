import type { Report } from "@eigenkanaal/protocol";
import { type Sum, suppressed } from "./publication.js";

type Part = Pick<Report["trend"][number], "volume" | "answered" | "abandoned" | "within" | "missed">;
type Column = (typeof columns)[number];
type Judged = Pick<Report["totals"], "volume" | "judged" | "helped" | "partly" | "unhelped">;
type VerdictColumn = (typeof verdictColumns)[number];

/** `waiting` and `outside` are told nowhere, and yet follow from what is: of a volume they are the rest. */
const columns = ["volume", "answered", "abandoned", "waiting", "within", "missed", "outside"] as const;

/** `unsaid` likewise: of a volume it is the rest of what was said. */
const verdictColumns = ["judged", "helped", "partly", "unhelped", "unsaid"] as const;

const countOf = (part: Part, column: Column): number => {
  if (column === "waiting") return Math.max(0, part.volume - part.answered - part.abandoned);
  if (column === "outside") return Math.max(0, part.volume - part.within - part.missed);
  return part[column];
};

/** Whether a count of a report may be told: the part of it that has the count (the object itself), and its name there. */
export type MayTell = (of: object, name: string | number) => boolean;

/** Everything may be told, to who may see it. */
export const tellsAll: MayTell = () => true;

/**
 * What of a report may be published: no count about fewer than five conversations, and nothing from which one follows. Of the
 * hours of the week only how many conversations there were is published at all.
 */
export const publicationOf = (report: Report): MayTell => {
  const counts: number[] = [];
  const sums: Sum[] = [];
  const places = new Map<object, Map<string | number, number>>();
  const add = (of: object, name: string | number, count: number): number => {
    const place = counts.push(count) - 1;
    const known = places.get(of) ?? new Map<string | number, number>();
    places.set(of, known.set(name, place));
    return place;
  };
  const addPart = (part: Part): Record<Column, number> => {
    const at = Object.fromEntries(
      columns.map((column) => [column, add(part, column, countOf(part, column))]),
    );
    const row = at as Record<Column, number>;
    sums.push(
      { total: row.volume, parts: [row.answered, row.abandoned, row.waiting] },
      { total: row.volume, parts: [row.within, row.missed, row.outside] },
    );
    return row;
  };

  /** What citizens said, of a part whose volume has this place. */
  const addVerdicts = (part: Judged, volume: number): Record<VerdictColumn, number> => {
    const at = Object.fromEntries(
      verdictColumns.map((column) => [
        column,
        add(part, column, column === "unsaid" ? Math.max(0, part.volume - part.judged) : part[column]),
      ]),
    );
    const row = at as Record<VerdictColumn, number>;
    sums.push(
      { total: volume, parts: [row.judged, row.unsaid] },
      { total: row.judged, parts: [row.helped, row.partly, row.unhelped] },
    );
    return row;
  };

  const total = addPart(report.totals);
  const verdicts = addVerdicts(report.totals, total.volume);
  addVerdicts(report.previous.totals, addPart(report.previous.totals).volume);
  const addDivision = (parts: readonly Part[]) => {
    const rows = parts.map(addPart);
    for (const column of columns) sums.push({ total: total[column], parts: rows.map((row) => row[column]) });
    return rows;
  };
  for (const parts of [report.byEntry, report.byLanguage, report.trend]) addDivision(parts);
  for (const parts of [report.byDesk, report.byTopic]) {
    const volumes = addDivision(parts).map(({ volume }) => volume);
    const rows = parts.map((part, index) => addVerdicts(part, volumes[index] ?? total.volume));
    for (const column of verdictColumns)
      sums.push({ total: verdicts[column], parts: rows.map((row) => row[column]) });
  }
  sums.push(
    { total: total.volume, parts: report.byHour.map((hour) => add(hour, "volume", hour.volume)) },
    {
      total: total.answered,
      parts: report.distribution.map((answered, bucket) => add(report.distribution, bucket, answered)),
    },
  );
  for (const totals of [report.totals, report.previous.totals]) {
    for (const name of ["reopened", "transferred"] as const) add(totals, name, totals[name]);
    for (const durations of [totals.later, totals.handling, totals.resolution])
      add(durations, "count", durations.count);
  }
  // However often so few went to and fro.
  for (const move of report.moves)
    for (const name of ["count", "conversations"] as const) add(move, name, move.conversations);

  const hidden = suppressed(counts, sums);
  return (of, name) => {
    const place = places.get(of)?.get(name);
    return place !== undefined && !hidden.has(place);
  };
};
