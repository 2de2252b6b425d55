import type { DeskId, OrganisationId } from "@eigenkanaal/protocol";
import pg from "pg";
import copies from "pg-copy-streams";
import { beginSnapshot, onClient, type Scope } from "./database.js";
import { lockFigures } from "./figures.js";

/** Packed days (prisma/migrations/20261203030000_figure_days): what reports are counted from. */

/** Of whose days from when until when, both of them too. */
type DaysOf = { organisation: OrganisationId; desks: readonly DeskId[]; fromDate: string; toDate: string };

type Counting = { add(bytes: Uint8Array): void };

/**
 * Gives the counting all these days, packed, as they stand at one moment; what is stale is packed on the way. `begin` is told what
 * the numbers in them stand for. Whoever else is to be served is served in between.
 */
export const countDays = <Count extends Counting>(
  pool: pg.Pool,
  { organisation, desks, fromDate, toDate }: DaysOf,
  begin: (keys: ReadonlyMap<number, string>) => Count,
): Promise<Count> =>
  onClient(pool, async (client) => {
    await beginSnapshot(client, organisation);
    const { rows } = await client.query<{ number: number; key: string }>(
      "SELECT key_id AS number, key FROM figure_key WHERE organisation_id = $1",
      [organisation],
    );
    const count = begin(new Map(rows.map(({ number, key }) => [number, key])));
    // A copy alone gives bytes as bytes, not as text of twice the length; it takes no parameters. By the month, for rows cost more
    // than bytes.
    const text = pg.escapeLiteral;
    const days = copies.to(`COPY (
      SELECT CASE WHEN count(*) = count(figures) THEN string_agg(figures, ''::bytea) END
      FROM (SELECT d.desk_id, d.opened_on, coalesce(d.figures, pack_figures(d)) AS figures FROM figure_day d
        WHERE d.organisation_id = ${text(organisation)} AND d.desk_id = ANY (${text(`{${desks.join(",")}}`)}::uuid[])
          AND d.opened_on BETWEEN ${text(fromDate)} AND ${text(toDate)}) d
      GROUP BY desk_id, (opened_on - date '2000-01-01') / 30) TO STDOUT (FORMAT binary)`);
    client.query(days);
    for await (const bytes of valuesOf(days)) count.add(bytes);
    await client.query("COMMIT");
    return count;
  });

/** Signature, flags and the length of an extension that there is not (PostgreSQL, COPY, "Binary Format"). */
const copyHeaderBytes = 19;
/** How many columns a row has, here one, and the length of that one. */
const rowHeaderBytes = 6;

/** The only column of a binary copy, row by row. */
async function* valuesOf(copy: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [chunks, length, from, needed]: [Buffer[], number, number, number] = [[], 0, copyHeaderBytes, 0];
  for await (const chunk of copy) {
    chunks.push(chunk);
    length += chunk.length;
    // A row is put together once, when all of it is here.
    if (length < needed) continue;
    const bytes = Buffer.concat(chunks);
    for (needed = from + rowHeaderBytes; needed <= length; needed = from + rowHeaderBytes) {
      const valueBytes = bytes.readInt32BE(needed - 4);
      if (valueBytes < 0) throw new Error("a day of figures cannot be packed");
      needed += valueBytes;
      if (needed > length) break;
      yield bytes.subarray(needed - valueBytes, needed);
      from = needed;
    }
    [chunks, length, needed] = [[bytes.subarray(from)], length - from, needed - from];
    from = 0;
  }
}

/** Days that somebody is at are not packed: each message would have them packed again. */
const quietSeconds = 10;

/** Packs days that are stale and left alone, at most so many, the newest first; gives how many. All in the caller's transaction. */
export const packDays = async (scope: Scope, limit: number): Promise<number> => {
  const { organisation, tx } = scope;
  const [any] = await tx.$queryRaw<unknown[]>`SELECT FROM figure_day
    WHERE organisation_id = ${organisation}::uuid AND stale_since < clock_timestamp() - ${quietSeconds} * interval '1 second'
    LIMIT 1`;
  if (!any) return 0;
  await lockFigures(scope);
  // One that has become stale again meanwhile, by whoever takes no lock, is left to the next time.
  return tx.$executeRaw`WITH due AS (SELECT desk_id, opened_on, stale_since FROM figure_day
      WHERE organisation_id = ${organisation}::uuid AND stale_since < clock_timestamp() - ${quietSeconds} * interval '1 second'
      ORDER BY opened_on DESC, desk_id LIMIT ${limit})
    UPDATE figure_day d SET figures = pack_figures(d), stale_since = NULL FROM due
    WHERE d.organisation_id = ${organisation}::uuid AND d.desk_id = due.desk_id AND d.opened_on = due.opened_on
      AND d.stale_since = due.stale_since`;
};

/** So many days are held against their rows in one transaction. */
const maxDaysAtOnce = 200;

/** Behind which day it goes on. */
type Place = { desk: string; on: string };
export const firstPlace: Place = { desk: "00000000-0000-0000-0000-000000000000", on: "0001-01-01" };

/**
 * Holds the next days against the figures of their conversations: how many these are, and how many of them were packed otherwise
 * or left out. `rebuild` has those packed anew, by the gateway that leads. `next` is undefined after the last ones.
 */
export const rebuildDays = async (
  scope: Scope,
  after: Place,
  mode: "check" | "rebuild",
): Promise<{ days: number; differed: number; next: Place | undefined }> => {
  const { organisation, tx } = scope;
  if (mode === "rebuild") await lockFigures(scope);
  const days = await tx.$queryRaw<(Place & { differs: boolean })[]>`
    SELECT d.desk_id AS desk, d.opened_on::text AS "on",
      CASE WHEN d.figures IS NULL THEN false ELSE d.figures IS DISTINCT FROM pack_figures(d) END AS differs
    FROM (SELECT * FROM figure_day WHERE organisation_id = ${organisation}::uuid
      AND (desk_id, opened_on) > (${after.desk}::uuid, ${after.on}::date)
      ORDER BY desk_id, opened_on LIMIT ${maxDaysAtOnce}) d
    ORDER BY d.desk_id, d.opened_on`;
  const others = days.filter(({ differs }) => differs);
  if (mode === "rebuild" && others.length > 0)
    await tx.$executeRaw`UPDATE figure_day d SET figures = NULL, stale_since = clock_timestamp()
      FROM unnest(${others.map(({ desk }) => desk)}::uuid[], ${others.map(({ on }) => on)}::date[]) o (desk_id, opened_on)
      WHERE d.organisation_id = ${organisation}::uuid AND d.desk_id = o.desk_id AND d.opened_on = o.opened_on`;
  const next = days.length === maxDaysAtOnce ? days.at(-1) : undefined;
  // Each is looked for once, at the end.
  const leftOut = next ? 0 : await daysLeftOut(scope, mode);
  return { days: days.length + leftOut, differed: others.length + leftOut, next };
};

/** How many days there are figures of that are not even noted. */
const daysLeftOut = async ({ organisation, tx }: Scope, mode: "check" | "rebuild"): Promise<number> => {
  const found = await tx.$queryRaw<Place[]>`SELECT DISTINCT f.desk_id AS desk, f.opened_on::text AS "on"
    FROM conversation_figure f LEFT JOIN figure_day d USING (organisation_id, desk_id, opened_on)
    WHERE f.organisation_id = ${organisation}::uuid AND d.organisation_id IS NULL`;
  if (mode === "rebuild" && found.length > 0)
    await tx.$executeRaw`INSERT INTO figure_day (organisation_id, desk_id, opened_on, stale_since)
      SELECT ${organisation}::uuid, desk, day, clock_timestamp()
      FROM unnest(${found.map(({ desk }) => desk)}::uuid[], ${found.map(({ on }) => on)}::date[]) o (desk, day)`;
  return found.length;
};
