import pg from "pg";

/** Whatever the server's own settings are, a value is written and read in one form, and no row is left out unseen. */
const settings = [
  "row_security = off",
  "DateStyle = ISO",
  "IntervalStyle = postgres",
  "TimeZone = UTC",
  "bytea_output = hex",
  "extra_float_digits = 3",
  "statement_timeout = 0",
  "idle_in_transaction_session_timeout = 0",
  // Somebody else's long transaction must not keep both of us waiting for ever.
  "lock_timeout = '30s'",
];

/** A connection of its own for as long as the work takes; its end is the end of whatever transaction is still open. */
export const inCopySession = async <T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // Without a listener, a connection that breaks between two queries would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(settings.map((setting) => `SET ${setting}`).join("; "));
    return await work(client);
  } finally {
    await client.end();
  }
};
