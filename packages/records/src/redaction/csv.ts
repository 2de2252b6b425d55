/**
 * What a spreadsheet would take for a formula: it begins with one of these, whatever blanks stand before (OWASP, CSV
 * Injection), also in the width of Chinese letters.
 */
const formula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

const cell = (value: string | number): string => {
  const text = String(value);
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/**
 * Rows as a file that a Dutch spreadsheet opens at once: semicolons, every cell in quotes, with a byte order mark
 * (RFC 4180 otherwise). No cell of it is a formula.
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;
