import { writeFile } from "node:fs/promises";
import {
  type Checkpoint,
  destructionLeaf,
  leafHash,
  readCheckpoint,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "@eigenkanaal/log";
import { LogConsistency, LogInclusion } from "@eigenkanaal/protocol";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { useFolder } from "../harness/backups.js";
import { destroyedYesterday, due, passDay, useOfficers } from "../harness/destruction.js";
import { runProgram } from "../harness/gateway.js";
import { withClient } from "../harness/installation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
const officers = useOfficers(setting);
const folders = useFolder();
beforeAll(async () => {
  await officers.roles("agent", "records_officer");
  const { conversation } = await due(setting);
  await officers.passDaily();
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
});

const ask = (path: string, root = setting.town.rootB64) =>
  fetch(`${setting.gateway.widgetOrigin}/api/v1/organisations/${root}/log/${path}`);
const checkpoint = async (): Promise<Checkpoint> => {
  const read = readCheckpoint(await (await ask("checkpoint")).text());
  if (!read) throw new Error("no checkpoint");
  return read;
};
const fromB64 = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
const leavesIn = async (table: "transparency_leaf" | "log_leaf") =>
  (await setting.rows<{ leaf: Buffer }>(`SELECT leaf FROM ${table} ORDER BY index`)).map(({ leaf }) => leaf);
const hashesOf = (leaves: readonly Uint8Array[]) => Promise.all(leaves.map((leaf) => leafHash(leaf)));
const days = () =>
  setting.rows<{ firstSeq: number; lastSeq: number; root: Buffer }>(
    `SELECT first_seq AS "firstSeq", last_seq AS "lastSeq", root FROM destruction_root ORDER BY first_seq`,
  );
/** Whether the log goes on from this checkpoint, by the proof that the gateway gives. */
const goesOnFrom = async (older: Checkpoint) => {
  const { checkpoint: text, path } = LogConsistency.parse(
    await (await ask(`consistency/${older.size}`)).json(),
  );
  const newer = readCheckpoint(text);
  return newer !== undefined && verifyConsistency(older, newer, path.map(fromB64));
};
const destroySome = async (count: number) => {
  for (let n = 0; n < count; n++) await due(setting);
  await officers.done(await officers.approved());
};

test("[K1] the town's log holds its certificates as they came, and only grows", async () => {
  const before = await checkpoint();
  const certificates = await leavesIn("log_leaf");
  expect(certificates.length).toBeGreaterThan(3);
  expect(await leavesIn("transparency_leaf")).toEqual(certificates);
  expect(before).toEqual({
    origin: `${setting.town.domain}/eigenkanaal`,
    ...{ size: certificates.length, root: await treeRoot(await hashesOf(certificates)) },
  });
  await setting.rotateDesk();
  const after = await checkpoint();
  expect(after.size).toBeGreaterThan(before.size);
  expect(await goesOnFrom(before)).toBe(true);
  expect(await goesOnFrom({ ...before, root: before.root.toReversed() })).toBe(false);
});

test("[K1] the gateway's own role adds the leaf of a day that there is, once, and nothing else", async () => {
  const { organisation } = setting.town;
  const url = new URL(setting.databases.databaseUrl);
  url.searchParams.set("options", "-c role=eigenkanaal_app");
  await withClient(url.href, async (app) => {
    await app.query("SELECT set_config('eigenkanaal.organisation', $1, false)", [organisation]);
    const add = (leaf: Uint8Array) =>
      app.query("INSERT INTO transparency_leaf (organisation_id, leaf) VALUES ($1, $2)", [
        organisation,
        leaf,
      ]);
    const day = { firstSeq: 7, lastSeq: 9, root: new Uint8Array(32).fill(5) };
    const leaf = await destructionLeaf(day);
    await expect(add(leaf)).rejects.toThrow(/row-level security/);
    await setting.rows("INSERT INTO destruction_root VALUES ($1, $2, $3, $4)", [
      ...[organisation, day.firstSeq, day.lastSeq, Buffer.from(day.root)],
    ]);
    await expect(add(await destructionLeaf({ ...day, lastSeq: 8 }))).rejects.toThrow(/row-level security/);
    await add(leaf);
    await expect(add(leaf)).rejects.toThrow(/duplicate key/);
    for (const statement of [
      "UPDATE transparency_leaf SET leaf = leaf",
      "DELETE FROM transparency_leaf",
      "TRUNCATE transparency_leaf",
      "INSERT INTO transparency_leaf (organisation_id, index, leaf) SELECT organisation_id, 0, leaf FROM transparency_leaf",
    ])
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied/);
  });
  await setting.rows("DELETE FROM destruction_root");
  await setting.rows("DELETE FROM transparency_leaf WHERE get_byte(leaf, 9) = 7");
});

test("[K2] a day of destruction is a leaf of its own, and a day without any is none", async () => {
  const before = await checkpoint();
  await destroySome(2);
  // Until the day is over there is nothing of it.
  expect(await checkpoint()).toEqual(before);
  await passDay(setting);
  const after = await checkpoint();
  expect(after.size).toBe(before.size + 1);
  expect(await goesOnFrom(before)).toBe(true);
  const [day] = await days();
  if (!day) throw new Error("no day");
  expect(day).toMatchObject({ firstSeq: 1, lastSeq: 2 });
  const newest = (await leavesIn("transparency_leaf")).at(-1);
  expect(newest).toEqual(Buffer.from(await destructionLeaf(day)));
  // Many rounds of days that destroyed nothing.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await checkpoint()).toEqual(after);
});

test("[K2] a day that is closed while everything ends stands in the log once", async () => {
  await destroySome(1);
  const before = await checkpoint();
  const holder = new pg.Client({ connectionString: setting.databases.databaseUrl });
  await holder.connect();
  await holder.query("BEGIN; LOCK TABLE transparency_leaf IN SHARE MODE");
  await destroyedYesterday(setting);
  await expect
    .poll(
      () =>
        setting.rows(`SELECT FROM pg_locks WHERE NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`),
      { timeout: 10_000 },
    )
    .not.toHaveLength(0);
  setting.gateway.process.kill("SIGKILL");
  await setting.restartGateway(() => holder.end());
  await expect.poll(async () => (await checkpoint()).size, { timeout: 20_000 }).toBe(before.size + 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const all = await days();
  expect(all).toMatchObject([
    { firstSeq: 1, lastSeq: 2 },
    { firstSeq: 3, lastSeq: 3 },
  ]);
  const inLog = (await leavesIn("transparency_leaf")).filter((leaf) => leaf[9] === 7);
  expect(inLog).toEqual((await Promise.all(all.map(destructionLeaf))).map((leaf) => Buffer.from(leaf)));
});

test("[K3] anyone gets the checkpoint, the place of each entry, and that the log goes on from each earlier size", async () => {
  const response = await ask("checkpoint");
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  const leaves = await leavesIn("transparency_leaf");
  const hashes = await hashesOf(leaves);
  const head = await checkpoint();
  expect(head.size).toBe(leaves.length);
  for (const [index, entry] of leaves.entries()) {
    const proof = LogInclusion.parse(await (await ask(`leaves/${index}`)).json());
    expect(readCheckpoint(proof.checkpoint)).toEqual(head);
    expect(Buffer.from(fromB64(proof.leaf))).toEqual(entry);
    const place = { index, hash: hashes[index] ?? new Uint8Array() };
    expect([index, await verifyInclusion(place, proof.path.map(fromB64), head)]).toEqual([index, true]);
    const older = { ...head, size: index + 1, root: await treeRoot(hashes.slice(0, index + 1)) };
    expect([older.size, await goesOnFrom(older)]).toEqual([older.size, true]);
  }
  expect(await goesOnFrom({ ...head, size: 0, root: await treeRoot([]) })).toBe(true);
  for (const [path, status] of [
    [`leaves/${head.size}`, 404],
    [`consistency/${head.size + 1}`, 404],
    ["leaves/-1", 400],
    ["leaves/01", 400],
    ["consistency/x", 400],
  ] as const)
    expect([path, (await ask(path)).status]).toEqual([path, status]);
  for (const path of ["checkpoint", "leaves/0", "consistency/0"])
    expect((await ask(path, "A".repeat(43))).status).toBe(404);
});

const verify = async (...files: string[]) => {
  const args = files.flatMap((file) => ["--checkpoint", file]);
  const env = { OWNER_DATABASE_URL: setting.databases.databaseUrl };
  const { code, output } = await runProgram("operator/verifyRegister.js", { args, env });
  return { code, sentences: output.trim().split("\n") };
};
const keep = async (text: string) => {
  const file = folders.fresh();
  await writeFile(file, text);
  return file;
};

test("[K4] what is missing from the log, or stands in it for nothing, is found at its place by the operator's command", async () => {
  const whole = await verify();
  expect(whole.code).toBe(0);
  // It ends with the checkpoint, which is the one that anybody gets.
  const kept = await (await ask("checkpoint")).text();
  expect(`${whole.sentences.slice(-3).join("\n")}\n`).toBe(kept);
  expect(await verify(await keep(kept))).toMatchObject({
    code: 0,
    sentences: expect.arrayContaining([
      expect.stringMatching(/ goes on from the checkpoint of \d+ entries\.$/),
    ]),
  });
  const leaves = await leavesIn("transparency_leaf");
  const changes: [string, RegExp[]][] = [
    [
      "UPDATE transparency_leaf SET leaf = set_byte(leaf, 20, 1 - least(get_byte(leaf, 20), 1)) WHERE index = 1",
      [/certificate 1 of the ceremony: it does not stand in the log\.$/, /entry 1 of the log is of nothing/],
    ],
    [
      "DELETE FROM transparency_leaf WHERE index = (SELECT max(index) FROM transparency_leaf)",
      [/the day of the numbers 3 to 3: it does not stand in the log\.$/],
    ],
    [
      "INSERT INTO transparency_leaf (organisation_id, leaf) SELECT organisation_id, decode(repeat('07', 42), 'hex') FROM organisation",
      [/entry \d+ of the log is of nothing that stands there\.$/],
    ],
    [
      `UPDATE transparency_leaf l SET leaf = other.leaf FROM transparency_leaf other
       WHERE l.index <> other.index AND get_byte(l.leaf, 9) = 7 AND get_byte(other.leaf, 9) = 7`,
      [/the day of the numbers 3 to 3: it does not stand in the log behind the one before\.$/],
    ],
  ];
  for (const [change, sentences] of changes) {
    await withClient(setting.databases.databaseUrl, async (client) => {
      await client.query(
        "ALTER TABLE transparency_leaf DROP CONSTRAINT IF EXISTS transparency_leaf_organisation_id_leaf_key",
      );
      await client.query(change);
    });
    const found = await verify();
    expect([change, found]).toEqual([
      change,
      { code: 1, sentences: sentences.map((sentence) => expect.stringMatching(sentence)) },
    ]);
    await setting.rows("DELETE FROM transparency_leaf");
    for (const leaf of leaves)
      await setting.rows("INSERT INTO transparency_leaf (organisation_id, leaf) VALUES ($1, $2)", [
        ...[setting.town.organisation, leaf],
      ]);
  }
  expect((await verify()).code).toBe(0);
});

test("[K4] a register that was written anew as a whole, log and all, is found by who kept a checkpoint", async () => {
  const kept = await keep(await (await ask("checkpoint")).text());
  const { organisation } = setting.town;
  // Whoever has the database leaves a certificate out, and makes everything behind it fit.
  await withClient(setting.databases.databaseUrl, async (client) => {
    await client.query("BEGIN");
    const { rows } = await client.query<{ certificate: string }>(
      "SELECT certificate FROM destruction_register WHERE seq <> 1 ORDER BY seq",
    );
    await client.query("DELETE FROM destruction_register");
    await client.query("DELETE FROM destruction_root");
    await client.query("DELETE FROM transparency_leaf WHERE get_byte(leaf, 9) = 7");
    for (const [index, { certificate }] of rows.entries()) {
      const { rows: made } = await client.query<{ hash: Buffer }>(
        "INSERT INTO destruction_register (organisation_id, certificate) VALUES ($1, $2) RETURNING hash",
        [organisation, certificate],
      );
      const root = await treeRoot(await hashesOf(made.map(({ hash }) => hash)));
      await client.query("INSERT INTO destruction_root VALUES ($1, $2, $2, $3)", [
        ...[organisation, index + 1, Buffer.from(root)],
      ]);
      await client.query(
        "INSERT INTO transparency_leaf (organisation_id, leaf) SELECT organisation_id, destruction_leaf(r) FROM destruction_root r WHERE first_seq = $1",
        [index + 1],
      );
    }
    await client.query("COMMIT");
  });
  // By itself it is whole.
  expect(await verify()).toMatchObject({
    code: 0,
    sentences: expect.arrayContaining([expect.stringMatching(/^The register stands: 2 /)]),
  });
  expect(await verify(kept)).toEqual({
    code: 1,
    sentences: [expect.stringMatching(/, the log does not begin with the \d+ entries of the checkpoint\.$/)],
  });
  await setting.rows("DELETE FROM transparency_leaf WHERE get_byte(leaf, 9) = 7");
  await setting.rows("DELETE FROM destruction_root");
  await setting.rows("TRUNCATE destruction_register");
  expect(await verify(kept)).toEqual({
    code: 1,
    sentences: [expect.stringMatching(/, the log has \d+ entries, fewer than the checkpoint of \d+\.$/)],
  });
});

test("[K4] a file that holds no checkpoint, or another town's, is refused", async () => {
  const text = await (await ask("checkpoint")).text();
  expect((await verify(await keep(text))).code).toBe(0);
  for (const [file, sentence] of [
    [await keep(text.trimEnd()), /^The file .+ holds no checkpoint\.$/],
    [await keep(`other.${text}`), /^The checkpoint of other\..+ is of no town here\.$/],
    [folders.fresh(), /ENOENT/],
  ] as const)
    expect(await verify(file)).toEqual({ code: 1, sentences: [expect.stringMatching(sentence)] });
});
