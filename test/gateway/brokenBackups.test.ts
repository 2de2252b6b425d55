import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { mountSmallDisk } from "../faults/cluster.js";
import {
  backUp,
  backupsIn,
  letDaysPass,
  restoreInto,
  rewriteManifest,
  stallingWay,
  startBackUp,
  startRestore,
  useFolder,
} from "../harness/backups.js";
import { begin, say } from "../harness/conversation.js";
import { freePort, type GatewayDatabases, runProgram } from "../harness/gateway.js";
import { productionSettings, withClient } from "../harness/installation.js";
import { freshDatabases, useSetting } from "../harness/setting.js";

/** What can go wrong with a backup or a restore: nothing half is ever taken for whole, and nothing is deleted by mistake. */

const setting = useSetting();
const folders = useFolder();
let whole = "";

const dropped: (() => Promise<void>)[] = [];
const emptyDatabases = async () => {
  const { drop, ...databases } = await freshDatabases();
  dropped.push(drop);
  return databases;
};
beforeAll(async () => {
  for (let count = 0; count < 3; count++) await say(await begin(setting));
  whole = folders.fresh();
  const made = await backUp(setting.databases, whole);
  if (made.code !== 0) throw new Error(made.output);
});
afterEach(async () => {
  for (const drop of dropped.splice(0)) await drop();
});

const copyOfWhole = async () => {
  const folder = folders.fresh();
  await cp(whole, folder, { recursive: true });
  return folder;
};
const only = async (folder: string, kind: "messages" | "keys") => {
  const [backup = "", ...others] = await backupsIn(folder, kind);
  expect(others).toEqual([]);
  return backup;
};
const refused = (why: RegExp) => ({ code: 1, output: expect.stringMatching(why) });
const tablesIn = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    return rows.length;
  });
const expectEmpty = async ({ databaseUrl, keyDatabaseUrl }: GatewayDatabases) =>
  expect([await tablesIn(databaseUrl), await tablesIn(keyDatabaseUrl)]).toEqual([0, 0]);

describe("a backup that is interrupted", () => {
  /** One whose messages are being read and go no further. */
  const stalled = async (folder: string) => {
    const way = await stallingWay(setting.databases.databaseUrl, 'COPY "message"');
    const running = startBackUp({ ...setting.databases, databaseUrl: way.url }, folder, {
      args: ["--only", "messages"],
    });
    await way.reached;
    return { ...running, close: way.close };
  };

  test("leaves nothing when it is asked to stop", async () => {
    const folder = folders.fresh();
    const { process, ended, close } = await stalled(folder);
    expect(await readdir(join(folder, "messages"))).toEqual([expect.stringMatching(/^\.unfinished-/)]);
    process.kill("SIGINT");
    expect(await ended).toEqual(refused(/^Interrupted[^\n]*\n$/));
    expect(await readdir(join(folder, "messages"))).toEqual([]);
    close();
  });

  test("and was killed is not taken for a backup, and goes after a day", async () => {
    const folder = folders.fresh();
    const { process, ended, close } = await stalled(folder);
    process.kill("SIGKILL");
    await ended;
    close();
    const half = await only(folder, "messages");
    const files = await readdir(half);
    expect(files).toContain("manifest.json");
    const databases = await emptyDatabases();
    const args = ["--only", "messages"];
    const keysThere = { ...databases, keyDatabaseUrl: setting.databases.keyDatabaseUrl };
    expect(await restoreInto(keysThere, folder, { args })).toEqual(
      refused(/no whole backup of the messages/),
    );
    const named = { args: [...args, "--messages", basename(half)] };
    expect(await restoreInto(keysThere, folder, named)).toEqual(refused(/interrupted and is not whole/));
    await expectEmpty(databases);

    await backUp(setting.databases, folder, { args });
    expect(await backupsIn(folder, "messages")).toContain(half);
    await letDaysPass(folder, 2);
    await backUp(setting.databases, folder, { args });
    expect(await backupsIn(folder, "messages")).not.toContain(half);
    expect(await backupsIn(folder, "messages")).toHaveLength(2);
  });

  test("by a full disk says so, and leaves nothing half", async ({ skip }) => {
    const disk = mountSmallDisk(folders.fresh(), "64k");
    if ("away" in disk) return skip(`no small disk: ${disk.away}`);
    try {
      const { code, output } = await backUp(setting.databases, disk.dir, { args: ["--only", "messages"] });
      expect({ code, output }).toEqual({
        code: 1,
        output: "There is no room left on the disk: nothing is kept of this backup of the messages.\n",
      });
      expect(await readdir(join(disk.dir, "messages"))).toEqual([]);
    } finally {
      disk.remove();
    }
  });

  test("by a migration that failed is not made at all", async () => {
    const databases = await emptyDatabases();
    const folder = folders.fresh();
    expect(await backUp(databases, folder)).toEqual(refused(/BACKUP_DATABASE_URL has no tables/));
    expect(await restoreInto(databases, whole)).toMatchObject({ code: 0 });
    const stuck = "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_first'";
    await withClient(databases.databaseUrl, (client) => client.query(stuck));
    const { code, output } = await backUp(databases, folder);
    expect([code, output]).toEqual([1, expect.stringMatching(/^keys: [\s\S]*A migration failed before/)]);
    expect(await backupsIn(folder, "messages")).toEqual([]);
    expect(await backupsIn(folder, "keys")).toHaveLength(1);
  });
});

describe("a restore", () => {
  test("refuses a backup of which a byte changed or a file is gone", async () => {
    const databases = await emptyDatabases();
    for (const kind of ["messages", "keys"] as const) {
      const folder = await copyOfWhole();
      const file = join(
        await only(folder, kind),
        `${kind === "keys" ? "conversation_key" : "message"}.copy.gz`,
      );
      const bytes = await readFile(file);
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      await writeFile(file, bytes);
      expect(await restoreInto(databases, folder)).toEqual(refused(/is not as it was written/));
      await rm(file);
      expect(await restoreInto(databases, folder)).toEqual(refused(/cannot be read/));
    }
    await expectEmpty(databases);
    expect(await restoreInto(databases, whole)).toMatchObject({ code: 0 });
  });

  test("refuses databases in which there is anything, also nothing but tables", async () => {
    expect(await restoreInto(setting.databases, whole)).toEqual(
      refused(/_URL is not empty: .*npm run roles/),
    );
    const migrated = await emptyDatabases();
    const env = {
      OWNER_DATABASE_URL: migrated.databaseUrl,
      OWNER_KEY_DATABASE_URL: migrated.keyDatabaseUrl,
    };
    await runProgram("operator/migrate.js", { env });
    expect(await restoreInto(migrated, whole)).toEqual(refused(/_URL is not empty/));
  });

  test("refuses a backup of a version that has other migrations", async () => {
    const folder = await copyOfWhole();
    const databases = await emptyDatabases();
    await rewriteManifest(await only(folder, "messages"), ({ migrations }) => ({
      migrations: [...migrations, { name: "20990101000000_later", checksum: "0".repeat(64) }],
    }));
    expect(await restoreInto(databases, folder)).toEqual(refused(/does not have the migration 2099/));
    await expectEmpty(databases);
  });

  test("that is interrupted leaves the databases as empty as they were, and no gateway starts on them", async () => {
    const databases = await emptyDatabases();
    const way = await stallingWay(databases.databaseUrl, 'COPY "message"');
    const { process, ended } = startRestore({ ...databases, databaseUrl: way.url }, whole);
    await way.reached;
    process.kill("SIGINT");
    expect((await ended).code).not.toBe(0);
    way.close();
    await expect.poll(() => tablesIn(databases.databaseUrl)).toBe(0);
    await expectEmpty(databases);
    const start = await runProgram("serve.js", {
      env: {
        ...productionSettings,
        DATABASE_URL: databases.databaseUrl,
        KEY_DATABASE_URL: databases.keyDatabaseUrl,
        PORT: String(await freePort()),
        INBOX_PORT: String(await freePort()),
      },
    });
    expect(start).toEqual(refused(/DATABASE_URL lacks migrations[\s\S]*KEY_DATABASE_URL lacks migrations/));
    expect(await restoreInto(databases, whole)).toMatchObject({ code: 0 });
  });
});

describe("one cluster alone", () => {
  test("is the messages': they come back beside the keys that live, without those that have none there", async () => {
    const databases = await emptyDatabases();
    const args = ["--only", "keys"];
    expect(await restoreInto(databases, whole, { args })).toEqual(
      refused(/OWNER_DATABASE_URL has no tables/),
    );
    const beside = { ...databases, keyDatabaseUrl: setting.databases.keyDatabaseUrl };
    const before = await setting.keyRows("SELECT FROM conversation_key");
    expect(await restoreInto(beside, whole, { args: ["--only", "messages"] })).toEqual({
      code: 0,
      output: expect.stringMatching(/\nConversations that are back: 3\.\nConversations deleted, .*: 0\./),
    });
    expect(await setting.keyRows("SELECT FROM conversation_key")).toHaveLength(before.length);
  });

  test("is the keys': keys of what was destroyed meanwhile do not come back, and what is lost is counted", async () => {
    const folder = await copyOfWhole();
    const { keyDatabaseUrl } = await emptyDatabases();
    // Begun after the backup.
    const { conversation } = await begin(setting);
    const [destroyed] = await setting.rows<{ id: string }>(
      "DELETE FROM conversation WHERE conversation_id = (SELECT min(conversation_id::text)::uuid FROM conversation WHERE conversation_id <> $1) RETURNING conversation_id AS id",
      [conversation],
    );
    const beside = { ...setting.databases, keyDatabaseUrl };
    expect(await restoreInto(beside, folder, { args: ["--only", "keys"] })).toEqual({
      code: 0,
      output: expect.stringMatching(/\nKeys deleted, .*: 1\.\nConversations that nobody can open, .*: 1\./),
    });
    const held = await withClient(keyDatabaseUrl, (client) =>
      client.query<{ id: string }>("SELECT conversation_id AS id FROM conversation_key"),
    );
    expect(held.rows).toHaveLength(2);
    expect(held.rows).not.toContainEqual(destroyed);
  });

  test("with keys of which none fits is refused, unless it is said that all were destroyed", async () => {
    const databases = await emptyDatabases();
    const others = await emptyDatabases();
    const env = { OWNER_DATABASE_URL: others.databaseUrl, OWNER_KEY_DATABASE_URL: others.keyDatabaseUrl };
    await runProgram("operator/migrate.js", { env });
    const beside = { ...databases, keyDatabaseUrl: others.keyDatabaseUrl };
    const args = ["--only", "messages"];
    expect(await restoreInto(beside, whole, { args })).toEqual(refused(/None of the 3 conversations/));
    await expectEmpty(databases);
    expect(await restoreInto(beside, whole, { args: [...args, "--lose-all"] })).toEqual({
      code: 0,
      output: expect.stringMatching(/\nConversations that are back: 0\.\nConversations deleted, .*: 3\./),
    });
  });
});

describe("how long backups are kept", () => {
  test("is at most seven days for keys, and what was asked of it is refused beyond", async () => {
    const folder = await copyOfWhole();
    const env = { KEY_BACKUP_DAYS: "8" };
    const fault = refused(/^The setting KEY_BACKUP_DAYS has a value that cannot be used\.\n$/);
    expect(await backUp(setting.databases, folder, { env })).toEqual(fault);
    expect(await restoreInto(await emptyDatabases(), folder, { env })).toEqual(fault);
    expect(await backupsIn(folder, "keys")).toHaveLength(1);
    expect(await backUp(setting.databases, folder, { env: { KEY_BACKUP_DAYS: "7" } })).toMatchObject({
      code: 0,
    });
    expect(await backupsIn(folder, "keys")).toHaveLength(2);
    await letDaysPass(folder, 3);
    expect(await restoreInto(await emptyDatabases(), folder, { env: { KEY_BACKUP_DAYS: "2" } })).toEqual(
      refused(/older than 2 days/),
    );
  });

  test("deletes keys also where no new ones can be had, and of the messages never the last", async () => {
    const folder = await copyOfWhole();
    await letDaysPass(folder, 40);
    const away = new URL(setting.databases.databaseUrl);
    away.port = String(await freePort());
    const nowhere = { databaseUrl: away.href, keyDatabaseUrl: away.href };
    const { code, output } = await backUp(nowhere, folder);
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/No database answers.*BACKUP_KEY_DATABASE_URL/),
    ]);
    expect(await backupsIn(folder, "keys")).toEqual([]);
    expect(await backupsIn(folder, "messages")).toHaveLength(1);
    expect(await backUp(setting.databases, folder)).toMatchObject({ code: 0 });
    expect(await backupsIn(folder, "messages")).toHaveLength(1);
  });

  test("leaves alone what it does not know, and what was made in the future", async () => {
    const folder = await copyOfWhole();
    await letDaysPass(folder, -2);
    const strange = join(folder, "keys", "2020-01-01");
    await mkdir(strange);
    await writeFile(join(strange, "notes.txt"), "not ours");
    const databases = await emptyDatabases();
    expect(await restoreInto(databases, folder)).toEqual(refused(/no whole backup of the keys/));
    const { code, output } = await backUp(setting.databases, folder);
    expect(code).toBe(0);
    expect(output).toMatch(/keys: left \S+ alone, made in the future: is the clock right\?/);
    expect(output).toContain(`keys: left ${strange} alone`);
    expect(await backupsIn(folder, "keys")).toHaveLength(3);
    const ahead = basename(await only(whole, "messages"));
    expect(await restoreInto(databases, folder, { args: ["--messages", ahead] })).toEqual(
      refused(/made in the future/),
    );
    expect(await restoreInto(databases, folder)).toMatchObject({ code: 0 });
  });
});
