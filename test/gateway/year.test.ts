import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { agentFromSeed, openSlot, ready } from "@eigenkanaal/crypto";
import { parsePassphrase, stretchPassphrase } from "@eigenkanaal/crypto/passphrase";
import type { ConversationId } from "@eigenkanaal/protocol";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inTime, ownershipViolations } from "../faults/ownership.js";
import { type RunningGateway, runProgram, startGateway } from "../harness/gateway.js";
import { liftLimits } from "../harness/limits.js";
import { agentBrowser, until } from "../harness/people.js";
import { rootUrl } from "../harness/root.js";
import { freshDatabases } from "../harness/setting.js";
import { isOpen, isReady, texts } from "../harness/talks.js";

// A ceremony and a year of sealing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

/** The demo town's year, as its own colleagues find it: with the real client, and what it checks of all that it opens. */

const inhabitants = "3000";
const townPath = fileURLToPath(new URL("prisma/demo-town.json", rootUrl));
type Staff = { account: string; passphrase: string; recoveryKit: string; name: string };
type Letters = { organisation: string; rootVk: string; letters: Staff[] };

let dir: string;
let databases: Awaited<ReturnType<typeof freshDatabases>>;
let gateway: RunningGateway;
let pool: pg.Pool;
let keyPool: pg.Pool;
let letters: Letters;
const agents: { stop(): void }[] = [];

const run = async (
  file: Parameters<typeof runProgram>[0],
  args: string[],
  env: Record<string, string> = {},
) => {
  const { code, output } = await runProgram(file, { args, env });
  if (code !== 0) throw new Error(output);
  return output;
};
const fillYear = (seed = "test") =>
  runProgram("../../demo/dist/year/main.js", {
    args: ["--inhabitants", inhabitants, "--seed", seed],
    env: { DATABASE_URL: databases.databaseUrl, KEY_DATABASE_URL: databases.keyDatabaseUrl, DATA_DIR: dir },
  });
const rows = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await pool.query<Row>(sql, values)).rows;
const countOf = async (what: string) =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`))[0]?.n;

beforeAll(async () => {
  await ready();
  dir = await mkdtemp(join(tmpdir(), "eigenkanaal-year-"));
  databases = await freshDatabases();
  const ceremony = join(dir, "ceremony");
  await run("../../ceremony/dist/main.js", [
    "create",
    "--plan",
    townPath,
    "--out",
    ceremony,
    "--argon2-mem",
    "64MiB",
  ]);
  letters = JSON.parse(await run("../../ceremony/dist/main.js", ["letters", "--dir", ceremony]));
  const { letters: staff, ...organisation } = letters;
  await writeFile(join(dir, "demo.json"), JSON.stringify({ ...organisation, staff }));
  const env = { DATABASE_URL: databases.databaseUrl };
  await run("operator/import.js", [join(ceremony, "bundle.json")], env);
  await run("../../../prisma/dist/seedTown.js", [townPath], env);
  await liftLimits(databases.databaseUrl);
  pool = new pg.Pool({ connectionString: databases.databaseUrl, max: 2 });
  keyPool = new pg.Pool({ connectionString: databases.keyDatabaseUrl, max: 1 });
  // It migrates the key cluster too.
  gateway = await startGateway(databases);
  const { code, output } = await fillYear();
  expect(output).toContain("Het jaar staat er");
  expect(code).toBe(0);
});
afterAll(async () => {
  for (const agent of agents) agent.stop();
  await gateway?.stop();
  await pool?.end();
  await keyPool?.end();
  await databases?.drop();
  await rm(dir, { recursive: true, force: true });
});

/** A colleague of the demo town with the inbox open, by the passphrase of their letter. */
const signedIn = async (name: string) => {
  const letter = letters.letters.find(({ account }) => account.startsWith(name));
  const [row] = await rows<{
    member: string;
    vk: Buffer;
    salt: Buffer;
    ops: number;
    mem: number;
    slot: Buffer;
  }>(
    `SELECT member_id AS member, m.vk, s.salt, s.ops, s.mem_bytes AS mem, s.slot
     FROM member m JOIN key_slot s USING (organisation_id, member_id) WHERE m.account = $1 AND s.type = 1`,
    [name],
  );
  const passphrase = letter && parsePassphrase(letter.passphrase);
  if (!letter || !row || !passphrase) throw new Error("nobody of that name");
  const { ops, mem: memBytes } = row;
  const salt = new Uint8Array(row.salt);
  const stretched = await stretchPassphrase({ passphrase, salt, ops, memBytes });
  if (!stretched.ok) throw new Error(stretched.why);
  const vk = new Uint8Array(row.vk);
  const header = { type: "passphrase", agent: row.member, vk, salt, ops, memBytes } as const;
  const opened = openSlot(header, stretched.kek, new Uint8Array(row.slot));
  if (!opened.ok) throw new Error(opened.why);
  const { seed } = opened;
  const person = { member: row.member, account: letter.account, name: letter.name, seed };
  const browser = await agentBrowser(gateway.inboxOrigin, {
    ...person,
    keys: agentFromSeed(seed),
    auth: stretched.auth,
  });
  const agent = browser.open();
  agents.push(agent);
  await until(agent.state, isReady);
  return agent;
};

/** Conversations in which something of this kind happened, newest first. */
const conversationsWith = async (kind: string, limit: number) =>
  (
    await rows<{ id: string }>(
      `SELECT conversation_id AS id FROM conversation c WHERE EXISTS (SELECT FROM conversation_event e
         WHERE e.conversation_pseudonym = c.pseudonym AND e.kind = $1) ORDER BY opened_at DESC LIMIT $2`,
      [kind, limit],
    )
  ).map(({ id }) => id as ConversationId);

describe("the year of the demo town", () => {
  it("opens for the archive: every message of a sample, without a warning, transferred and reopened ones too", async () => {
    const hendrik = await signedIn("hendrik");
    const sample = new Set([
      ...(await conversationsWith("transferred", 5)),
      ...(await conversationsWith("reopened", 5)),
      ...(await conversationsWith("overflow_offered", 2)),
      ...(await conversationsWith("agent_answer", 10)),
    ]);
    expect(sample.size).toBeGreaterThan(15);
    for (const conversation of sample) {
      const outcome = await hendrik.reading.openRecord(conversation);
      if (!outcome.ok) throw new Error(`${conversation}: ${outcome.why}`);
      const { record } = outcome;
      expect(record).toMatchObject({
        unopened: [],
        warnings: [],
        refusedEpochs: { public: 0, internal: 0 },
      });
      expect(record.entries.filter(({ kind }) => kind === "text").length).toBeGreaterThan(0);
    }
  });

  it("opens in the inbox for a colleague of its desk, who reads what was asked and answered", async () => {
    const fatma = await signedIn("fatma");
    const [found] = await rows<{ id: ConversationId }>(
      `SELECT conversation_id AS id FROM conversation WHERE state = 'closed' AND outcome = 'answered'
         AND card_message_id IS NOT NULL AND citizen_seq > 0
         AND desk_id = 'd0000000-0000-4000-8000-000000000007' ORDER BY opened_at DESC LIMIT 1`,
    );
    if (!found) throw new Error("none of that desk");
    const conversation = fatma.conversation(found.id);
    const open = await until(conversation.state, isOpen);
    expect(texts(open).length).toBeGreaterThan(1);
    expect(open.view.warnings).toEqual([]);
    expect(open.view.entries.filter(({ kind }) => kind === "invalid" || kind === "unread")).toEqual([]);
  });

  it("stands as the gateway would have written it: owned, registered, its keys in the key store, its figures to be counted", async () => {
    const conversations = await countOf("conversation");
    expect(conversations).toBeGreaterThan(350);
    const violations = await rows<{ conversation: string; violation: string }>(ownershipViolations);
    expect(violations.filter(({ violation }) => !inTime.includes(violation))).toEqual([]);
    expect(await countOf("conversation_event WHERE begun_at = 'counter'")).toBeGreaterThan(3);
    const { rows: keys } = await keyPool.query("SELECT bound_at FROM conversation_key");
    expect(keys.length).toBe(conversations);
    expect(keys.every(({ bound_at }) => bound_at !== null)).toBe(true);
    expect(
      await countOf(`conversation c WHERE state = 'closed' AND card_message_id IS NOT NULL AND EXISTS (SELECT FROM message m
        WHERE m.message_id = c.card_message_id AND m.conversation_id = c.conversation_id AND m.channel = 'internal')`),
    ).toBeGreaterThan(200);
    expect(
      await countOf(`(SELECT FROM conversation c JOIN conversation_event e ON e.conversation_pseudonym = c.pseudonym
        WHERE e.kind = 'opened' AND (e.language IS DISTINCT FROM c.language OR e.at <> c.opened_at
          OR (e.begun_at = 'chat') <> (e.actor = 'citizen'))) wrong`),
    ).toBe(0);
    expect(await countOf("conversation WHERE verdict IS NOT NULL")).toBeGreaterThan(30);
    expect(
      await countOf(`conversation c WHERE state = 'closed' AND verdict IS DISTINCT FROM (SELECT e.verdict FROM conversation_event e
        WHERE e.conversation_pseudonym = c.pseudonym AND e.kind IN ('closed', 'verdict_given') ORDER BY event_id DESC LIMIT 1)`),
    ).toBe(0);
    expect(
      await countOf(`conversation c WHERE pseudonym NOT IN (SELECT conversation_pseudonym FROM figure_due
        UNION SELECT conversation_pseudonym FROM conversation_figure)`),
    ).toBe(0);
  });

  it("is gone on with, and nothing is there twice", async () => {
    const before = await countOf("conversation");
    const messages = await countOf("message");
    const gone = await conversationsWith("agent_answer", 7);
    await pool.query("DELETE FROM conversation WHERE conversation_id = ANY ($1::uuid[])", [gone]);
    expect(await countOf("conversation")).toBe((before ?? 0) - 7);
    // It goes on with the year that was begun, whatever is asked now.
    const { output } = await fillYear("another");
    expect(output).toContain("Het jaar staat er");
    expect(await countOf("conversation")).toBe(before);
    expect(await countOf("message")).toBe(messages);
    expect(JSON.parse(await readFile(join(dir, "year.json"), "utf8"))).toMatchObject({ seed: "test" });
  });

  it("needs a demo town, and says so in one sentence", async () => {
    const { code, output } = await runProgram("../../demo/dist/year/main.js", {
      env: { DATABASE_URL: databases.databaseUrl, DATA_DIR: join(dir, "elsewhere") },
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^There is no demo town in [^\n]*\.\n$/);
  });
});
