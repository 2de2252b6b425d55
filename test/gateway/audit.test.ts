import { once } from "node:events";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { connectAgent } from "../harness/callers.js";
import { begin, say, yes } from "../harness/conversation.js";
import { freePort, runProgram, startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const patience = { timeout: 40_000 };

type Row = { line_id: string; position: string | null };
/** All lines of the town, with their places in the chain. */
const lines = () =>
  setting.rows<Row>(
    `SELECT l.line_id, c.position FROM audit_line l LEFT JOIN audit_chain c USING (organisation_id, line_id)
     WHERE organisation_id = $1 ORDER BY line_id`,
    [setting.town.organisation],
  );
const allSealed = () =>
  expect.poll(async () => (await lines()).filter(({ position }) => position === null), patience).toEqual([]);
/** The chain's lines in the order of their positions, which begin at one and have no gap. */
const chain = async (): Promise<string[]> => {
  const rows = await setting.rows<{ position: string; line_id: string }>(
    "SELECT position, line_id FROM audit_chain WHERE organisation_id = $1 ORDER BY position",
    [setting.town.organisation],
  );
  expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ line_id }) => line_id);
};
const verify = (...heads: string[]) =>
  runProgram("operator/verifyAudit.js", {
    ...{ args: heads, env: { DATABASE_URL: setting.databases.databaseUrl } },
  });
/** Does the work as somebody who owns the database and has taken the triggers away. */
const tampering = async (sql: string, values: unknown[]) => {
  for (const table of ["audit_line", "audit_chain"])
    await setting.rows(`ALTER TABLE ${table} DISABLE TRIGGER stays`);
  await setting.rows(sql, values);
  for (const table of ["audit_line", "audit_chain"])
    await setting.rows(`ALTER TABLE ${table} ENABLE TRIGGER stays`);
};
const waiting = async () => {
  const begun = await begin(setting);
  await say(begun);
  return begun;
};
const taken = async (conversation: string) =>
  setting.rows(
    `SELECT FROM audit_line l JOIN conversation c ON c.pseudonym::text = l.object_id
     WHERE c.conversation_id = $1 AND l.act = 'conversation:take' AND l.result = 'done'`,
    [conversation],
  );
const logged = (count: number) =>
  setting.rows(
    `INSERT INTO audit_line (organisation_id, actor, act, result)
     SELECT $1::uuid, 'system', 'operator seed', 'done' FROM generate_series(1, $2::int)`,
    [setting.town.organisation, count],
  );

/** Whoever leads does not any more: somebody else does, while the first may still believe that it does. */
const unseat = () =>
  setting.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707370 AND granted",
  );

test("neither line nor seal can be changed or taken away, by the owner neither", async () => {
  await logged(1);
  await allSealed();
  for (const sql of [
    ...["audit_line", "audit_chain"].flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table}`]),
    "UPDATE audit_line SET act = act",
    "UPDATE audit_chain SET hash = hash",
  ])
    await expect(setting.rows(sql), sql).rejects.toThrow("the audit log is append-only");
});

test("what an operator imports and resets beside the gateway is a line too", async () => {
  const { account, member } = setting.colleague("bram");
  const env = { DATABASE_URL: setting.databases.databaseUrl };
  expect(await runProgram("operator/resetSecondFactor.js", { args: [account], env })).toMatchObject({
    code: 0,
  });
  const operators = await setting.rows(
    `SELECT actor, session_id, act, object_kind, object_id, result FROM audit_line
     WHERE act IN ('operator import', 'operator reset-second-factor') ORDER BY line_id`,
  );
  const by = { actor: "operator", session_id: null, result: "done" };
  expect(operators).toEqual([
    { ...by, act: "operator import", object_kind: null, object_id: null },
    { ...by, act: "operator reset-second-factor", object_kind: "member", object_id: member },
  ]);
});

describe("sealing", () => {
  test("a line that commits after a later one was sealed is sealed behind it", async () => {
    const late = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await late.connect();
    await late.query("BEGIN");
    const { rows } = await late.query<{ line_id: string }>(
      `INSERT INTO audit_line (organisation_id, actor, act, result)
       VALUES ($1, 'system', 'operator seed', 'done') RETURNING line_id`,
      [setting.town.organisation],
    );
    await logged(1);
    await allSealed();
    await late.query("COMMIT");
    await late.end();
    await allSealed();
    expect((await chain()).at(-1)).toBe(rows[0]?.line_id);
  });

  test("what was written while no gateway ran is sealed by the next, all of it", async () => {
    await setting.restartGateway(async () => {
      await logged(2_500);
    });
    await allSealed();
    expect(new Set(await chain()).size).toBe((await lines()).length);
  });

  test("an act that was answered is there and is sealed, although its gateway was killed at that moment", async () => {
    const gateway = await startGateway(setting.databases);
    const { conversation } = await waiting();
    const anna = await connectAgent({ gateway, town: setting.town }, setting.colleague("anna"));
    yes(await anna.call("conversation:take", { conversation }));
    const ended = once(gateway.process, "exit");
    gateway.process.kill("SIGKILL");
    await ended;
    anna.socket.disconnect();
    expect(await taken(conversation)).toHaveLength(1);
    await allSealed();
  });

  test("of two gateways that both seal none seals anything twice, and nothing is left out", async () => {
    const second = await startGateway(setting.databases);
    const { conversation } = await waiting();
    const line = await connectAgent({ gateway: second, town: setting.town }, setting.colleague("anna"));
    for (let round = 0; round < 6; round++) {
      await logged(300);
      await unseat();
      yes(await line.call("conversation:take", { conversation }));
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    await allSealed();
    const sealed = await chain();
    expect(new Set(sealed).size).toBe(sealed.length);
    expect(sealed.toSorted()).toEqual((await lines()).map(({ line_id }) => line_id).toSorted());
    line.socket.disconnect();
    await second.stop();
  });
});

describe("verifying", () => {
  test("an untouched log is whole, and its newest seal, written down, tells of an end that was cut off", async () => {
    await logged(5);
    await allSealed();
    const { organisation } = setting.town;
    const { length } = await chain();
    const { code, output } = await verify();
    expect(code).toBe(0);
    const said = `^${organisation}: ${length} lines sealed, the newest as (${organisation}:${length}:[0-9a-f]{64})\\.\n$`;
    expect(output).toMatch(new RegExp(said));
    const [, head = ""] = new RegExp(said).exec(output) ?? [];
    // As if there had been one more.
    expect(await verify(head.replace(`:${length}:`, `:${length + 1}:`))).toEqual({
      code: 1,
      output: expect.stringContaining(`${organisation}: position ${length + 1} is gone.\n`),
    });
    expect(await verify("nonsense")).toMatchObject({ code: 1, output: expect.stringContaining("Usage") });
  }, 120_000);

  test("a line that the owner changed and one that the owner deleted are found at their positions, by whoever looks", async () => {
    await logged(5);
    await allSealed();
    const { organisation } = setting.town;
    const sealed = await chain();
    const [changed, gone] = [sealed.length - 3, sealed.length - 1];
    const lineAt = (position: number) => [organisation, sealed[position - 1]];
    const ofLine = "WHERE organisation_id = $1 AND line_id = $2";
    const [row] = await setting.rows<Record<string, unknown>>(
      `SELECT * FROM audit_line ${ofLine}`,
      lineAt(gone),
    );
    await tampering(`UPDATE audit_line SET actor = 'operator' ${ofLine}`, lineAt(changed));
    await tampering(`DELETE FROM audit_line ${ofLine}`, lineAt(gone));
    const { code, output } = await verify();
    expect(code).toBe(1);
    expect(output.match(/: position .+/g)).toEqual([
      `: position ${changed} is not as it was sealed.`,
      `: position ${gone} has lost its line.`,
    ]);

    // The gateway that leads finds it by itself, in its log and in its metrics.
    const port = await freePort();
    const looking = await startGateway(setting.databases, {
      ...{ METRICS_PORT: String(port), SWEEP_INTERVAL_MS: "100" },
    });
    const told = async () => {
      if (!looking.output().includes("audit log is not as it was")) await unseat();
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return metrics.includes(`eigenkanaal_audit_faults{organisation="${organisation}"} 2`);
    };
    await expect.poll(told, { timeout: 60_000, interval: 500 }).toBe(true);
    expect(looking.output()).toContain(`"why":"line_missing"`);
    await looking.stop();

    await tampering(`UPDATE audit_line SET actor = 'system' ${ofLine}`, lineAt(changed));
    await setting.rows(
      `INSERT INTO audit_line OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::audit_line, $1)).*`,
      [row],
    );
    expect(await verify()).toMatchObject({ code: 0 });
  }, 180_000);

  test("lines that wait for their seal for longer than a minute are told, and sealed once somebody looks", async () => {
    await setting.restartGateway(async () => {
      await setting.rows(
        `INSERT INTO audit_line (organisation_id, at, actor, act, result)
         VALUES ($1, clock_timestamp() - interval '2 minutes', 'system', 'operator seed', 'done')`,
        [setting.town.organisation],
      );
      expect(await verify()).toEqual({
        code: 1,
        output: expect.stringContaining("1 lines have had no seal for longer than a minute."),
      });
    });
    await allSealed();
  }, 120_000);
});
