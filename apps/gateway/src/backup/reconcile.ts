import { pipeline } from "node:stream/promises";
import type pg from "pg";
import copies from "pg-copy-streams";

/*
 * What was destroyed is gone: whatever of it a backup brings back goes in the same transaction, before anybody sees it.
 * Rows without a key can be opened by nobody; a key without rows could open an older backup of the messages.
 */

/** How many conversations there were, and how many of them went for want of a key. */
export type Unopenable = { conversations: number; deleted: number };

/** Deletes the conversations that have no key in the other cluster, in the open transaction of the messages. */
export const deleteWithoutKey = async (messages: pg.Client, keys: pg.Client): Promise<Unopenable> => {
  await copyIds({ from: keys, table: "conversation_key" }, messages);
  const { rows } = await messages.query<{ total: string }>("SELECT count(*) AS total FROM conversation");
  const { rowCount } = await messages.query(
    `DELETE FROM conversation WHERE NOT EXISTS (${sameElsewhere("conversation")})`,
  );
  return { conversations: Number(rows[0]?.total), deleted: rowCount ?? 0 };
};

/** Deletes the keys that no conversation of the other cluster has, in the open transaction of the keys. */
export const deleteWithoutConversation = async (keys: pg.Client, messages: pg.Client): Promise<number> => {
  await copyIds({ from: messages, table: "conversation" }, keys);
  const { rowCount } = await keys.query(
    `DELETE FROM conversation_key WHERE NOT EXISTS (${sameElsewhere("conversation_key")})`,
  );
  return rowCount ?? 0;
};

/** How many conversations of this database have no key in the other. */
export const countWithoutKey = async (messages: pg.Client, keys: pg.Client): Promise<number> => {
  await copyIds({ from: keys, table: "conversation_key" }, messages);
  const { rows } = await messages.query<{ total: string }>(
    `SELECT count(*) AS total FROM conversation WHERE NOT EXISTS (${sameElsewhere("conversation")})`,
  );
  return Number(rows[0]?.total);
};

type Holder = "conversation" | "conversation_key";

const sameElsewhere = (table: Holder) =>
  `SELECT FROM elsewhere WHERE elsewhere.organisation_id = ${table}.organisation_id
     AND elsewhere.conversation_id = ${table}.conversation_id`;

/** The ids of one cluster's rows as a table of the other's transaction. */
const copyIds = async ({ from, table }: { from: pg.Client; table: Holder }, to: pg.Client) => {
  await to.query(
    `CREATE TEMP TABLE elsewhere (organisation_id uuid, conversation_id uuid,
       PRIMARY KEY (organisation_id, conversation_id)) ON COMMIT DROP`,
  );
  await pipeline(
    from.query(copies.to(`COPY (SELECT organisation_id, conversation_id FROM ${table}) TO STDOUT`)),
    to.query(copies.from("COPY elsewhere FROM STDIN")),
  );
};
