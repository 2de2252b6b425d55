import type { OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { beginForOrganisation } from "./database.js";

/** One statement in the key cluster, committed, with the organisation as its first value. */
export const queryKeys =
  (pool: pg.Pool) =>
  async <Row extends pg.QueryResultRow>(organisation: OrganisationId, text: string, values: unknown[]) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await beginForOrganisation(client, organisation);
      const result = await client.query<Row>(text, [organisation, ...values]);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      broken = error instanceof Error ? error : new Error("key query failed");
      throw error;
    } finally {
      client.release(broken);
    }
  };
