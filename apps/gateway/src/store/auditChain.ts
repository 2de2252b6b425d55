import {
  type ChainFault,
  followChain,
  type KnownHead,
  type LineRow,
  noSeal,
  sealOf,
} from "../audit/chain.js";
import type { Database, Scope } from "./database.js";

/** Beside the lock of the leadership (jobs/leadership.ts); its second half names the town. */
const sealingLock = 72707371;

/** So many lines are sealed in one transaction, and so many read at once when a chain is gone along. */
const maxAtOnce = 1_000;

/**
 * How long before the newest seal others are looked at again, for lines that were numbered before theirs and committed
 * after: far longer than any transaction here may take.
 */
const lateness = "2 minutes";

/**
 * Seals what is not sealed yet of a town, oldest first, and says whether there may be more. `recent` looks only at what
 * can have come since, and costs the same whatever the log has; `all` looks at the whole log. Two at once seal nothing
 * twice: the second leaves it to the first.
 *
 * Not in the transaction of the act, because each line's seal needs the one before: everybody who reads a conversation
 * would wait for everybody who does so at that moment, for as long as a commit takes.
 */
export const sealLines = async (scope: Scope, which: "recent" | "all"): Promise<"done" | "more"> => {
  const { organisation, tx } = scope;
  const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${sealingLock}::int, hashtext(${organisation})) AS held`;
  if (!lock?.held) return "done";
  const head = await tx.auditSeal.findFirst({ where: { organisation }, orderBy: { position: "desc" } });
  // Each line's seal is asked for by itself: a planner without statistics would read the whole chain instead.
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT l.line_id AS line, l.at, l.actor, l.session_id AS session, l.act, l.object_kind AS "objectKind",
      l.object_id AS "objectId", l.detail, l.result, l.times
    FROM audit_line l
    LEFT JOIN LATERAL (SELECT true AS sealed FROM audit_chain
      WHERE organisation_id = ${organisation}::uuid AND line_id = l.line_id OFFSET 0) s ON true
    WHERE l.organisation_id = ${organisation}::uuid AND s.sealed IS NULL
      AND l.line_id > CASE WHEN ${which}::text = 'all' THEN 0 ELSE coalesce((
        SELECT c.line_id FROM audit_chain c WHERE c.organisation_id = ${organisation}::uuid
          AND c.sealed_at < ${head?.sealedAt ?? new Date(0)}::timestamptz - ${lateness}::interval
        ORDER BY c.position DESC LIMIT 1), 0) END
    ORDER BY l.line_id LIMIT ${maxAtOnce}`;
  if (rows.length === 0) return "done";
  let before: Uint8Array = head?.hash ?? noSeal;
  const seals = rows.map((row) => {
    before = sealOf(before, organisation, row);
    return { line: String(row.line), hash: Buffer.from(before).toString("hex") };
  });
  await tx.$executeRaw`
    INSERT INTO audit_chain (organisation_id, position, line_id, hash)
    SELECT ${organisation}::uuid, ${head?.position ?? 0n}::bigint + s.place, (s.seal->>'line')::bigint,
      decode(s.seal->>'hash', 'hex')
    FROM jsonb_array_elements(${JSON.stringify(seals)}::jsonb) WITH ORDINALITY AS s (seal, place)`;
  return rows.length === maxAtOnce ? "more" : "done";
};

/** How a town's log stands: how much is sealed, what is wrong, and what has waited for its seal for longer than a minute. */
export type Verification = {
  head: KnownHead | undefined;
  /** The first of them only; `faultCount` counts all. */
  faults: ChainFault[];
  faultCount: number;
  unsealed: number;
};

const shownFaults = 20;

type ChainRow = LineRow & { position: bigint; sealedLine: bigint; hash: Uint8Array; isThere: boolean };

const nextSeals = ({ organisation, tx }: Scope, behind: number) => tx.$queryRaw<ChainRow[]>`
  SELECT c.position, c.line_id AS "sealedLine", c.hash, l.line_id IS NOT NULL AS "isThere", l.line_id AS line, l.at,
    l.actor, l.session_id AS session, l.act, l.object_kind AS "objectKind", l.object_id AS "objectId", l.detail,
    l.result, l.times
  FROM audit_chain c
  LEFT JOIN LATERAL (SELECT * FROM audit_line
    WHERE organisation_id = ${organisation}::uuid AND line_id = c.line_id OFFSET 0) l ON true
  WHERE c.organisation_id = ${organisation}::uuid AND c.position > ${behind}::bigint
  ORDER BY c.position LIMIT ${maxAtOnce}`;

/** Reckons a town's whole chain anew, page by page: what is appended meanwhile changes nothing of what was read. */
export const verifyChain = async (
  organisation: Scope["organisation"],
  { database, known }: { database: Pick<Database, "forOrganisation">; known?: KnownHead | undefined },
): Promise<Verification> => {
  const chain = followChain(organisation, known);
  const found: Verification = { head: undefined, faults: [], faultCount: 0, unsealed: 0 };
  const note = (faults: readonly ChainFault[]) => {
    found.faultCount += faults.length;
    found.faults.push(...faults.slice(0, shownFaults - found.faults.length));
  };
  for (;;) {
    const behind = chain.head()?.position ?? 0;
    const rows = await database.forOrganisation(organisation, (scope) => nextSeals(scope, behind));
    for (const { position, sealedLine, hash, isThere, ...row } of rows)
      note(
        chain.follow({ position: Number(position), line: sealedLine, hash, row: isThere ? row : undefined }),
      );
    if (rows.length < maxAtOnce) break;
  }
  note(chain.end());
  return { ...found, head: chain.head(), unsealed: await database.forOrganisation(organisation, unsealedOf) };
};

/** Lines of more than a minute ago without a seal, in the whole log. */
const unsealedOf = async ({ organisation, tx }: Scope): Promise<number> => {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM audit_line l
    WHERE l.organisation_id = ${organisation}::uuid AND l.at < clock_timestamp() - interval '1 minute'
      AND NOT EXISTS (SELECT FROM audit_chain c
        WHERE c.organisation_id = ${organisation}::uuid AND c.line_id = l.line_id)`;
  return row?.count ?? 0;
};
