import type { Texts } from "../../texts/wording.js";
import type { ReportTable } from "./tables.js";
import { cellWords } from "./written.js";

/** What a report on paper says besides its tables. */
export type PageWriting = {
  words: Texts["reports"];
  town: string;
  /** BCP 47. */
  language: string;
  /** What it is of: the period, what it is compared with, and each filter. */
  about: readonly string[];
  made: string;
  isPublication: boolean;
  number: (n: number) => string;
};

/**
 * The report as a page of its own that prints well: its tables and how each figure is counted. It has no scripts and loads nothing,
 * which its own policy holds a browser to.
 */
export const pageOf = (tables: readonly ReportTable[], writing: PageWriting): string => {
  const { words, language, town, about, made } = writing;
  const title = escaped(words.export.reportTitle(town));
  const { definitions } = words;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${about.map((line) => `<p>${escaped(line)}</p>`).join("\n")}
<p>${escaped(made)}</p>
${writing.isPublication ? `<p>${escaped(words.export.untoldNote)}</p>` : ""}
${tables.map((table) => tableOf(table, writing)).join("\n")}
<h2>${escaped(words.export.definitions)}</h2>
<p>${escaped(definitions.intro)}</p>
<dl>
${definitions.entries.map(({ term, meaning, example }) => `<dt>${escaped(term)}</dt><dd>${escaped(meaning)}</dd><dd>${escaped(`${definitions.example}: ${example}`)}</dd>`).join("\n")}
</dl>
</body>
</html>
`;
};

const tableOf = ({ name, columns, rows }: ReportTable, writing: PageWriting): string => {
  if (rows.length === 0) return "";
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const body = rows.map((row) =>
    row
      .map((cell, column) => {
        const words = escaped(cellWords(cell, writing));
        if (column === 0) return `<th scope="row">${words}</th>`;
        return cell.kind === "text" ? `<td>${words}</td>` : `<td class="n">${words}</td>`;
      })
      .join(""),
  );
  return `<h2>${escaped(writing.words.tables[name])}</h2>
<table><thead><tr>${head}</tr></thead><tbody>
${body.map((row) => `<tr>${row}</tr>`).join("\n")}
</tbody></table>`;
};

const style = `
body{font:11pt/1.4 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em;break-after:avoid}
table{border-collapse:collapse;width:100%;font-size:.9em}
th,td{padding:.25em .5em;border-bottom:1px solid #999;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
tbody th{font-weight:400}tr{break-inside:avoid}thead{display:table-header-group}
dt{font-weight:700;margin-top:1em}dd{margin:.25em 0 0}
@page{size:A4;margin:18mm}@media print{body{margin:0;max-width:none;padding:0}}
`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
