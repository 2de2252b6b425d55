import { setTimeout as wait } from "node:timers/promises";
import { signIn } from "../../harness/callers.js";
import { runProgram } from "../../harness/gateway.js";
import { openOwners } from "../dueRows.js";
import { type Figure, type Measure, median, rounded } from "../figure.js";
import { insertYears, type Owner, settleReportTown, supervisorOf } from "../reportRows.js";
import { everything, p95Of, screensOf, timesOf } from "../reportScreens.js";
import { type Stand, startStand } from "../stand.js";

/** A supervisor's reports: one year of a town, ten years of it, and ten years of one ten times as large. */

const sizes = [
  { years: 1, added: 12_000 },
  { years: 10, added: 108_000 },
  { years: 10, added: 1_080_000 },
];

export const measure: Measure = async ({ rounds, connections, report }) => {
  const stand = await startStand();
  const owners = await openOwners(stand);
  try {
    const town = await settleReportTown(owners.main, stand);
    const cookie = await signIn(stand, supervisorOf(stand));
    const nowMs = Date.now();
    const screens = screensOf(town, nowMs);
    const times = 4 * rounds;
    const monthMs: number[] = [];
    let conversations = 0;
    let perSecond = 0;
    for (const { years, added } of sizes) {
      // With `--quick` a fifth.
      const count = Math.round((added * connections) / 5_000);
      report(`writing the events of ${count} conversations over ${years} years`);
      await insertYears(owners.main, town, { years, conversations: count });
      conversations += count;
      perSecond = await rebuild(stand, conversations);
      await allPacked(owners.main);
      await owners.main.query("VACUUM ANALYZE conversation_figure, response_figure, figure_day");
      monthMs.push(median(await timesOf(stand, { path: screens.month ?? "", cookie, times })));
      report(`${conversations} conversations: a month in ${rounded(monthMs.at(-1) ?? 0)} ms`);
    }
    const p95 = await p95Of(stand, { screens, cookie, times });
    const allMs = await timesOf(stand, { path: everything(nowMs), cookie, times: 5 });
    return figuresOf({ p95, monthMs, allMs, perSecond, conversations });
  } finally {
    await owners.end();
    await stand.stop();
  }
};

/** Computes all figures as an operator does; how many conversations a second that were. */
const rebuild = async ({ databases }: Stand, conversations: number): Promise<number> => {
  const beganMs = performance.now();
  const { code, output } = await runProgram("operator/rebuildFigures.js", {
    env: { DATABASE_URL: databases.databaseUrl },
    execArgv: [],
  });
  if (code !== 0) throw new Error(output);
  return conversations / ((performance.now() - beganMs) / 1_000);
};

/** Resolves when the gateway has packed every day, some seconds after the last was written. */
const allPacked = async (owner: Owner) => {
  const isPacked = async () =>
    (await owner.query("SELECT FROM figure_day WHERE figures IS NULL LIMIT 1")).rowCount === 0;
  while (!(await isPacked())) await wait(1_000);
};

type Measured = {
  p95: Map<string, number>;
  /** The middle of the default month, at each size. */
  monthMs: number[];
  allMs: number[];
  perSecond: number;
  conversations: number;
};

const figuresOf = ({ p95, monthMs, allMs, perSecond, conversations }: Measured): Figure[] => {
  const [worst = ["", Number.NaN] as const] = [...p95].toSorted(([, one], [, other]) => other - one);
  const [fewMs = Number.NaN, manyMs = Number.NaN] = [monthMs[0], monthMs.at(-1)];
  return [
    {
      ...{ id: "report_p95_ms", unit: "ms", target: { atMost: 150 } },
      value: rounded(worst[1]),
      of: `the slowest screen of ${p95.size}, ${worst[0]}, with ${conversations} conversations; ${[...p95]
        .map(([name, ms]) => `${name} ${rounded(ms)}`)
        .join(", ")}`,
    },
    {
      ...{ id: "report_growth", unit: "ratio", target: { atMost: 2 } },
      value: rounded(manyMs / fewMs),
      of: `a month in ${rounded(manyMs)} ms with ${conversations} conversations, ${rounded(fewMs)} ms with the first year`,
    },
    {
      ...{ id: "report_all_ms", unit: "ms" },
      value: rounded(median(allMs)),
      of: "ten years in one screen, which no preset offers",
    },
    {
      ...{ id: "rebuild_per_s", unit: "per_s" },
      value: rounded(perSecond),
      of: `conversations whose figures are computed anew from their events, of ${conversations}`,
    },
  ];
};
