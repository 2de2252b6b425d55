import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  backUp,
  backupsIn,
  dumpedRows,
  letDaysPass,
  manifestIn,
  restoreInto,
  useFolder,
} from "../harness/backups.js";
import { type Begun, begin, say } from "../harness/conversation.js";
import { type RunningGateway, runProgram, startGateway } from "../harness/gateway.js";
import { useInstallation, withClient } from "../harness/installation.js";
import { deskKeys, openers, type Row } from "../harness/openers.js";
import { until } from "../harness/people.js";
import { writeScoredReview } from "../harness/reviews.js";
import { freshDatabases, type Setting, useSetting } from "../harness/setting.js";
import { shows, usePeople } from "../harness/talks.js";

const setting = useSetting();
/** Two clusters in which there is nothing yet: where all is restored. */
const installation = useInstallation();
const folders = useFolder();

/** The gateway that people talk to: the setting's, and later the one on what was restored. */
const moved: { gateway?: RunningGateway } = {};
const town: Setting = Object.create(setting, { gateway: { get: () => moved.gateway ?? setting.gateway } });
const { asked, openAgent, openConversation, taken } = usePeople(town);

const restored = () => ({
  databaseUrl: installation.owner.OWNER_DATABASE_URL,
  keyDatabaseUrl: installation.owner.OWNER_KEY_DATABASE_URL,
});

const keysOf = (rows: Row[]) => rows.map(({ key }) => key as Buffer);

const emptied: (() => Promise<void>)[] = [];
const emptyDatabases = async () => {
  const { drop, ...databases } = await freshDatabases();
  emptied.push(drop);
  return databases;
};
afterAll(async () => {
  for (const drop of emptied) await drop();
});

test("what was destroyed is opened by no key that anybody holds once the keys' backups are gone, and all else goes on", async () => {
  const folder = folders.fresh();
  const talk = await asked("Wanneer wordt het grofvuil gehaald?");
  const forAnna = await taken("anna", talk.id);
  await forAnna.send("Donderdag.");
  await until(talk.citizen.state, shows("Donderdag."));
  const waiting = await asked("Mag ik langskomen?");
  const kept = await begin(setting);
  await say(kept);
  const destroyed = await begin(setting);
  await say(destroyed);
  const review = await writeScoredReview(setting, [kept.conversation, destroyed.conversation]);

  expect(await backUp(setting.databases, folder)).toMatchObject({ code: 0 });
  const [messages = ""] = await backupsIn(folder, "messages");
  const [oldKeys = ""] = await backupsIn(folder, "keys");
  const records = await dumpedRows(messages, "conversation_epoch");
  const recordOf = ({ conversation }: Begun): Row => {
    const found = records.find(({ conversation_id }) => conversation_id === conversation);
    if (!found) throw new Error("not in the backup");
    return found;
  };
  const desks = { desk: await deskKeys(setting, "anna"), archive: await deskKeys(setting, "archivist") };
  const opened = (begun: Begun, held: Buffer[]) =>
    openers(recordOf(begun), { held, holders: { ...desks, citizen: begun.citizen.keys } });

  // As destruction does it: the key first, then the rows.
  await setting.keyRows("DELETE FROM conversation_key WHERE conversation_id = $1", [destroyed.conversation]);
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [destroyed.conversation]);

  // So long as there is a backup of its key it can still be opened: this is what the seven days are of.
  const everybody = ["citizen", "desk", "archive"];
  expect(opened(destroyed, keysOf(await dumpedRows(oldKeys, "conversation_key")))).toEqual(everybody);
  await letDaysPass(folder, 8);
  expect(await restoreInto(await emptyDatabases(), folder)).toEqual({
    code: 1,
    output: expect.stringMatching(/older than 7 days.* not restored\.\n$/),
  });
  expect(await backUp(setting.databases, folder, { args: ["--only", "keys"] })).toEqual({
    code: 0,
    output: expect.stringMatching(/^keys: \d+ rows .*\nkeys: deleted .*\n$/),
  });
  const [newKeys = "", ...more] = await backupsIn(folder, "keys");
  expect([newKeys === oldKeys, more]).toEqual([false, []]);

  const held = [
    ...keysOf(await setting.keyRows<Row>("SELECT key FROM conversation_key")),
    ...keysOf(await setting.keyRows<Row>("SELECT key FROM organisation_key")),
    ...keysOf(await dumpedRows(newKeys, "conversation_key")),
    ...keysOf(await dumpedRows(newKeys, "organisation_key")),
  ];
  expect(opened(kept, held)).toEqual(expect.arrayContaining(everybody));
  expect(opened(destroyed, held)).toEqual([]);

  const { admin, owner, application } = installation;
  expect(
    await runProgram("operator/roles.js", { env: { ...admin, ...owner, ...application } }),
  ).toMatchObject({ code: 0 });
  expect(await restoreInto(restored(), folder)).toEqual({
    code: 0,
    output: expect.stringMatching(
      /\nmessages: message, \d+ rows\.\n[\s\S]*\nConversations that are back: 3\.\nConversations deleted, .*: 1\.\nKeys deleted, .*: 0\./,
    ),
  });
  const left = await withClient(owner.OWNER_DATABASE_URL, async (client) => {
    const found: string[] = [];
    for (const table of ["conversation", "channel", "conversation_epoch", "message", "conversation_actor"]) {
      const { rows } = await client.query(`SELECT FROM ${table} WHERE conversation_id = ANY ($1)`, [
        [kept.conversation, destroyed.conversation],
      ]);
      // Of the one that was kept it is there.
      found.push(`${table}: ${rows.length > 0}`);
      const gone = await client.query(`SELECT FROM ${table} WHERE conversation_id = $1`, [
        destroyed.conversation,
      ]);
      if (gone.rows.length > 0) found.push(`${table} of what was destroyed`);
    }
    return found;
  });
  expect(left).toEqual([
    "conversation: true",
    "channel: true",
    "conversation_epoch: true",
    "message: true",
    "conversation_actor: true",
  ]);

  // Of a review that had both, what was scored is back, and of what was destroyed no id.
  const reviewed = await withClient(owner.OWNER_DATABASE_URL, (client) =>
    client.query(
      "SELECT conversation_id AS id, answered FROM review_conversation WHERE review_id = $1 ORDER BY place",
      [review],
    ),
  );
  expect(reviewed.rows).toEqual([
    { id: kept.conversation, answered: "good" },
    { id: null, answered: "good" },
  ]);

  // All that is back is noted as to be counted, though nothing of that is in the backup.
  const ofEvents = "(SELECT count(DISTINCT conversation_pseudonym)::int FROM conversation_event)";
  const noted = await withClient(owner.OWNER_DATABASE_URL, (client) =>
    client.query(
      `SELECT ${ofEvents} = (SELECT count(DISTINCT conversation_pseudonym)::int FROM figure_due) AS all, ${ofEvents} > 0 AS any`,
    ),
  );
  expect(noted.rows).toEqual([{ all: true, any: true }]);

  // The people's devices go on at the same addresses, where a gateway now serves what was restored.
  const { widgetOrigin, inboxOrigin } = setting.gateway;
  await setting.gateway.stop();
  const ports = { PORT: new URL(widgetOrigin).port, INBOX_PORT: new URL(inboxOrigin).port };
  moved.gateway = await startGateway(restored(), ports);
  const counting = { DATABASE_URL: installation.application.DATABASE_URL };
  await expect
    .poll(() => withClient(owner.OWNER_DATABASE_URL, (client) => client.query("SELECT FROM figure_due")), {
      timeout: 30_000,
    })
    .toMatchObject({ rowCount: 0 });
  expect(await runProgram("operator/rebuildFigures.js", { args: ["--check"], env: counting })).toMatchObject({
    code: 0,
    output: expect.stringContaining(" 0 had other figures."),
  });
  const { agent } = await openAgent("anna");
  const again = await openConversation(agent, talk.id);
  expect(shows("Wanneer wordt het grofvuil gehaald?", "Donderdag.")(again.state.getState())).toBe(true);
  await again.send("Toch vrijdag.");
  await until(talk.citizen.state, shows("Donderdag.", "Toch vrijdag."));
  await talk.citizen.send("Dank u.");
  await until(again.state, shows("Dank u."));
  const next = await openConversation(agent, waiting.id);
  expect(shows("Mag ik langskomen?")(next.state.getState())).toBe(true);
  await openConversation(agent, (await asked("Kan ik hier nog iets vragen?")).id);
  await moved.gateway.stop();
}, 180_000);

test("a backup is made as a login that reads all towns' rows and writes none; another's is refused", async () => {
  const { admin, owner, application, backup } = installation;
  const roles = await runProgram("operator/roles.js", {
    env: { ...admin, ...owner, ...application, ...backup },
  });
  expect(roles).toMatchObject({
    code: 0,
    output: expect.stringMatching(/Backups of \w+ are made as backup_/),
  });
  const [asOwner, asBackup] = [folders.fresh(), folders.fresh()];
  const reader = { databaseUrl: backup.BACKUP_DATABASE_URL, keyDatabaseUrl: backup.BACKUP_KEY_DATABASE_URL };
  expect(await backUp(restored(), asOwner)).toMatchObject({ code: 0 });
  expect(await backUp(reader, asBackup)).toMatchObject({ code: 0 });
  for (const kind of ["messages", "keys"] as const) {
    const [one, other] = [await backupsIn(asOwner, kind), await backupsIn(asBackup, kind)];
    const { tables } = await manifestIn(one[0] ?? "");
    expect(tables.some(({ rows }) => rows > 0)).toBe(true);
    expect((await manifestIn(other[0] ?? "")).tables).toEqual(tables);
    // Nobody else may read it, and no session and no token is in it.
    expect(((await stat(other[0] ?? "")).mode & 0o777).toString(8)).toBe("700");
    const file = join(other[0] ?? "", `${tables[0]?.name}.copy.gz`);
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe("600");
    for (const passing of ["member_session", "api_token", "figure_due", "figure_day", "figure_key"])
      expect(tables.map(({ name }) => name)).not.toContain(passing);
  }

  for (const [url, table] of [
    [reader.databaseUrl, "message"],
    [reader.keyDatabaseUrl, "conversation_key"],
  ] as const)
    await withClient(url, async (client) => {
      expect((await client.query(`SELECT FROM ${table}`)).rows).not.toHaveLength(0);
      for (const sql of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET organisation_id = organisation_id`,
        `INSERT INTO ${table} SELECT * FROM ${table}`,
        "CREATE TABLE mine ()",
        "CREATE TEMP TABLE mine ()",
        "CREATE ROLE mine",
        `SET ROLE ${new URL(owner.OWNER_DATABASE_URL).username}`,
      ])
        await expect(client.query(sql), sql).rejects.toThrow(/permission denied/);
    });

  const gateway = { databaseUrl: application.DATABASE_URL, keyDatabaseUrl: application.KEY_DATABASE_URL };
  expect(await backUp(gateway, folders.fresh())).toEqual({
    code: 1,
    output: expect.stringMatching(
      /^The login in BACKUP_DATABASE_URL may not read everything.*\nThe login in BACKUP_KEY_DATABASE_URL may not/,
    ),
  });
  const same = { ...backup, BACKUP_DATABASE_URL: application.DATABASE_URL };
  expect(
    await runProgram("operator/roles.js", { env: { ...admin, ...owner, ...application, ...same } }),
  ).toEqual({ code: 1, output: "The login for backups must be one of its own.\n" });
});
