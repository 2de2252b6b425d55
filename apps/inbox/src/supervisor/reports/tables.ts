import type { MayTell } from "@eigenkanaal/domain";
import type { Durations, Report } from "@eigenkanaal/protocol";
import type { Texts } from "../../texts/wording.js";
import type { ListWish, MoveWish } from "./place.js";

/** The tables of a report: what stands on the screen, what is saved and what is printed are these and nothing else. */

/** What leads to the conversations of a count: which of them, and, of a part of the report, what it is a part of. */
export type CellLink = ListWish &
  Partial<Record<"desk" | "topic" | "entry" | "language" | "fromDate" | "toDate", string>>;

export type Cell =
  | { kind: "text"; text: string }
  /** Null: not told. */
  | { kind: "count"; count: number | null; link?: CellLink | MoveWish }
  /** Null: there is none, or it is not told. */
  | { kind: "duration"; ms: number | null; clock: "open" | "calendar" }
  /** Null: not told; nothing of nothing where both are nought. */
  | { kind: "share"; part: number | null; rest: number | null };

export type ReportTable = {
  name: keyof Texts["reports"]["tables"];
  columns: string[];
  /** The first cell of each names the row. */
  rows: Cell[][];
};

/** What things are called, and how days are written. */
export type Naming = {
  words: Texts["reports"];
  desk: (desk: string) => string;
  topic: (topic: string) => string;
  language: (tag: string) => string;
  /** One day, or the days of a part of the period. */
  days: (part: { fromDate: string; toDate: string }) => string;
};

type Part =
  | Report["trend"][number]
  | Report["byDesk"][number]
  | Report["byTopic"][number]
  | Report["byEntry"][number];

/** The parts that a report is told apart in, what each is called, and where it leads to. */
type Division<P> = {
  parts: readonly P[];
  nameOf: (part: P) => string;
  linkOf: (part: P) => CellLink;
};
type Judged = Pick<Report["totals"], (typeof verdictNames)[number]>;
const verdictNames = ["judged", "helped", "partly", "unhelped"] as const;

const text = (words: string): Cell => ({ kind: "text", text: words });

export const entryName = (entry: string, words: Texts["reports"]): string => {
  if (entry === "chat" || entry === "counter") return words.entries[entry];
  return words.campaign(entry.slice("via:".length));
};

export const tablesOf = (report: Report, naming: Naming, mayTell: MayTell): ReportTable[] => {
  const { words } = naming;
  const { columns } = words;
  const count = <Name extends string>(
    of: Record<Name, number>,
    name: Name,
    link: CellLink | MoveWish,
  ): Cell => ({ kind: "count", count: mayTell(of, name) ? of[name] : null, link });
  /** The columns that every division has. */
  const partCells = (part: Part, link: CellLink): Cell[] => [
    count(part, "volume", { ...link, which: "all" }),
    count(part, "answered", { ...link, which: "answered" }),
    count(part, "abandoned", { ...link, which: "abandoned" }),
    count(part, "within", { ...link, which: "within" }),
    count(part, "missed", { ...link, which: "missed" }),
    normCell(part, mayTell),
    { kind: "duration", clock: "open", ms: mayTell(part, "answered") ? part.firstOpen.medianMs : null },
    { kind: "duration", clock: "open", ms: mayTell(part, "answered") ? part.firstOpen.p90Ms : null },
  ];
  const partColumns = [
    ...[columns.volume, columns.answered, columns.abandoned, columns.within, columns.missed, columns.share],
    ...[columns.median, columns.p90],
  ];
  const division = <P extends Part>(
    name: ReportTable["name"],
    first: string,
    { parts, nameOf, linkOf }: Division<P>,
  ): ReportTable => ({
    ...{ name, columns: [first, ...partColumns] },
    rows: parts.map((part) => [text(nameOf(part)), ...partCells(part, linkOf(part))]),
  });
  /** What citizens said, of the parts of which anybody said anything. */
  const verdicts = <P extends Judged>(
    name: ReportTable["name"],
    first: string,
    { parts, nameOf, linkOf }: Division<P>,
  ): ReportTable => ({
    name,
    columns: [first, columns.judged, columns.helped, columns.partly, columns.unhelped, columns.helpedShare],
    rows: parts
      .filter(({ judged }) => judged > 0)
      .map((part) => [
        text(nameOf(part)),
        ...verdictNames.map((which) => count(part, which, { ...linkOf(part), which })),
        helpedCell(part, mayTell),
      ]),
  });
  const ofDesk: Division<Report["byDesk"][number]> = {
    parts: report.byDesk,
    nameOf: ({ key }) => naming.desk(key),
    linkOf: ({ key }) => ({ desk: key }),
  };
  const ofTopic: Division<Report["byTopic"][number]> = {
    parts: report.byTopic,
    nameOf: ({ key }) => (key === "none" ? words.noTopic : naming.topic(key)),
    linkOf: ({ key }) => ({ topic: key }),
  };
  const distribution: ReportTable = {
    ...{ name: "distribution", columns: [columns.time, columns.answered] },
    rows: report.distribution.map((answered, bucket) => [
      text(words.buckets[bucket] ?? ""),
      {
        ...{ kind: "count", link: { which: "answered", bucket } },
        count: mayTell(report.distribution, bucket) ? answered : null,
      },
    ]),
  };
  return [
    totalsTable(report, words, mayTell),
    distribution,
    division("trend", columns.when, {
      parts: report.trend,
      nameOf: naming.days,
      linkOf: ({ fromDate, toDate }) => ({ fromDate, toDate }),
    }),
    division("byDesk", columns.desk, ofDesk),
    division("byTopic", columns.topic, ofTopic),
    verdicts("helpedByDesk", columns.desk, ofDesk),
    verdicts("helpedByTopic", columns.topic, ofTopic),
    division("byEntry", columns.entry, {
      parts: report.byEntry,
      nameOf: ({ key }) => entryName(key, words),
      linkOf: ({ key }) => ({ entry: key }),
    }),
    division("byLanguage", columns.language, {
      parts: report.byLanguage,
      nameOf: ({ key }) => (key === "none" ? words.noLanguage : naming.language(key)),
      linkOf: ({ key }) => ({ language: key }),
    }),
    {
      ...{ name: "byHour", columns: [columns.hour, columns.volume] },
      rows: report.byHour.map((hour) => [
        text(words.hourOf(words.weekdays[Math.floor(hour.hourOfWeek / 24)] ?? "", hour.hourOfWeek % 24)),
        count(hour, "volume", { which: "all", hourOfWeek: hour.hourOfWeek }),
      ]),
    },
    {
      ...{ name: "moves", columns: [columns.from, columns.to, columns.moves, columns.volume] },
      rows: report.moves.map((move) => [
        text(naming.desk(move.from)),
        text(naming.desk(move.to)),
        count(move, "count", { from: move.from, to: move.to }),
        count(move, "conversations", { from: move.from, to: move.to }),
      ]),
    },
  ];
};

const normCell = (part: Pick<Part, "within" | "missed">, mayTell: MayTell): Cell => ({
  kind: "share",
  part: mayTell(part, "within") ? part.within : null,
  rest: mayTell(part, "missed") ? part.missed : null,
});

const helpedCell = (part: Pick<Judged, "judged" | "helped">, mayTell: MayTell): Cell => ({
  kind: "share",
  part: mayTell(part, "helped") ? part.helped : null,
  rest: mayTell(part, "judged") && mayTell(part, "helped") ? part.judged - part.helped : null,
});

/** Each key figure with that of the period before. */
const totalsTable = (report: Report, words: Texts["reports"], mayTell: MayTell): ReportTable => {
  const { figures, columns } = words;
  const both = [report.totals, report.previous.totals];
  const row = (name: string, cellOf: (totals: Report["totals"], isNow: boolean) => Cell): Cell[] => [
    text(name),
    ...both.map((totals, index) => cellOf(totals, index === 0)),
  ];
  const countRow = (
    name:
      | "volume"
      | "answered"
      | "abandoned"
      | "reopened"
      | "transferred"
      | "within"
      | "missed"
      | (typeof verdictNames)[number],
  ) =>
    row(name === "within" || name === "missed" ? columns[name] : figures[name], (totals, isNow) => ({
      ...{ kind: "count", count: mayTell(totals, name) ? totals[name] : null },
      ...(isNow && { link: { which: name === "volume" ? "all" : name } }),
    }));
  const times = (
    name: "first" | "later" | "handling" | "resolution",
    isTold: (totals: Report["totals"]) => boolean,
  ): Cell[][] =>
    (["open", "calendar"] as const).flatMap((clock) =>
      (["median", "p90"] as const).map((which) =>
        row(`${figures[name]}: ${figures[which]}, ${figures[clock]}`, (totals) => {
          const durations: Durations = totals[name];
          const spread = durations[clock];
          return {
            ...{ kind: "duration", clock },
            ms: isTold(totals) ? (which === "median" ? spread.medianMs : spread.p90Ms) : null,
          };
        }),
      ),
    );
  return {
    ...{ name: "totals", columns: [columns.figure, columns.value, columns.previous] },
    rows: [
      ...(["volume", "answered", "abandoned", "reopened", "transferred", "within", "missed"] as const).map(
        countRow,
      ),
      row(figures.norm, (totals) => normCell(totals, mayTell)),
      ...verdictNames.map(countRow),
      row(figures.helpedShare, (totals) => helpedCell(totals, mayTell)),
      ...times("first", (totals) => mayTell(totals, "answered")),
      ...(["later", "handling", "resolution"] as const).flatMap((name) =>
        times(name, (totals) => mayTell(totals[name], "count")),
      ),
    ],
  };
};
