import { type CertificateBody, randomBytes, type SigningKeys, signCertificate } from "@eigenkanaal/crypto";
import { type Organisation, withCertificate } from "./organisation.js";

const dayMs = 86_400_000;

/** How long certificates are made valid, in days: the longest that MCE1 allows. */
const lifetimeDays = { officer: 400, policy: 400, roster: 92, desk: 35 } as const;

/** A client whose clock is a little behind must not find a new certificate in its future. */
const clockToleranceMs = 5 * 60_000;

type Common = "v" | "org" | "not_before" | "not_after" | "salt";
/** What a certificate says besides what all of them say. */
type Statement = {
  [T in CertificateBody["type"]]: Omit<Extract<CertificateBody, { type: T }>, Common>;
}[Exclude<CertificateBody["type"], "revoke">];

/** The organisation with one more certificate that says this, valid from `nowMs` on, signed by each of the keys. */
export function certify(
  organisation: Organisation,
  statement: Statement,
  { signers, nowMs }: { signers: readonly SigningKeys[]; nowMs: number },
): Organisation {
  const notBefore = nowMs - clockToleranceMs;
  const body = {
    v: 1,
    org: organisation.content.organisation,
    not_before: notBefore,
    not_after: notBefore + lifetimeDays[statement.type] * dayMs,
    salt: randomBytes(16),
    ...statement,
  } as const;
  return withCertificate(organisation, signCertificate(body, signers));
}

/** The hash that the next certificate of a series names; zeros for the first. */
export const previousHash = (last: { hash: Uint8Array } | undefined): Uint8Array =>
  last?.hash ?? new Uint8Array(32);
