import type pg from "pg";

/** Columns by name, each with its type in PostgreSQL. */
type Columns = Readonly<Record<string, string>>;

/** Inserts rows with one statement, in their order. */
export const insertRows = async <C extends Columns>(
  client: Pick<pg.ClientBase, "query">,
  { table, columns }: { table: string; columns: C },
  rows: readonly Readonly<Record<keyof C, unknown>>[],
): Promise<void> => {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
  await client.query(
    `INSERT INTO ${table} (${names.join(", ")}) SELECT * FROM unnest(${arrays.join(", ")})`,
    names.map((name) => rows.map((row) => bufferOf(row[name]))),
  );
};

/** The driver knows Buffers, and takes other bytes for an object. */
const bufferOf = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value) : value);
