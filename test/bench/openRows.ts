import type pg from "pg";

/** Where rows are put, and how many. */
type Rows = { organisation: string; desks: readonly string[]; count: number };

/**
 * Writes conversations as the database's owner: metadata alone, as a queue reads it; nobody can open one. Those in the
 * queue wait since a minute more each; the closed ones were closed ten seconds earlier each, so that a million are within any term.
 */
export const insertConversations = async (
  client: Pick<pg.ClientBase, "query">,
  state: "waiting" | "closed",
  { organisation, desks, count }: Rows,
): Promise<void> => {
  await client.query(
    `INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, outcome,
       opened_at, waiting_since, late_due_at, closed_at, retention_class, last_activity_at,
       citizen_seq, public_seq)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), ($2::uuid[])[1 + n % cardinality($2::uuid[])],
       decode(repeat(md5(n::text), 2), 'hex'), $3, CASE $3 WHEN 'closed' THEN 'answered' END,
       at, CASE $3 WHEN 'waiting' THEN at END, CASE $3 WHEN 'waiting' THEN now() END,
       CASE $3 WHEN 'closed' THEN at END, CASE $3 WHEN 'closed' THEN '6.1.3' END, at, 1, 2
     FROM generate_series(1, $4::int) n, LATERAL (SELECT now() - n * CASE $3 WHEN 'closed' THEN interval '10 seconds' ELSE interval '1 minute' END) AS t (at)`,
    [organisation, desks, state, count],
  );
  await client.query("ANALYZE conversation");
};
