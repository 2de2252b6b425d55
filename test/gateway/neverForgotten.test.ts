import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { hasRedis, startRedis } from "../harness/redis.js";
import { closeAll, everythingHolds, misplaced, violationsOf } from "./schedules/holds.js";
import { type Played, play } from "./schedules/play.js";
import { newestEvent, outOfTurn, rush, workOff } from "./schedules/rush.js";
import { ask, useStage } from "./schedules/stage.js";
import { names, type Round, schedule } from "./schedules/steps.js";

/**
 * No conversation without an owner or a queue, none assigned twice, none forgotten: after schedules made at random, at two
 * gateways on one database. How to play more of them: ../faults/README.md.
 */

const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.kill());
const stage = useStage({
  ...(redis && { REDIS_URL: redis.url }),
  ...{ WATCH_INTERVAL_MS: "250", LOG_LEVEL: "warn" },
});
const { setting } = stage;

const wished = process.env.SCHEDULES;
const schedules = Number(wished ?? 1);

/** What every schedule begins with: somebody is there, and somebody asked something. */
const opening: Round[] = [
  [
    { step: "be", who: "anna", state: "on_duty" },
    { step: "be", who: "bram", state: "off" },
    { step: "be", who: "chris", state: "on_duty" },
  ],
  [
    { step: "ask", desk: 0, topic: 0, at: 0 },
    { step: "ask", desk: 0, topic: null, at: 1 },
    { step: "ask", desk: 1, topic: null, at: 0 },
  ],
];

/** The town as each schedule finds it. */
const setTown = async () => {
  for (const name of names) stage.opensBrowser(name, 0);
  await stage.mended();
  for (const desk of [0, 1] as const) await stage.setDesk(desk, "open", "push");
  for (const topic of topics) await stage.setTopic(topic, false);
  for (const name of names) await ask(stage.colleague(name), "presence:set", { state: "off" });
  await setting.rows("UPDATE member_presence SET capacity = 3");
};
const topics = [randomUUID(), randomUUID()];
const label = randomUUID();

test(
  "whatever happens, every conversation has one owner or a place in one queue, is assigned once and is not forgotten",
  async () => {
    await setting.rows("INSERT INTO label VALUES ($1, $2, $3, 'Later', 'in_use')", [
      setting.town.organisation,
      label,
      setting.desk.desk,
    ]);
    const counted: Played["answers"] = new Map();
    const holds = async (rounds: readonly Round[]) => {
      await setTown();
      try {
        const played = await play(stage, { rounds: [...opening, ...rounds], topics, labels: [label] });
        for (const [answer, count] of played.answers) counted.set(answer, (counted.get(answer) ?? 0) + count);
        await everythingHolds(stage, played);
      } finally {
        await stage.mended();
        await closeAll(stage);
      }
    };
    await fc.assert(fc.asyncProperty(schedule, holds), {
      numRuns: schedules,
      seed: Number(process.env.SEED ?? 1),
      // Looking for a shorter one takes minutes: whoever asks for schedules has them.
      endOnFailure: wished === undefined,
    });
    if (wished !== undefined)
      console.log(
        [...counted]
          .map(([answer, count]) => `${count} × ${answer}`)
          .toSorted()
          .join("\n"),
      );
    expect(counted.size).toBeGreaterThan(0);
  },
  60_000 + schedules * 60_000,
);

const questions = Number(process.env.QUESTIONS ?? 60);

test(
  "however many ask at once, each question has one owner or one place, nobody has more than they can, and the queue drains in its order",
  async () => {
    const room = 10;
    await setTown();
    // Nobody is away here, however busy the machine is.
    await setting.rows("UPDATE organisation SET absent_after_seconds = 120");
    for (const name of names) await ask(stage.colleague(name), "presence:set", { state: "on_duty" });
    await setting.rows("UPDATE member_presence SET capacity = $1", [room]);
    const beganMs = performance.now();
    const talks = await rush(stage, questions);
    const tookMs = performance.now() - beganMs;
    if (process.env.QUESTIONS !== undefined)
      console.log(`${questions} questions were asked in ${(tookMs / 1000).toFixed(1)} s`);
    const owners = () =>
      setting.rows<{ owner: string; open: number }>(
        `SELECT coalesce(assignee_id::text, state) AS owner, count(*)::int AS open FROM conversation
         WHERE state <> 'closed' GROUP BY 1 ORDER BY 1`,
      );
    const full = names.map((name) => ({ owner: stage.memberOf(name), open: room }));
    const waiting = { owner: "waiting", open: questions - names.length * room };
    const patience = { timeout: 30_000, interval: 100 };
    await expect
      .poll(owners, patience)
      .toEqual([...full.toSorted((a, b) => (a.owner < b.owner ? -1 : 1)), waiting]);
    expect(await violationsOf(stage, talks)).toEqual([]);
    expect(await misplaced(stage, talks)).toEqual([]);

    const asked = await newestEvent(stage);
    await workOff(stage);
    expect(await outOfTurn(stage, asked)).toEqual([]);
    expect(await violationsOf(stage, talks)).toEqual([]);
    const assigned = await setting.rows(
      `SELECT 1 FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE e.kind = 'assigned' AND c.conversation_id = ANY ($1::uuid[])`,
      [talks.map(({ conversation }) => conversation)],
    );
    expect(assigned).toHaveLength(questions);
  },
  60_000 + questions * 300,
);
