import { randomBytes } from "node:crypto";
import type { ConversationId, OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { queryKeys } from "./keyCluster.js";

/** The keys `E_c` (32 bytes each) in their own cluster: what makes the deletion of a conversation reach old backups. */
export type ConversationKeys = {
  /** The conversation's key, made and committed when it has none yet (PROTOCOL.md E5). */
  make(organisation: OrganisationId, conversation: ConversationId): Promise<Uint8Array>;
  /** Throws when there is none: then the conversation was destroyed or the wrong cluster is connected. */
  get(organisation: OrganisationId, conversation: ConversationId): Promise<Uint8Array>;
  /** Those of these conversations that have a key. */
  all(
    organisation: OrganisationId,
    conversations: ConversationId[],
  ): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Says that these conversations exist, so that their keys stay. */
  bind(organisation: OrganisationId, conversations: ConversationId[]): Promise<void>;
  /** Deletes the keys of these conversations, whose rows are gone. Repeated it changes nothing. */
  delete(organisation: OrganisationId, conversations: ConversationId[]): Promise<void>;
  /** Conversations whose key was made before `olderThanMs` ago and that nobody said to exist. */
  unbound(organisation: OrganisationId, olderThanMs: number): Promise<ConversationId[]>;
  /** Deletes the keys of these conversations that are still unbound and that old. */
  deleteUnbound(
    organisation: OrganisationId,
    conversations: ConversationId[],
    olderThanMs: number,
  ): Promise<number>;
};

export const openConversationKeys = ({ pool }: { pool: pg.Pool }): ConversationKeys => {
  const query = queryKeys(pool);
  const old = "bound_at IS NULL AND created_at < now() - $2 * interval '1 millisecond'";
  return {
    make: async (organisation, conversation) => {
      // A repeated opening begins the hour anew, so that the sweep cannot take the key from under it.
      const { rows } = await query<{ key: Buffer }>(
        organisation,
        `INSERT INTO conversation_key (organisation_id, conversation_id, key) VALUES ($1, $2, $3)
         ON CONFLICT (organisation_id, conversation_id) DO UPDATE SET created_at = now() RETURNING key`,
        [conversation, randomBytes(32)],
      );
      return keyOf(rows);
    },
    get: async (organisation, conversation) => {
      const { rows } = await query<{ key: Buffer }>(
        organisation,
        "SELECT key FROM conversation_key WHERE organisation_id = $1 AND conversation_id = $2",
        [conversation],
      );
      return keyOf(rows);
    },
    all: async (organisation, conversations) => {
      const { rows } = await query<{ conversation_id: string; key: Buffer }>(
        organisation,
        `SELECT conversation_id, key FROM conversation_key
         WHERE organisation_id = $1 AND conversation_id = ANY($2::uuid[])`,
        [conversations],
      );
      return new Map(rows.map((row) => [row.conversation_id, row.key]));
    },
    bind: async (organisation, conversations) => {
      await query(
        organisation,
        `UPDATE conversation_key SET bound_at = now()
         WHERE organisation_id = $1 AND conversation_id = ANY($2::uuid[]) AND bound_at IS NULL`,
        [conversations],
      );
    },
    delete: async (organisation, conversations) => {
      await query(
        organisation,
        "DELETE FROM conversation_key WHERE organisation_id = $1 AND conversation_id = ANY($2::uuid[])",
        [conversations],
      );
    },
    unbound: async (organisation, olderThanMs) => {
      const { rows } = await query<{ conversation_id: ConversationId }>(
        organisation,
        `SELECT conversation_id FROM conversation_key WHERE organisation_id = $1 AND ${old}`,
        [olderThanMs],
      );
      return rows.map((row) => row.conversation_id);
    },
    deleteUnbound: async (organisation, conversations, olderThanMs) => {
      const { rowCount } = await query(
        organisation,
        `DELETE FROM conversation_key WHERE organisation_id = $1 AND ${old} AND conversation_id = ANY($3::uuid[])`,
        [olderThanMs, conversations],
      );
      return rowCount ?? 0;
    },
  };
};

const keyOf = (rows: { key: Buffer }[]): Uint8Array => {
  const [row] = rows;
  if (!row) throw new Error("a conversation without its key");
  return row.key;
};
