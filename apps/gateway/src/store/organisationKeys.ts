import { randomBytes } from "node:crypto";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { queryKeys } from "./keyCluster.js";

/** A town's key for a purpose (32 random bytes), out of the key cluster; made at the first asking. */
export const organisationKey = (pool: pg.Pool, purpose: "second_factor" | "notice") => {
  const query = queryKeys(pool);
  return async (organisation: OrganisationId): Promise<Uint8Array> => {
    await query(
      organisation,
      `INSERT INTO organisation_key (organisation_id, purpose, key) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id, purpose) DO NOTHING`,
      [purpose, randomBytes(32)],
    );
    const { rows } = await query<{ key: Buffer }>(
      organisation,
      "SELECT key FROM organisation_key WHERE organisation_id = $1 AND purpose = $2",
      [purpose],
    );
    const [row] = rows;
    if (!row) throw new Error(`a town without its key for ${purpose}`);
    return row.key;
  };
};
