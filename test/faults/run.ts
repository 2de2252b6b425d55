import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { hasRedis } from "../harness/redis.js";
import { check } from "./checker.js";
import { type CitizenPerson, citizenPerson } from "./citizen.js";
import { type ColleaguePerson, colleaguePerson } from "./colleague.js";
import { openDiary, type Writer } from "./diary.js";
import type { Rows, Screens, Violation } from "./record.js";
import { readRows } from "./rows.js";
import { type GatewayCount, type Step, scheduleFor } from "./schedule.js";
import { type Stage, setStage } from "./stage.js";

/** One run: people talk while faults strike; then all is mended, and every promise is checked. README.md says which. */

const cast = {
  citizens: ["citizen-1", "citizen-2", "citizen-3", "citizen-4", "citizen-5", "citizen-6"],
  colleagues: ["anna", "bram"],
};
/** After the last fault everything has to come right within this time: many times the longest pause between two tries. */
const settleWithinMs = 240_000;

/** Whoever has not said their last word by then says it when Redis is back. */
const lastWordsWithinMs = 30_000;

type People = { citizens: Map<string, CitizenPerson>; colleagues: Map<string, ColleaguePerson> };

const assemble = async (stage: Stage, writer: Writer): Promise<People> => {
  const citizens = cast.citizens.map((name) =>
    citizenPerson(name, {
      origin: stage.origins.widget,
      rootVk: stage.rootVk,
      network: stage.networkOf(name),
      writer,
    }),
  );
  const colleagues = await Promise.all(
    stage.colleagues.map((one) =>
      colleaguePerson(one, { origin: stage.origins.inbox, network: stage.networkOf(one.name), writer }),
    ),
  );
  await Promise.all([...citizens, ...colleagues].map((one) => one.ready()));
  return {
    citizens: new Map(citizens.map((one) => [one.name, one])),
    colleagues: new Map(colleagues.map((one) => [one.name, one])),
  };
};

/** Lets the schedule happen; resolves when the last step is done and every server fault mended. */
const perform = async (steps: readonly Step[], stage: Stage, { citizens, colleagues }: People) => {
  const beganMs = performance.now();
  const strikes: Promise<void>[] = [];
  let serverStrike = Promise.resolve();
  const struck = new Map<string, number>();
  for (const step of steps) {
    await wait(Math.max(0, step.atMs - (performance.now() - beganMs)));
    switch (step.kind) {
      case "server": {
        const { fault, forMs } = step;
        if (stage.notRun.has(fault)) break;
        struck.set(fault, (struck.get(fault) ?? 0) + 1);
        // One at a time, also where the machine is slower than the schedule.
        serverStrike = serverStrike.then(async () => {
          const struckMs = performance.now();
          await stage.strikeServer(fault, forMs);
          const [fromMs, mendedMs] = [struckMs - beganMs, performance.now() - beganMs];
          console.log(`   ${seconds(fromMs)} ${fault}, mended at ${seconds(mendedMs)}`);
        });
        break;
      }
      case "line":
        struck.set(step.fault, (struck.get(step.fault) ?? 0) + 1);
        strikes.push(stage.strikeLines(step.fault, step.clients, step.forMs));
        break;
      case "citizen":
        citizens.get(step.who)?.act(step.act);
        break;
      case "colleague": {
        const citizen = citizens.get(step.citizen);
        if (citizen) colleagues.get(step.who)?.act(step.act, citizen);
      }
    }
  }
  await serverStrike;
  await stage.mend();
  await Promise.all(strikes);
  return struck;
};

/**
 * In each conversation one side says one thing more while Redis is away, and the others say nothing: no later message, no
 * number of one's own and no broken line can bring it to those at the other gateway, only word that they missed something.
 */
const sayLastWords = async (stage: Stage, { citizens, colleagues }: People, { diary }: Writer) => {
  const before = diary.written.length;
  const everyCitizen = [...citizens.values()];
  await stage.withoutRedis(async () => {
    const [colleague] = colleagues.values();
    for (const [place, citizen] of everyCitizen.entries())
      if (place % 2 === 0) citizen.act("write");
      else colleague?.act("answer", citizen);
    const isSaid = () => {
      const said = diary.written.slice(before);
      const answered = new Set(diary.told.map(({ text }) => text));
      const isAnswered = said.every(({ text, state }) => state === "kept" && answered.has(text));
      return isAnswered && everyCitizen.every(({ name }) => said.some(({ citizen }) => citizen === name));
    };
    const untilMs = performance.now() + lastWordsWithinMs;
    while (!isSaid() && performance.now() < untilMs) await wait(100);
    console.log(`   ${diary.written.length - before} words while Redis was away`);
  });
};

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const look = async ({ citizens, colleagues }: People, rows: Rows): Promise<Screens> => {
  const stored = new Set(rows.conversations.map(({ conversation }) => conversation));
  const everyCitizen = [...citizens.values()];
  const own = await Promise.all(everyCitizen.map((one) => one.screen()));
  const others = await Promise.all([...colleagues.values()].map((one) => one.screens(everyCitizen, stored)));
  return {
    conversations: [...own.flatMap((screen) => screen ?? []), ...others.flat()],
    queues: [...colleagues.values()].map((one) => one.queue()),
  };
};

/** Looks again and again until every promise holds, or the time is up: then what does not. */
const settle = async (stage: Stage, people: People, writer: Writer) => {
  const fromMs = performance.now();
  for (;;) {
    const rows = await readRows(stage.databases);
    const violations = check(writer.diary, rows, await look(people, rows));
    const isSettled = violations.every(({ kind }) => kind === "mishap");
    const tookMs = performance.now() - fromMs;
    if (isSettled || tookMs > settleWithinMs) return { violations, rows, tookMs };
    await wait(500);
  }
};

const reloadAll = ({ citizens, colleagues }: People) => {
  const [anybody] = citizens.values();
  for (const citizen of citizens.values()) citizen.act("reload");
  for (const colleague of colleagues.values()) if (anybody) colleague.act("reload", anybody);
};

type Wish = { seed: number; minutes: number; gateways: GatewayCount };

const run = async (
  { seed, minutes, gateways }: Wish,
  onMade: (clear: () => Promise<void>) => void,
): Promise<Violation[]> => {
  const writer = openDiary();
  const steps = scheduleFor(seed, { durationMs: minutes * 60_000, cast, gateways });
  const stage = await setStage(cast.colleagues, { gateways, mishap: writer.mishap, onMade });
  for (const [fault, why] of stage.notRun) console.log(`   NOT RUN: ${fault} (${why})`);
  const people = await assemble(stage, writer);
  const struck = await perform(steps, stage, people);
  console.log(`   struck: ${[...struck].map(([fault, times]) => `${times} × ${fault}`).join(", ")}`);

  await sayLastWords(stage, people, writer);
  const live = await settle(stage, people, writer);
  if (live.violations.length === 0) reloadAll(people);
  const settled = live.violations.length === 0 ? await settle(stage, people, writer) : live;
  console.log(
    `   settled after ${seconds(live.tookMs)}, and after a reload of everything in ${seconds(settled.tookMs)}`,
  );
  tell(writer, settled.rows);
  if (settled.violations.length > 0) {
    const path = join(tmpdir(), `eigenkanaal-faults-${seed}.json`);
    await writeFile(
      path,
      JSON.stringify(
        {
          ...settled,
          diary: writer.diary,
          screens: await look(people, settled.rows),
          log: stage.gatewayOutput().split("\n"),
        },
        null,
        1,
      ),
    );
    console.log(`   everything that was seen: ${path}`);
  }
  for (const person of [...people.citizens.values(), ...people.colleagues.values()]) person.stop();
  return settled.violations;
};

const tell = ({ diary }: Writer, rows: Rows) => {
  const said = (what: string) =>
    new Set(diary.told.flatMap((one) => (one.said === what ? [one.messageId] : []))).size;
  console.log(
    `   written ${diary.written.length}, acknowledged ${said("stored")}, shown to another ${said("shown")}, refused ${said("refused")}; ` +
      `deeds acknowledged ${diary.deeds.length}; checked: ${rows.messages.length} messages, ${rows.events.length} events, ` +
      `${rows.conversations.length} conversations on ${cast.colleagues.length + 1} screens each, twice`,
  );
};

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "0.3" },
    gateways: { type: "string", default: "1" },
  },
});
const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
const gateways = ([1, 2] as const).find((count) => String(count) === values.gateways);
if (!Number.isInteger(seed) || !(minutes > 0) || !gateways) {
  console.error("npm run faults -- --seed <whole number> --minutes <number> --gateways <1 or 2>");
  process.exit(2);
}
const wished = `--seed ${seed} --minutes ${minutes} --gateways ${gateways}`;
if (gateways === 2 && !hasRedis) {
  console.log(`NOT RUN: faults ${wished} (no redis-server on this machine)`);
  process.exit(0);
}
let clear: () => Promise<void> = async () => undefined;
const interrupted = () => void clear().finally(() => process.exit(130));
process.on("SIGINT", interrupted);
process.on("SIGTERM", interrupted);
console.log(`faults: seed ${seed}, ${minutes} minutes, ${gateways === 1 ? "one gateway" : "two gateways"}`);
try {
  const violations = await run({ seed, minutes, gateways }, (made) => {
    clear = made;
  });
  for (const { kind, where } of violations) console.log(`   ${kind}: ${where}`);
  console.log(
    violations.length === 0
      ? `faults: seed ${seed}: every promise held`
      : `faults: seed ${seed}: ${violations.length} broken. Again: npm run faults -- ${wished}`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
await clear();
process.exit();
