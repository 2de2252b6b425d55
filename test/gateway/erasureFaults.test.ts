import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { type Begun, begin, codeOf, say } from "../harness/conversation.js";
import { tablesNaming } from "../harness/destruction.js";
import { useSetting } from "../harness/setting.js";

/** What a citizen asked to have erased while gateway or database end in the middle of it. */

/** By which the database knows the gateway's connections from the test's own. */
const name = "gateway-of-erasures";
const setting = useSetting({ WATCH_INTERVAL_MS: "100", PGAPPNAME: name });

/** Locks that keep it at a certain step, in a connection that no gateway has. */
const held: pg.Client[] = [];
const release = () => Promise.all(held.splice(0).map((client) => client.end()));
afterEach(release);
const hold = async (databaseUrl: string, table: string, mode: string) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  held.push(client);
  await client.query(`BEGIN; LOCK TABLE ${table} IN ${mode} MODE`);
};

/** Where it is held, what is there of the conversation then, and whether its citizen has been told by then. */
const steps = {
  "while the rows are being deleted": {
    hold: () => hold(setting.databases.databaseUrl, "conversation_actor", "SHARE"),
    found: { row: 1, pending: 0, key: 1, registered: 0, requests: 0 },
    told: false,
  },
  "after the rows, before the key": {
    hold: () => hold(setting.databases.keyDatabaseUrl, "conversation_key", "EXCLUSIVE"),
    found: { row: 0, pending: 1, key: 1, registered: 0, requests: 1 },
    told: true,
  },
  "after the key, before the register": {
    hold: () => hold(setting.databases.databaseUrl, "destruction_register", "SHARE"),
    found: { row: 0, pending: 1, key: 0, registered: 0, requests: 1 },
    told: true,
  },
};

const count = async (rows: Promise<unknown[]>) => (await rows).length;
const stateOf = async (conversation: string, pseudonym: string) => ({
  row: await count(setting.rows("SELECT FROM conversation WHERE conversation_id = $1", [conversation])),
  pending: await count(
    setting.rows("SELECT FROM destruction_pending WHERE conversation_id = $1", [conversation]),
  ),
  key: await count(
    setting.keyRows("SELECT FROM conversation_key WHERE conversation_id = $1", [conversation]),
  ),
  registered: await count(
    setting.rows("SELECT FROM destruction_register WHERE conversation_id = $1", [conversation]),
  ),
  requests: await count(
    setting.rows("SELECT FROM erasure_request WHERE conversation_pseudonym = $1", [pseudonym]),
  ),
});
const destroyed = { row: 0, pending: 0, key: 0, registered: 1, requests: 1 };

/** Other tests' databases are in the same cluster. */
const waits = `SELECT FROM pg_locks WHERE NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
/** Waits until somebody waits for a lock that a test holds. */
const stuck = () =>
  expect
    .poll(async () => [...(await setting.rows(waits)), ...(await setting.keyRows(waits))].length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
const disconnect = (rows: typeof setting.rows) =>
  rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
    [name],
  );

/** Asks again until it is answered for good, as its citizen would. */
const isErasedOnce = async ({ conversation, citizen }: Begun, pseudonym: string) => {
  const again = await connectCitizen(setting, citizen.keys);
  const ask = async () => codeOf(await again.call("erasure:ask", { conversation }));
  await expect.poll(ask, { timeout: 20_000 }).toBe("destroyed");
  await expect.poll(() => stateOf(conversation, pseudonym), { timeout: 20_000 }).toEqual(destroyed);
  expect(await tablesNaming(setting, [conversation])).toEqual(["destruction_register"]);
  again.socket.disconnect();
};

describe.each(Object.entries(steps))("an erasure that is interrupted %s", (_, step) => {
  const interrupted = async () => {
    const begun = await begin(setting);
    await say(begun);
    const [{ pseudonym } = { pseudonym: "" }] = await setting.rows<{ pseudonym: string }>(
      "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
      [begun.conversation],
    );
    await step.hold();
    const asking = begun.citizen.call("erasure:ask", { conversation: begun.conversation });
    if (step.told) expect(codeOf(await asking)).toBe("ok");
    // What becomes of it is lost with the connection.
    else asking.catch(() => {});
    await stuck();
    expect(await stateOf(begun.conversation, pseudonym)).toEqual(step.found);
    return { begun, pseudonym };
  };

  test("by a gateway that is killed ends as if nothing had happened", async () => {
    const { begun, pseudonym } = await interrupted();
    setting.gateway.process.kill("SIGKILL");
    await setting.restartGateway(async () => void (await release()));
    await isErasedOnce(begun, pseudonym);
  });

  test("by either database that fails likewise", async () => {
    const { begun, pseudonym } = await interrupted();
    await disconnect(setting.rows);
    await disconnect(setting.keyRows);
    await release();
    await isErasedOnce(begun, pseudonym);
  });
});
