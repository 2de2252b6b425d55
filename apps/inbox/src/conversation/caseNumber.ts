import type { Entry } from "@eigenkanaal/client";

/** The longest number of a case, in bytes of UTF-8 (packages/crypto/DESIGN.md, 3.1). */
const maxCaseBytes = 64;

/** The case's number in another system as it was said last; null where there is none. */
export const caseNumberOf = (entries: readonly Entry[]): string | null => {
  const newest = entries.findLast((entry) => entry.kind === "case" && entry.delivery?.state !== "refused");
  return newest?.kind === "case" && newest.number !== "" ? newest.number : null;
};

export const isCaseTooLong = (number: string): boolean =>
  new TextEncoder().encode(number).length > maxCaseBytes;
