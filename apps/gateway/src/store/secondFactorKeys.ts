import { hkdfSync } from "node:crypto";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { organisationKey } from "./organisationKeys.js";

/** What a town's second factors are kept under, 32 bytes each. */
export type FactorKeys = {
  /** Seals the secrets. */
  sealing: Uint8Array;
  /** Hashes the recovery codes. */
  hashing: Uint8Array;
};

/** A town's keys for its members' second factors, out of the key cluster; made at the first asking. */
export type SecondFactorKeys = (organisation: OrganisationId) => Promise<FactorKeys>;

const derive = (key: Uint8Array, purpose: string) =>
  // RFC 5869; the key is random, so it needs no salt.
  new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `eigenkanaal/${purpose}`, 32));

export const openSecondFactorKeys = ({ pool }: { pool: pg.Pool }): SecondFactorKeys => {
  const keyOf = organisationKey(pool, "second_factor");
  return async (organisation) => {
    const key = await keyOf(organisation);
    return { sealing: derive(key, "second-factor-secret"), hashing: derive(key, "recovery-code") };
  };
};
