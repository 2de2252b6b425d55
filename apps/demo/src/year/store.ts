import { randomBytes } from "node:crypto";
import type { ConversationId } from "@eigenkanaal/protocol";
import pg from "pg";
import type { Lived } from "./lived.js";
import { writeLived } from "./write.js";

/** Both databases of a town, as their owner. */
export type YearStore = {
  readonly main: pg.Client;
  /** Those of these conversations that stand, or stood until they were destroyed. */
  written(conversations: readonly ConversationId[]): Promise<ReadonlySet<string>>;
  /** A key for each of them, committed before anything is sealed under it (PROTOCOL.md E5). */
  makeKeys(conversations: readonly ConversationId[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Stores them, whole or not at all, and says that their keys stay. */
  store(lived: readonly Lived[]): Promise<void>;
  /** Lets the databases know how full their tables are. */
  analyse(): Promise<void>;
  /** Nobody else fills this town; false where somebody does. */
  claim(): Promise<boolean>;
  close(): Promise<void>;
};

/** Any number of our own; it says: a year is being written. */
const claimKey = 1_902_026;

export const openYearStore = async (
  { messagesUrl, keysUrl }: { messagesUrl: string; keysUrl: string },
  organisation: string,
): Promise<YearStore> => {
  const main = new pg.Client({ connectionString: messagesUrl });
  const keys = new pg.Client({ connectionString: keysUrl });
  // A line that breaks while nothing is asked: the next question fails and tells.
  for (const client of [main, keys]) client.on("error", () => undefined);
  await main.connect();
  await keys.connect();
  return {
    main,
    written: async (conversations) => {
      const { rows } = await main.query<{ id: string }>(
        `SELECT conversation_id AS id FROM conversation WHERE organisation_id = $1 AND conversation_id = ANY ($2::uuid[])
         UNION SELECT conversation_id FROM destruction_register
         WHERE organisation_id = $1 AND conversation_id = ANY ($2::uuid[])`,
        [organisation, conversations],
      );
      return new Set(rows.map(({ id }) => id));
    },
    makeKeys: async (conversations) => {
      const { rows } = await keys.query<{ id: string; key: Buffer }>(
        `INSERT INTO conversation_key (organisation_id, conversation_id, key)
         SELECT $1, * FROM unnest($2::uuid[], $3::bytea[])
         ON CONFLICT (organisation_id, conversation_id) DO UPDATE SET created_at = now()
         RETURNING conversation_id AS id, key`,
        [organisation, conversations, conversations.map(() => randomBytes(32))],
      );
      return new Map(rows.map(({ id, key }) => [id, new Uint8Array(key)]));
    },
    store: async (lived) => {
      await main.query("BEGIN");
      try {
        await writeLived(main, organisation, lived);
        await main.query("COMMIT");
      } catch (error) {
        await main.query("ROLLBACK").catch(() => undefined);
        throw error;
      }
      await keys.query(
        "UPDATE conversation_key SET bound_at = now() WHERE organisation_id = $1 AND conversation_id = ANY ($2::uuid[])",
        [organisation, lived.map(({ conversation }) => conversation.conversation)],
      );
    },
    analyse: async () => {
      await main.query("ANALYZE conversation, channel, conversation_epoch, message, conversation_event");
      await keys.query("ANALYZE conversation_key");
    },
    claim: async () => {
      const { rows } = await main.query<{ claimed: boolean }>(
        "SELECT pg_try_advisory_lock($1, hashtext($2)) AS claimed",
        [claimKey, organisation],
      );
      return rows[0]?.claimed === true;
    },
    close: async () => {
      await Promise.allSettled([main.end(), keys.end()]);
    },
  };
};
