import { readFileSync } from "node:fs";
import { beforeAll, expect, test, vi } from "vitest";
import { answered } from "../harness/closing.js";
import { filesIn, liveItems, writeAheadLog } from "../harness/clusterFiles.js";
import { type Begun, begin, load, say, yes } from "../harness/conversation.js";
import { allCounted } from "../harness/counted.js";
import { age, due, tablesNaming, useOfficers } from "../harness/destruction.js";
import { type Needle, type Place, search } from "../harness/needles.js";
import { deskKeys, openers, type Row } from "../harness/openers.js";
import { useOwnClusters } from "../harness/ownClusters.js";
import { writeScoredReview } from "../harness/reviews.js";
import { rootUrl } from "../harness/root.js";
import { useSetting } from "../harness/setting.js";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/**
 * What is left of a destroyed conversation on the disks: in the files of tables and indexes, the write-ahead logs of both clusters,
 * and the gateway's log. There are no attachments yet, so no folder of them.
 */

const clusters = useOwnClusters();
// As it logs in production.
const setting = useSetting({ WATCH_INTERVAL_MS: "100", LOG_LEVEL: "info" }, clusters.urls);
const officers = useOfficers(setting);

/** Two conversations that a citizen and a colleague had; one is destroyed. */
type Traced = Begun & { row: Row; key: Buffer; needles: Needle[]; ids: Needle[]; texts: string[] };
let gone: Traced;
let kept: Traced;

const had = async (): Promise<Traced> => {
  const begun = await begin(setting);
  const { conversation, citizen } = begun;
  await say(begun);
  const anna = await setting.agent("anna");
  yes(await load(anna, conversation));
  yes(await anna.call("conversation:take", { conversation }));
  await say(begun);
  yes(await anna.call("conversation:close", { conversation, ...answered }));
  await writeScoredReview(setting, [conversation]);
  await age(setting, conversation);
  const [row] = await setting.rows<Row>("SELECT * FROM conversation_epoch WHERE conversation_id = $1", [
    conversation,
  ]);
  const [key] = await setting.keyRows<{ key: Buffer }>(
    "SELECT key FROM conversation_key WHERE conversation_id = $1",
    [conversation],
  );
  const messages = await setting.rows<{ envelope: Buffer }>(
    "SELECT envelope FROM message WHERE conversation_id = $1",
    [conversation],
  );
  if (!row || !key) throw new Error("no conversation");
  const raw = (form: string, bytes: Uint8Array): Needle => ({ form, bytes: Buffer.from(bytes) });
  const id = Buffer.from(conversation.replaceAll("-", ""), "hex");
  const ids = [
    raw("id", id),
    raw("id as text", Buffer.from(conversation)),
    raw("citizen", citizen.keys.signing.vk),
    raw("citizen in hex", Buffer.from(Buffer.from(citizen.keys.signing.vk).toString("hex"))),
  ];
  const ciphertext = [
    raw("sealed record", (row.sealed_record as Buffer).subarray(20, 52)),
    ...messages.map(({ envelope }, at) => raw(`envelope ${at}`, envelope.subarray(200, 232))),
  ];
  const texts = ids.filter(({ form }) => form.includes(" ")).map(({ bytes }) => bytes.toString());
  return { ...begun, row, key: key.key, ids, texts, needles: [...ids, ...ciphertext] };
};

beforeAll(async () => {
  await officers.roles("agent", "records_officer");
  const { conversation } = await due(setting);
  await officers.passDaily();
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
});

/** The files of the tables and indexes of the database with the messages, by the names of those. */
const relations = async (): Promise<Place[]> => {
  const named = await setting.rows<{ name: string; path: string }>(
    `SELECT relname AS name, pg_relation_filepath(oid) AS path FROM pg_class
     WHERE relkind IN ('r', 'i', 'm', 't') AND pg_relation_filepath(oid) LIKE 'base/%'`,
  );
  const names = new Map(named.map(({ name, path }) => [path, name]));
  return [...filesIn((await clusters.dirs()).messages)].flatMap(({ name, bytes }) => {
    const relation = names.get(name);
    return relation === undefined ? [] : [{ name: relation, bytes }];
  });
};
const live = async () => (await relations()).map(({ name, bytes }) => ({ name, bytes: liveItems(bytes) }));
const placesOf = (places: Iterable<Place>, needles: Needle[]) =>
  [...new Set(search(places, needles).map(({ place }) => place))].toSorted();

/** The certificate, and samples that ANALYZE took of it (2619 is pg_statistic). */
const certificate = (place: string) => /^destruction_register|^pg_statistic$|^pg_toast_2619$/.test(place);

test("every live row and index entry of it goes but its certificate; VACUUM leaves bytes between them, and VACUUM FULL none", async () => {
  gone = await had();
  kept = await had();
  await setting.rows("CHECKPOINT");
  const before = placesOf(await live(), gone.needles);
  // Tables, and indexes on ids.
  expect(before).toEqual(
    expect.arrayContaining([
      "conversation",
      "conversation_pkey",
      "message",
      "message_pkey",
      "conversation_epoch",
    ]),
  );
  // The one that is kept is of a time that has not passed.
  await setting.rows("UPDATE conversation SET closed_at = now() WHERE conversation_id = $1", [
    kept.conversation,
  ]);
  await officers.done(await officers.approved());

  expect(await tablesNaming(setting, gone.texts)).toEqual(["destruction_register"]);
  await expect
    .poll(
      async () => {
        // A statement that began before keeps what it might still see.
        await setting.rows("VACUUM (ANALYZE)");
        await setting.rows("CHECKPOINT");
        return placesOf(await live(), gone.needles).filter((place) => !certificate(place));
      },
      { timeout: 60_000, interval: 500 },
    )
    .toEqual([]);
  expect(placesOf(await live(), gone.ids).filter(certificate)).toContain("destruction_register");
  expect(placesOf(await live(), kept.needles)).toEqual(expect.arrayContaining(["message", "message_pkey"]));
  // What VACUUM takes away it does not overwrite: the bytes are there until the page needs the room.
  const between = placesOf(await relations(), gone.needles).filter((place) => !certificate(place));
  expect(between.length).toBeGreaterThan(0);
  expect(between.every((place) => before.includes(place) || /^destruction_|^pg_/.test(place))).toBe(true);
  await setting.rows("VACUUM (FULL, ANALYZE)");
  await setting.rows("CHECKPOINT");
  expect(placesOf(await relations(), gone.needles).filter((place) => !certificate(place))).toEqual([]);
  // Nor in any other file of that cluster but its write-ahead log.
  const { messages } = await clusters.dirs();
  const registers = await setting.rows<{ path: string }>(
    `SELECT pg_relation_filepath(oid) AS path FROM pg_class WHERE relname ~ '^destruction_register|^pg_statistic$|^pg_toast_2619$'`,
  );
  const others = placesOf(filesIn(messages), gone.needles).filter((place) => !place.startsWith("pg_wal/"));
  expect(others.filter((place) => !registers.some(({ path }) => path === place))).toEqual([]);
});

test("events, figures and the audit log keep a pseudonym of it that leads nowhere", async () => {
  expect(await tablesNaming(setting, gone.texts)).toEqual(["destruction_register"]);
  const acts = await setting.rows<{ id: string }>(
    "SELECT DISTINCT object_id AS id FROM audit_line WHERE object_kind = 'conversation'",
  );
  const pseudonyms = acts.map(({ id }) => id);
  // Of both, and of the one that is kept it leads to the conversation.
  const rows = await setting.rows<{ pseudonym: string }>(
    "SELECT pseudonym FROM conversation WHERE pseudonym = ANY ($1::uuid[])",
    [pseudonyms],
  );
  expect([pseudonyms.length, rows.length]).toEqual([2, 1]);
  const [dead = ""] = pseudonyms.filter((id) => !rows.some(({ pseudonym }) => pseudonym === id));
  await allCounted(setting);
  expect(await tablesNaming(setting, [dead])).toEqual([
    "audit_line",
    "conversation_event",
    "conversation_figure",
  ]);
  // What its events say of it, and its figures: how long it took, at which desk, about which topic, in which language.
  const ofIt = [dead];
  expect(
    await setting.rows(
      `SELECT kind, topic_id, language FROM conversation_event
       WHERE conversation_pseudonym = $1 AND kind IN ('opened', 'closed') ORDER BY event_id`,
      ofIt,
    ),
  ).toEqual([
    { kind: "opened", topic_id: null, language: "nl" },
    { kind: "closed", topic_id: null, language: null },
  ]);
  expect(
    await setting.rows("SELECT * FROM conversation_figure WHERE conversation_pseudonym = $1", ofIt),
  ).toMatchObject([{ desk_id: setting.desk.desk, topic_id: null, language: "nl", outcome: "answered" }]);
});

test("a review keeps what was scored, and of what is gone no id", async () => {
  const scored = await setting.rows(
    "SELECT conversation_id AS id, answered, clear, kind FROM review_conversation ORDER BY conversation_id NULLS FIRST",
  );
  const scores = { answered: "good", clear: "fair", kind: "poor" };
  expect(scored).toEqual([
    { id: null, ...scores },
    { id: kept.conversation, ...scores },
  ]);
});

test("the gateway's log, as production writes it, has nothing of it, nor of any other", async () => {
  const log = [{ name: "log", bytes: Buffer.from(setting.gateway.output()) }];
  expect(setting.gateway.output()).toContain("conversations destroyed");
  expect(search(log, gone.needles)).toEqual([]);
  expect(search(log, kept.needles)).toEqual([]);
});

test("the write-ahead log still has its ciphertext and ids, and nobody's key opens what is there", async () => {
  const { messages } = await clusters.dirs();
  const log = writeAheadLog(messages);
  const found = search([{ name: "pg_wal", bytes: log }], gone.needles).map(({ form }) => form);
  expect(found).toEqual(
    expect.arrayContaining(["id", "citizen", "sealed record", "envelope 0", "envelope 1"]),
  );
  /** A record as it lies in the log, found by its first bytes. */
  const lying = ({ row }: Traced): Row => {
    const stored = row.sealed_record as Buffer;
    const at = log.indexOf(stored.subarray(0, 12));
    const sealed = log.subarray(at, at + stored.length);
    expect(sealed.equals(stored)).toBe(true);
    return { ...row, sealed_record: sealed };
  };
  const desks = { desk: await deskKeys(setting, "anna"), archive: await deskKeys(setting, "archivist") };
  const opened = (of: Traced, more: Buffer[] = []) => {
    const holders = { ...desks, citizen: of.citizen.keys };
    return openers(lying(of), { held: [...held, ...more], holders });
  };
  // All that the gateway holds, and each person's own keys for the sake of completeness.
  const stored = await setting.keyRows<{ key: Buffer }>(
    "SELECT key FROM conversation_key UNION ALL SELECT key FROM organisation_key",
  );
  const people = [...setting.town.people.values()].flatMap(({ seed, keys }) => [seed, keys.localKey]);
  const held = [...stored.map(({ key }) => key), ...people.map((key) => Buffer.from(key))];
  const everybody = ["citizen", "desk", "archive"];
  expect(opened(kept)).toEqual(everybody);
  expect(opened(gone, [gone.key])).toEqual(everybody);
  expect(opened(gone)).toEqual([]);
});

/** What the operator runs each night. */
const forget = async () => {
  const sql = readFileSync(new URL("apps/gateway/deploy/forget-keys.sql", rootUrl), "utf8");
  for (const statement of sql.replaceAll(/^--.*$/gm, "").split(";"))
    if (statement.trim() !== "") await setting.keyRows(statement);
};
/** In which of the key cluster's folders a key lies. */
const foldersWith = async (key: Buffer) => {
  const found = search(filesIn((await clusters.dirs()).keys), [{ form: "key", bytes: key }]);
  return [...new Set(found.map(({ place }) => place.split("/", 1)[0]))].toSorted();
};

test("a key that is deleted is still on the keys' own disk, until the nightly statements; with wal_recycle off they leave none", async () => {
  expect(await foldersWith(gone.key)).toContain("pg_wal");
  // Files of the log that are used again keep what is in them.
  await forget();
  expect(await foldersWith(gone.key)).toEqual(["pg_wal"]);

  await setting.keyRows("ALTER SYSTEM SET wal_recycle = off");
  await setting.keyRows("SELECT pg_reload_conf()");
  const next = await had();
  await setting.keyRows("ANALYZE conversation_key");
  await officers.done(await officers.approved());
  await setting.keyRows("CHECKPOINT");
  expect(await foldersWith(next.key)).toEqual(["base", "pg_wal"]);
  await forget();
  expect(await foldersWith(next.key)).toEqual([]);
  expect(await foldersWith(kept.key)).toContain("base");
});

test("no key stands in the statistics of its table", async () => {
  await setting.keyRows("ANALYZE conversation_key");
  const sampled = await setting.keyRows<{ column: string }>(
    "SELECT attname AS column FROM pg_stats WHERE tablename = 'conversation_key'",
  );
  expect(sampled.map(({ column }) => column)).toContain("conversation_id");
  expect(sampled.map(({ column }) => column)).not.toContain("key");
});
