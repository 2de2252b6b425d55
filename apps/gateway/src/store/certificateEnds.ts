import { readBody } from "../trust/bodies.js";
import type { Scope } from "./database.js";

/** Until when a town's certificates of one type hold; `endsAtMs` in unix milliseconds. */
export type CertificateEnd = { type: "officer" | "policy" | "roster" | "desk"; endsAtMs: number };

type Row = { type: string; desk: string | null; officer: string | undefined; notAfter: Date };

/**
 * The end that comes first of each type, of what was not replaced: each desk's newest key and roster, the newest policy.
 * Officers go without a word, so of them the first end to come; the last that was, when none is in office.
 */
export const firstEnds = (inLogOrder: readonly Row[], nowMs: number): CertificateEnd[] => {
  const newest = new Map<string, Row>();
  for (const row of inLogOrder) newest.set(`${row.type}/${row.desk ?? row.officer ?? ""}`, row);
  return (["officer", "policy", "roster", "desk"] as const).flatMap((type) => {
    const ends = [...newest.values()].filter((row) => row.type === type).map((row) => row.notAfter.getTime());
    if (ends.length === 0) return [];
    const toCome = type === "officer" ? ends.filter((endsAtMs) => endsAtMs > nowMs) : ends;
    return [{ type, endsAtMs: toCome.length > 0 ? Math.min(...toCome) : Math.max(...ends) }];
  });
};

/** When a town's certificates end, without those that were revoked. The root has no certificate, and no end. */
export const certificateEnds = async ({ organisation, tx }: Scope, nowMs: number) => {
  const rows = await tx.certificate.findMany({ where: { organisation }, orderBy: { logIndex: "asc" } });
  const revoked = new Set(rows.map(({ revokedHash }) => revokedHash && hex(revokedHash)));
  return firstEnds(
    rows
      .filter(({ hash }) => !revoked.has(hex(hash)))
      .map(({ type, desk, notAfter, payload }) => {
        const body = type === "officer" ? readBody(payload) : undefined;
        return { type, desk, notAfter, officer: body?.type === "officer" ? body.officer : undefined };
      }),
    nowMs,
  );
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
