import { randomBytes } from "node:crypto";
import type { DestructionLists, ProposedList } from "@eigenkanaal/protocol";
import pg from "pg";
import { inboxFetch, signIn } from "../harness/callers.js";
import type { Stand } from "./stand.js";

/** Conversations whose term has passed, and officers who put them on lists. */

/** Each has so many messages of the smallest real envelope, and one record. */
const messagesEach = 10;
const envelopeBytes = randomBytes(1_160);

/**
 * Writes conversations as the databases' owner, with all rows that real ones have and their keys; closed three years ago. Nobody
 * can open one.
 */
export const insertDue = async (
  { main, keys }: { main: pg.Client; keys: pg.Client },
  { town }: Pick<Stand, "town">,
  count: number,
) => {
  const { organisation } = town;
  const { rows } = await main.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, outcome, opened_at,
         closed_at, retention_class, last_activity_at, citizen_seq, public_seq)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), ($2::uuid[])[1 + n % cardinality($2::uuid[])],
         sha256(n::text::bytea), 'closed', 'answered', at, at, '6.1.3', at, $4::int, $4::int
       FROM generate_series(1, $3::int) n, LATERAL (SELECT now() - interval '3 years' + n * interval '1 second') t (at)
       RETURNING organisation_id, conversation_id
     ), channels AS (
       INSERT INTO channel (organisation_id, conversation_id, kind, crypto_id, epoch, log_size)
       SELECT organisation_id, conversation_id, 'public', conversation_id, 0, 1 FROM made
     ), epochs AS (
       INSERT INTO conversation_epoch (organisation_id, conversation_id, channel, epoch, sealed_record, stored_at)
       SELECT organisation_id, conversation_id, 'public', 0, $5::bytea, now() FROM made
     ), actors AS (
       INSERT INTO conversation_actor (organisation_id, conversation_id, pseudonym)
       SELECT organisation_id, conversation_id, gen_random_uuid() FROM made
     ), messages AS (
       INSERT INTO message (organisation_id, conversation_id, channel, seq, message_id, class, epoch, sender_vk, sender_ref,
         sender_seq, envelope, stored_at)
       SELECT organisation_id, conversation_id, 'public', seq, gen_random_uuid(), 1, 0, sha256('x'), conversation_id, seq - 1,
         $5::bytea, now() FROM made, generate_series(1, $4::int) seq
     )
     SELECT conversation_id AS id FROM made`,
    [organisation, town.desks.map(({ desk }) => desk), count, messagesEach, envelopeBytes],
  );
  await keys.query(
    `INSERT INTO conversation_key (organisation_id, conversation_id, key, bound_at)
     SELECT $1, id, $3::bytea, now() FROM unnest($2::uuid[]) AS id`,
    [organisation, rows.map(({ id }) => id), randomBytes(32)],
  );
};

/** Connections to both databases as their owner. */
export const openOwners = async ({ databases }: Pick<Stand, "databases">) => {
  const main = new pg.Client({ connectionString: databases.databaseUrl });
  const keys = new pg.Client({ connectionString: databases.keyDatabaseUrl });
  await main.connect();
  await keys.connect();
  return { main, keys, end: () => Promise.all([main.end(), keys.end()]) };
};

/** Three colleagues as records officers: one asks for lists, the others approve. */
export const openOfficers = async (stand: Stand, main: pg.Client) => {
  await main.query("UPDATE member SET roles = '{agent,records_officer}'");
  const people = [...stand.town.people.values()].slice(0, 3);
  const cookies: string[] = [];
  for (const person of people) cookies.push(await signIn(stand, person));
  const ask = async (officer: number, path: string, body?: object) => {
    const cookie = cookies[officer] ?? "";
    const response = await inboxFetch(stand, `/api/v1/${path}`, {
      cookie,
      ...(body && { method: "POST", body }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    propose: async (): Promise<string> => {
      const { list } = (await ask(0, "destruction-lists", {})) as ProposedList;
      if (!list) throw new Error("nothing is due");
      return list.list;
    },
    withdraw: (list: string) => ask(0, `destruction-lists/${list}/withdrawal`, { reason: "measured" }),
    approve: async (list: string) => {
      for (const officer of [1, 2]) await ask(officer, `destruction-lists/${list}/approvals`, {});
    },
    lists: async (): Promise<DestructionLists["lists"]> =>
      ((await ask(0, "destruction-lists")) as DestructionLists).lists,
  };
};
export type Officers = Awaited<ReturnType<typeof openOfficers>>;

/** The day's own list is made and withdrawn, so that all others are those that are asked for. */
export const passDailyList = async (officers: Officers) => {
  for (;;) {
    const [daily] = await officers.lists();
    if (daily) return officers.withdraw(daily.list);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
