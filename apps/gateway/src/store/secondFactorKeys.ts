import { hkdfSync, randomBytes } from "node:crypto";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { queryKeys } from "./keyCluster.js";

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
  const query = queryKeys(pool);
  return async (organisation) => {
    await query(
      organisation,
      `INSERT INTO organisation_key (organisation_id, purpose, key) VALUES ($1, 'second_factor', $2)
       ON CONFLICT (organisation_id, purpose) DO NOTHING`,
      [randomBytes(32)],
    );
    const { rows } = await query<{ key: Buffer }>(
      organisation,
      "SELECT key FROM organisation_key WHERE organisation_id = $1 AND purpose = 'second_factor'",
      [],
    );
    const [row] = rows;
    if (!row) throw new Error("a town without its key for second factors");
    return {
      sealing: derive(row.key, "second-factor-secret"),
      hashing: derive(row.key, "recovery-code"),
    };
  };
};
