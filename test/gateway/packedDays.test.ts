import { once } from "node:events";
import pg from "pg";
import { expect, test } from "vitest";
import { allCounted, allPacked, livelyTalks, tell } from "../harness/counted.js";
import { runProgram, startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

/** That packed days are what the figures of their conversations say: held against them, and after crashes. */

const setting = useSetting();
const rebuilt = (...args: string[]) =>
  runProgram("operator/rebuildFigures.js", {
    args,
    env: { DATABASE_URL: setting.databases.databaseUrl },
  });
const saying = (days: number, others: number) =>
  expect.stringContaining(` 0 had other figures. Of ${days} packed days ${others} were others.`);
const days = () =>
  setting.rows<{ desk: string; day: string; figures: Buffer | null }>(
    "SELECT desk_id AS desk, opened_on::text AS day, figures FROM figure_day ORDER BY 1, 2",
  );
const one =
  "(desk_id, opened_on) = (SELECT desk_id, opened_on FROM figure_day ORDER BY 1, 2 OFFSET 3 LIMIT 1)";

test("a byte that is another and a day that is left out are found, and put right", async () => {
  await tell(setting, livelyTalks(150, [setting.desk.desk, setting.otherDesk.desk], 5));
  await allPacked(setting);
  const packed = await days();
  expect(packed.length).toBeGreaterThan(20);
  expect(packed.every(({ figures }) => figures && figures.length > 60)).toBe(true);
  expect(await rebuilt("--check")).toEqual({ code: 0, output: saying(packed.length, 0) });

  await setting.rows(
    `UPDATE figure_day SET figures = set_byte(figures, 40, 1 - get_byte(figures, 40) % 2) WHERE ${one}`,
  );
  expect(await days()).not.toEqual(packed);
  expect(await rebuilt("--check")).toEqual({ code: 1, output: saying(packed.length, 1) });
  // Looking changes nothing.
  expect(await rebuilt("--check")).toEqual({ code: 1, output: saying(packed.length, 1) });
  expect(await rebuilt()).toEqual({ code: 0, output: saying(packed.length, 1) });
  await allPacked(setting);
  expect(await days()).toEqual(packed);

  await setting.rows(`DELETE FROM figure_day WHERE ${one}`);
  expect(await rebuilt("--check")).toEqual({ code: 1, output: saying(packed.length, 1) });
  expect(await days()).toHaveLength(packed.length - 1);
  expect(await rebuilt()).toEqual({ code: 0, output: saying(packed.length, 1) });
  await allPacked(setting);
  expect(await days()).toEqual(packed);
  expect(await rebuilt("--check")).toEqual({ code: 0, output: saying(packed.length, 0) });
}, 120_000);

test("the same figures give the same bytes, in whatever order they were written", async () => {
  const packed = await days();
  await setting.rows("CREATE TABLE kept AS TABLE conversation_figure");
  await setting.rows("CREATE TABLE kept_response AS TABLE response_figure");
  await setting.rows("DELETE FROM conversation_figure");
  await setting.rows("INSERT INTO conversation_figure SELECT * FROM kept ORDER BY random()");
  await setting.rows("INSERT INTO response_figure SELECT * FROM kept_response ORDER BY random()");
  expect((await days()).filter(({ figures }) => figures !== null)).toEqual([]);
  await allPacked(setting);
  expect(await days()).toEqual(packed);
});

test("by a gateway that is killed no day is packed that was not, and the next one packs it", async () => {
  await allPacked(setting);
  const packed = await days();
  await setting.restartGateway(async () => {
    await setting.rows(
      "UPDATE figure_day SET figures = NULL, stale_since = now() - interval '1 hour' WHERE desk_id = $1",
      [setting.desk.desk],
    );
    const client = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await client.connect();
    // All others are packed by then, in the same transaction.
    await client.query(`BEGIN; SELECT FROM figure_day WHERE figures IS NULL
      ORDER BY opened_on LIMIT 1 FOR UPDATE`);
    const gateway = await startGateway(setting.databases);
    await expect
      .poll(
        () =>
          setting.rows(`SELECT FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database()`),
        {
          timeout: 20_000,
        },
      )
      .not.toEqual([]);
    const ended = once(gateway.process, "exit");
    gateway.process.kill("SIGKILL");
    await ended;
    await client.query("ROLLBACK");
    await client.end();
    const left = await days();
    expect(left.filter(({ desk, figures }) => desk === setting.desk.desk && figures !== null)).toEqual([]);
    expect(await rebuilt("--check")).toEqual({ code: 0, output: saying(packed.length, 0) });
  });
  await allPacked(setting);
  expect(await days()).toEqual(packed);
}, 120_000);

test("what is committed while a day is packed has it packed again", async () => {
  await allPacked(setting);
  const packed = await days();
  const client = new pg.Client({ connectionString: setting.databases.databaseUrl });
  await client.connect();
  await setting.rows(
    `UPDATE figure_day SET figures = NULL, stale_since = now() - interval '1 hour' WHERE ${one}`,
  );
  const of = `WHERE conversation_pseudonym = (SELECT conversation_pseudonym FROM conversation_figure
    JOIN figure_day USING (organisation_id, desk_id, opened_on) WHERE ${one} ORDER BY 1 LIMIT 1)`;
  await client.query("BEGIN");
  // Whoever writes by hand takes no lock; the gateway packs, waits for it, and finds the day stale anew.
  await client.query(`UPDATE conversation_figure SET norm_minutes = norm_minutes + 7 ${of}`);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await client.query("COMMIT");
  await client.end();
  await allPacked(setting);
  expect(await days()).not.toEqual(packed);
  expect(await rebuilt("--check")).toMatchObject({ output: expect.stringContaining(" 0 were others.") });
  await setting.rows(`UPDATE conversation_figure SET norm_minutes = norm_minutes - 7 ${of}`);
  await allCounted(setting);
  await allPacked(setting);
  expect(await days()).toEqual(packed);
});
