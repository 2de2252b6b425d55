import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { due, tablesNaming, useOfficers } from "../harness/destruction.js";
import { startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

/** By which the database knows the gateway's connections from the test's own. */
const name = "gateway-of-this-test";
const setting = useSetting({ WATCH_INTERVAL_MS: "100", PGAPPNAME: name });
const { roles, approved, done, items, passDaily } = useOfficers(setting);
beforeAll(async () => {
  await roles("agent", "records_officer");
  const { conversation } = await due(setting);
  await passDaily();
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
});

/** Locks that keep destruction at a certain step, in a connection that no gateway has. */
const held: pg.Client[] = [];
const release = () => Promise.all(held.splice(0).map((client) => client.end()));
afterEach(release);
const hold = async (databaseUrl: string, table: string, mode: string) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  held.push(client);
  await client.query(`BEGIN; LOCK TABLE ${table} IN ${mode} MODE`);
};

/** Where destruction is held, and what is there of the conversation then. */
const steps = {
  "while the rows are being deleted": {
    hold: () => hold(setting.databases.databaseUrl, "conversation_actor", "SHARE"),
    found: { row: 1, pending: 0, key: 1, registered: 0 },
  },
  "after the rows, before the key": {
    hold: () => hold(setting.databases.keyDatabaseUrl, "conversation_key", "EXCLUSIVE"),
    found: { row: 0, pending: 1, key: 1, registered: 0 },
  },
  "after the key, before the register": {
    hold: () => hold(setting.databases.databaseUrl, "destruction_register", "SHARE"),
    found: { row: 0, pending: 1, key: 0, registered: 0 },
  },
  "before anything is written": {
    hold: () => hold(setting.databases.databaseUrl, "destruction_pending", "SHARE ROW EXCLUSIVE"),
    found: { row: 1, pending: 0, key: 1, registered: 0 },
  },
};

const count = async (rows: Promise<unknown[]>) => (await rows).length;
const stateOf = async (conversation: string) => ({
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
});
const destroyed = { row: 0, pending: 0, key: 0, registered: 1 };

/** Waits until somebody waits for a lock that a test holds. */
const stuck = () =>
  expect
    .poll(async () => [...(await setting.rows(waits)), ...(await setting.keyRows(waits))].length, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);
/** Other tests' databases are in the same cluster. */
const waits = `SELECT FROM pg_locks WHERE NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
/** Ends the connections of the gateway to a database, as when its server fails. */
const disconnect = (rows: typeof setting.rows) =>
  rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
    [name],
  );

const isDestroyedOnce = async (conversation: string, list: string) => {
  await done(list);
  expect(await stateOf(conversation)).toEqual(destroyed);
  expect(await tablesNaming(setting, [conversation])).toEqual(["destruction_register"]);
  expect((await items(list)).list.items).toEqual({
    proposed: 1,
    removed: 0,
    leftOut: 0,
    destroyed: 1,
    left: 0,
  });
};

describe.each(Object.entries(steps))("destruction that is interrupted %s", (_, step) => {
  const begin = async () => {
    const { conversation } = await due(setting);
    await step.hold();
    const list = await approved();
    await stuck();
    expect(await stateOf(conversation)).toEqual(step.found);
    return { conversation, list };
  };

  test("by a gateway that is killed ends as if nothing had happened", async () => {
    const { conversation, list } = await begin();
    setting.gateway.process.kill("SIGKILL");
    await setting.restartGateway(async () => void (await release()));
    await isDestroyedOnce(conversation, list);
  });

  test("by the main database that fails likewise", async () => {
    const { conversation, list } = await begin();
    await disconnect(setting.rows);
    await release();
    await isDestroyedOnce(conversation, list);
  });

  test("by the key cluster that fails likewise", async () => {
    const { conversation, list } = await begin();
    await disconnect(setting.keyRows);
    await release();
    await isDestroyedOnce(conversation, list);
  });
});

test("two gateways destroy nothing twice and leave nothing out", async () => {
  const second = await startGateway(setting.databases, { WATCH_INTERVAL_MS: "50" });
  try {
    const begun: Awaited<ReturnType<typeof due>>[] = [];
    for (let n = 0; n < 30; n++) begun.push(await due(setting));
    const list = await approved();
    await done(list);
    for (const { conversation } of begun) expect(await stateOf(conversation)).toEqual(destroyed);
    expect((await items(list)).list.items).toMatchObject({ proposed: 30, destroyed: 30, left: 0 });
  } finally {
    await second.stop();
  }
});
