import type { Texts } from "../../texts/wording.js";
import type { Cell, ReportTable } from "./tables.js";
import { shareOf } from "./written.js";

/** Of which kind a column's values are. */
export type ValueKind = "text" | "count" | "minutes" | "share";

/** A table as a spreadsheet has it: numbers as numbers, durations in minutes, shares as parts of one; null is not told. */
export type ValueTable = {
  columns: string[];
  rows: { value: string | number | null; kind: ValueKind }[][];
};

/** To hundredths: no figure means more than that. */
const hundredths = (value: number) => Math.round(value * 100) / 100;
/** To thousandths: a tenth of a percent. */
const thousandths = (value: number) => Math.round(value * 1000) / 1000;

const spreadsheetValue = (cell: Cell): ValueTable["rows"][number][number] => {
  switch (cell.kind) {
    case "text":
      return { kind: "text", value: cell.text };
    case "count":
      return { kind: "count", value: cell.count };
    case "duration":
      return { kind: "minutes", value: cell.ms === null ? null : hundredths(cell.ms / 60_000) };
    case "share": {
      const { part, rest } = cell;
      const share = part === null || rest === null ? undefined : shareOf({ part, rest });
      return { kind: "share", value: share === undefined ? null : thousandths(share) };
    }
    default:
      return cell satisfies never;
  }
};

/** A column of durations alone says so in its head; where kinds are mixed the row does. */
export const valueTable = ({ columns, rows }: ReportTable, words: Texts["reports"]): ValueTable => {
  const isOfDurations = (column: number) =>
    rows.length > 0 && rows.every((row) => row[column]?.kind === "duration");
  const inMinutes = columns.map((_, column) => isOfDurations(column));
  return {
    columns: columns.map((name, column) => (inMinutes[column] ? words.export.minutes(name) : name)),
    rows: rows.map((row) => {
      const isMixed = row.some((cell, column) => cell.kind === "duration" && !inMinutes[column]);
      return row.map((cell, column) => {
        const value = spreadsheetValue(cell);
        return column === 0 && isMixed
          ? { ...value, value: words.export.minutes(String(value.value)) }
          : value;
      });
    }),
  };
};

/** Every value of a table by its row and column; where two columns name the row, it is both names. */
export const valuesOf = (table: ReportTable, words: Texts["reports"]) => {
  const { columns, rows } = valueTable(table, words);
  return rows.flatMap((row) => {
    const names = row.filter(({ kind }) => kind === "text").map(({ value }) => value);
    return row.flatMap(({ kind, value }, column) =>
      kind === "text" ? [] : [{ row: names.join(" → "), column: columns[column] ?? "", value }],
    );
  });
};
