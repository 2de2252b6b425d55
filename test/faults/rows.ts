import pg from "pg";
import { ownershipViolations } from "./ownership.js";
import type { Rows } from "./record.js";

/** Reads what the checks look at, as the owner of both databases and in one snapshot of the main one. */
export const readRows = async ({
  databaseUrl,
  keyDatabaseUrl,
}: {
  databaseUrl: string;
  keyDatabaseUrl: string;
}): Promise<Rows> => {
  const { rows: keys } = await withClient(keyDatabaseUrl, (client) =>
    client.query<{ key: string }>("SELECT conversation_id AS key FROM conversation_key"),
  );
  return withClient(databaseUrl, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const read = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;
    return {
      keys: keys.map(({ key }) => key),
      conversations: await read(`SELECT conversation_id AS conversation, pseudonym, desk_id AS desk, state,
          assignee_id AS assignee, public_seq AS "publicSeq", internal_seq AS "internalSeq" FROM conversation
        ORDER BY conversation_id`),
      messages:
        await read(`SELECT conversation_id AS conversation, channel, seq, message_id AS "messageId", class, epoch,
          sender_member_id AS "senderMember", sender_ref AS "senderRef", sender_seq AS "senderSeq"
        FROM message ORDER BY conversation_id, channel, seq`),
      epochs: await read(`SELECT conversation_id AS conversation, channel, epoch FROM conversation_epoch
        ORDER BY conversation_id, channel, epoch`),
      events:
        await read(`SELECT conversation_pseudonym AS pseudonym, kind, actor, actor_pseudonym AS "actorPseudonym"
        FROM conversation_event ORDER BY event_id`),
      actors: await read(
        `SELECT conversation_id AS conversation, pseudonym, member_id AS member FROM conversation_actor`,
      ),
      ownership: await read(ownershipViolations),
      desks: await read(`SELECT desk_id AS desk, coalesce(array_agg(member_id::text)
          FILTER (WHERE 'answer' = ANY (rights)), '{}') AS members
        FROM desk LEFT JOIN desk_member USING (organisation_id, desk_id) GROUP BY desk_id`),
    };
  });
};

const withClient = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
