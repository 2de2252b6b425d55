import writeWorkbook from "write-excel-file/universal";
import type { Texts } from "../../texts/wording.js";
import type { ReportTable } from "./tables.js";
import { type ValueKind, valueTable } from "./values.js";

/** How a spreadsheet shows a number of each kind. */
const formats = { count: "#,##0", minutes: "0.00", share: "0.0%" } satisfies Record<
  Exclude<ValueKind, "text">,
  string
>;

/** The tables as a workbook, each on a sheet of its own: numbers as numbers, words as words, never a formula. */
export const workbookOf = (tables: readonly ReportTable[], words: Texts["reports"]): Promise<Blob> =>
  writeWorkbook(
    tables.map((table) => {
      const { columns, rows } = valueTable(table, words);
      return {
        sheet: words.sheets[table.name],
        stickyRowsCount: 1,
        columns: columns.map((_, column) => ({ width: column === 0 ? 40 : 18 })),
        data: [
          columns.map((name) => ({ type: String, value: name, fontWeight: "bold" as const, wrap: true })),
          ...rows.map((row) =>
            row.map(({ kind, value }) => {
              if (value === null) return null;
              if (kind === "text") return { type: String, value: String(value) };
              return { type: Number, value: Number(value), format: formats[kind] };
            }),
          ),
        ],
      };
    }),
  ).toBlob();
