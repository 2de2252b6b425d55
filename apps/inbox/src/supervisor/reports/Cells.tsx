import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { Duration } from "./Duration.js";
import { hashOfReports, type MoveWish, type ReportWish } from "./place.js";
import type { Cell, CellLink, ReportTable } from "./tables.js";
import { cellWords } from "./written.js";

/** Where the conversations of a count are listed: the report's own wish, narrowed to the part that the count is of. */
export const hashOfLink = (
  { fromDate, toDate, desk, topic, entry, language, ...list }: CellLink,
  { wish, atMs }: { wish: ReportWish; atMs: number },
): string =>
  hashOfReports({
    page: "list",
    wish: {
      ...wish,
      ...(fromDate !== undefined && toDate !== undefined && { period: { fromDate, toDate } }),
      ...Object.fromEntries(
        Object.entries({ desk, topic, entry, language }).filter(([, value]) => value !== undefined),
      ),
    },
    list: { ...list, atMs },
  });

/** Where the conversations are listed that went from one desk to another. */
const hashOfMove = ({ from, to }: MoveWish, { wish }: { wish: ReportWish }): string =>
  hashOfReports({ page: "moves", wish, move: { from, to } });

/** What a table needs for its counts to lead to their conversations; without it they are only read. */
export type Leads = { wish: ReportWish; atMs: number };

const CellContent = ({ cell, leads }: { cell: Cell; leads: Leads | null }) => {
  const { reports: words } = useTexts();
  const { number } = useFormats();
  if (cell.kind === "duration" && cell.ms !== null) return <Duration ms={cell.ms} clock={cell.clock} />;
  const said = cellWords(cell, { words, number });
  if (cell.kind !== "count" || !cell.link || !leads || cell.count === null || cell.count === 0) return said;
  const href = "from" in cell.link ? hashOfMove(cell.link, leads) : hashOfLink(cell.link, leads);
  return <a href={href}>{said}</a>;
};

/** A table of the report. */
export const PlainTable = ({
  table: { name, columns, rows },
  leads,
}: {
  table: ReportTable;
  leads: Leads | null;
}) => {
  const { reports: words } = useTexts();
  const isNumber = (column: number) => rows[0]?.[column]?.kind !== "text";
  return (
    <table className="report-table">
      <caption className="unseen">{words.tables[name]}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={column} scope="col" className={isNumber(index) ? "report-number" : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map((cell) => (cell.kind === "text" ? cell.text : "")).join(" ")}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={columns[column]} scope="row">
                  <CellContent cell={cell} leads={null} />
                </th>
              ) : (
                <td key={columns[column]} className={cell.kind === "text" ? undefined : "report-number"}>
                  <CellContent cell={cell} leads={leads} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The same in a frame that scrolls by itself where the screen is narrow. */
export const FigureTable = (props: Parameters<typeof PlainTable>[0]) => {
  const { tables } = useTexts().reports;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report-scroll" aria-label={tables[props.table.name]} tabIndex={0}>
      <PlainTable {...props} />
    </section>
  );
};
