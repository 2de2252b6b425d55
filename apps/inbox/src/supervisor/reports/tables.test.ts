import { publicationOf, tellsAll } from "@eigenkanaal/domain";
import type { Report } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { reportsOf } from "../../gallery/reports.js";
import { en } from "../../texts/en.js";
import { nl } from "../../texts/nl.js";
import { csvOf } from "./csv.js";
import { pageOf } from "./page.js";
import { type Naming, type ReportTable, tablesOf } from "./tables.js";
import { valuesOf, valueTable } from "./values.js";

const words = nl.reports;
const naming: Naming = {
  words,
  desk: (desk) => `Bureau ${desk.slice(-1)}`,
  topic: (topic) => `Onderwerp ${topic.slice(-2)}`,
  language: (tag) => tag,
  days: ({ fromDate }) => fromDate,
};
let report: Report;
let tables: ReportTable[];
beforeAll(async () => {
  const answer = await reportsOf().load({ fromDate: "2026-11-01", toDate: "2026-11-30" });
  if (!answer.ok) throw new Error(answer.failure);
  report = answer.value;
  tables = tablesOf(report, naming, tellsAll);
});
const named = (name: ReportTable["name"]): ReportTable => {
  const found = tables.find((table) => table.name === name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
};

/** The fields of a line of CSV, by the rules of RFC 4180. */
const fieldsOf = (line: string, separator: string) =>
  [...line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^"${separator}]*))`, "g"))].map(
    ([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? bare ?? "",
  );

describe("the tables", () => {
  test("every division has a row for each of its parts, with the report's own counts", () => {
    for (const name of ["byDesk", "byTopic", "byEntry", "byLanguage", "trend"] as const) {
      const volumes = named(name).rows.map((row) => row[1]);
      expect(volumes).toMatchObject(report[name].map(({ volume }) => ({ kind: "count", count: volume })));
    }
    for (const [name, parts] of [
      ["helpedByDesk", report.byDesk],
      ["helpedByTopic", report.byTopic],
    ] as const) {
      const judged = parts.filter((part) => part.judged > 0);
      expect(judged.length).toBeGreaterThan(1);
      expect(named(name).rows.map((row) => row.slice(1))).toMatchObject(
        judged.map((part) => [
          ...[
            { count: part.judged },
            { count: part.helped },
            { count: part.partly },
            { count: part.unhelped },
          ],
          { kind: "share", part: part.helped, rest: part.partly + part.unhelped },
        ]),
      );
    }
    expect(named("distribution").rows.map((row) => row[1])).toMatchObject(
      report.distribution.map((count, bucket) => ({ count, link: { which: "answered", bucket } })),
    );
  });

  test("a count leads to the part of the report that it is of", () => {
    expect(named("byDesk").rows[0]?.[5]).toMatchObject({
      link: { which: "missed", desk: report.byDesk[0]?.key },
    });
    expect(named("helpedByTopic").rows[0]?.[4]).toMatchObject({
      link: { which: "unhelped", topic: report.byTopic[0]?.key },
    });
    const [move] = report.moves;
    const link = { from: move?.from, to: move?.to };
    expect(named("moves").rows[0]?.slice(2)).toEqual([
      { kind: "count", count: move?.count, link },
      { kind: "count", count: move?.conversations, link },
    ]);
    expect(named("byHour").rows[0]?.[1]).toMatchObject({ link: { which: "all", hourOfWeek: 8 } });
    const [day] = report.trend;
    expect(named("trend").rows[0]?.[2]).toMatchObject({
      link: { which: "answered", fromDate: day?.fromDate, toDate: day?.toDate },
    });
  });

  test("the key figures tell what citizens said now and in the period before, and which share of them was helped", () => {
    const { totals, previous } = report;
    const rows = named("totals").rows.slice(8, 13);
    expect(rows.map(([name]) => name)).toMatchObject(
      [
        words.figures.judged,
        words.figures.helped,
        words.figures.partly,
        words.figures.unhelped,
        words.figures.helpedShare,
      ].map((text) => ({ text })),
    );
    expect(rows.map((row) => row.slice(1))).toMatchObject([
      ...(["judged", "helped", "partly", "unhelped"] as const).map((which) => [
        { count: totals[which], link: { which } },
        { count: previous.totals[which] },
      ]),
      [totals, previous.totals].map(({ judged, helped }) => ({ part: helped, rest: judged - helped })),
    ]);
  });

  test("what may not be published is told by no cell: no count, no share and no time of it", () => {
    const published = tablesOf(report, naming, publicationOf(report));
    const small = (table: ReportTable) =>
      table.rows
        .flat()
        .filter((cell) => cell.kind === "count" && cell.count !== null && cell.count > 0 && cell.count < 5);
    expect(published.flatMap(small)).toEqual([]);
    expect(tables.flatMap(small).length).toBeGreaterThan(5);
    for (const table of published)
      for (const row of table.rows) {
        const [answered, within, missed] = [row[2], row[4], row[5]];
        const [share, median] = [row[6], row[7]];
        if (answered?.kind === "count" && answered.count === null && median)
          expect(median).toMatchObject({ kind: "duration", ms: null });
        if (share?.kind === "share" && within?.kind === "count" && missed?.kind === "count")
          expect(share).toEqual({ kind: "share", part: within.count, rest: missed.count });
      }
    let untold = 0;
    for (const { name, rows } of published)
      for (const [, judged, helped, , , share] of name.startsWith("helpedBy") ? rows : []) {
        if (judged?.kind !== "count" || helped?.kind !== "count" || share?.kind !== "share")
          throw new Error("another column");
        const isTold = judged.count !== null && helped.count !== null;
        expect(share).toEqual({
          kind: "share",
          part: helped.count,
          rest: isTold ? Number(judged.count) - Number(helped.count) : null,
        });
        if (!isTold) untold += 1;
      }
    expect(untold).toBeGreaterThan(0);
  });
});

describe("as a file for spreadsheets", () => {
  test("every value of every table is in it once, as the table has it", () => {
    const lines = csvOf(tables, { words, decimalComma: true }).slice(1).trimEnd().split("\r\n");
    const values = tables.flatMap((table) =>
      valuesOf(table, words).map((value) => [words.tables[table.name], value] as const),
    );
    expect(lines).toHaveLength(values.length + 1);
    for (const [index, [table, { row, column, value }]] of values.entries())
      expect(fieldsOf(lines[index + 1] ?? "", ";")).toEqual([
        table,
        row,
        column,
        value === null ? "" : String(value).replace(".", ","),
      ]);
  });

  test("durations are minutes, and their column or row says so", () => {
    const { columns, rows } = valueTable(named("byDesk"), words);
    expect(columns.at(-2)).toBe("Helft sneller dan (minuten)");
    expect(rows[0]?.at(-2)).toEqual({ kind: "minutes", value: 9 });
    const totals = valueTable(named("totals"), words);
    expect(totals.rows.map(([name]) => name?.value)).toContain(
      "Eerste antwoord: helft sneller dan, in openingstijd (minuten)",
    );
    expect(totals.rows.map(([name]) => name?.value)).toContain("Gesprekken");
  });

  test("no name that somebody gave becomes a formula, and quotes stay within their field", () => {
    const evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'zeg "ja"; nee'];
    const table: ReportTable = {
      ...{ name: "byTopic", columns: ["Onderwerp", "Gesprekken"] },
      rows: evil.map((text) => [
        { kind: "text", text },
        { kind: "count", count: 7 },
      ]),
    };
    for (const [decimalComma, separator] of [
      [true, ";"],
      [false, ","],
    ] as const) {
      const lines = csvOf([table], { words: en.reports, decimalComma }).slice(1).split("\r\n");
      const names = lines.slice(1, -1).map((line) => fieldsOf(line, separator)[1]);
      expect(names).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", 'zeg "ja"; nee']);
    }
  });
});

describe("as a page", () => {
  const writing = {
    ...{
      words,
      town: "Gemeente <Test> & co",
      language: "nl",
      about: ["1 tot en met 30 november"],
      made: "Gemaakt op maandag.",
    },
    ...{ isPublication: true, number: String },
  };

  test("it runs nothing, loads nothing, and what was typed in stays text", () => {
    const page = pageOf(tables, writing);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img|javascript:|\son\w+=|https?:/i);
    expect(page).toContain("Gemeente &lt;Test&gt; &amp; co");
    expect(page).toContain('<html lang="nl">');
  });

  test("it has every table with its heading, when it was made, and how each figure is counted", () => {
    const page = pageOf(tables, writing);
    for (const { name } of tables) expect(page).toContain(`<h2>${words.tables[name]}</h2>`);
    for (const { term } of words.definitions.entries) expect(page).toContain(`<dt>${term}</dt>`);
    expect(page).toContain("Gemaakt op maandag.");
    expect(page).toContain(words.export.untoldNote);
    expect(pageOf(tables, { ...writing, isPublication: false })).not.toContain(words.export.untoldNote);
  });
});
