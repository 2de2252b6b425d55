import type { Texts } from "../../texts/wording.js";
import type { ReportTable } from "./tables.js";
import { valuesOf } from "./values.js";

/** What a spreadsheet would read as a formula, or as the beginning of one (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n]/;

const quoted = (text: string): string =>
  `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * The tables as one list of part, row, figure and value, for spreadsheets and programs (RFC 4180, with a mark of UTF-8). In
 * Dutch as a Dutch spreadsheet has it: semicolons, and a comma in numbers. What is not told is an empty field.
 */
export const csvOf = (
  tables: readonly ReportTable[],
  { words, decimalComma }: { words: Texts["reports"]; decimalComma: boolean },
): string => {
  const [separator, point] = decimalComma ? [";", ","] : [",", "."];
  const written = (value: string | number | null) => {
    if (value === null) return "";
    return typeof value === "string" ? quoted(value) : String(value).replace(".", point);
  };
  const lines = tables.flatMap((table) =>
    valuesOf(table, words).map(({ row, column, value }) => [words.tables[table.name], row, column, value]),
  );
  return `\ufeff${[words.export.csvColumns, ...lines].map((line) => `${line.map(written).join(separator)}\r\n`).join("")}`;
};
