import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";

/** What pgbench would do over `pg`: clients that each raise a counter and insert a row, a commit a message. */
export type Commits = {
  /** Commits a second, with all clients at work for so long. */
  measure(seconds: number): Promise<number>;
  close(): Promise<void>;
};

/** In an empty database: as many counters as conversations, and the same payload. */
export const createCommits = async (
  databaseUrl: string,
  { clients, counters, payloadBytes }: { clients: number; counters: number; payloadBytes: number },
): Promise<Commits> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
  await pool.query("CREATE TABLE counter (counter_id int PRIMARY KEY, last_seq int NOT NULL)");
  await pool.query(
    "CREATE TABLE entry (counter_id int, seq int, entry_id uuid, payload bytea, PRIMARY KEY (counter_id, seq))",
  );
  await pool.query("INSERT INTO counter SELECT n, 0 FROM generate_series(1, $1::int) AS n", [counters]);
  const payload = randomBytes(payloadBytes);

  const commit = async (client: pg.ClientBase) => {
    const counter = 1 + Math.floor(Math.random() * counters);
    await client.query("BEGIN");
    const { rows } = await client.query<{ last_seq: number }>({
      name: "raise",
      text: "UPDATE counter SET last_seq = last_seq + 1 WHERE counter_id = $1 RETURNING last_seq",
      values: [counter],
    });
    await client.query({
      name: "insert",
      text: "INSERT INTO entry (counter_id, seq, entry_id, payload) VALUES ($1, $2, $3, $4)",
      values: [counter, rows[0]?.last_seq, randomUUID(), payload],
    });
    await client.query("COMMIT");
  };

  return {
    measure: async (seconds) => {
      const startedMs = performance.now();
      const untilMs = startedMs + seconds * 1000;
      let committed = 0;
      const work = async () => {
        const client = await pool.connect();
        for (; performance.now() < untilMs; committed++) await commit(client);
        client.release();
      };
      await Promise.all(Array.from({ length: clients }, work));
      return (committed * 1000) / (performance.now() - startedMs);
    },
    close: () => pool.end(),
  };
};
