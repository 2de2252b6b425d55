import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../config.js";
import { Running } from "../running.js";
import { StartFailure } from "../startFailure.js";
import { fillYear } from "./fill.js";
import type { YearOf } from "./plan.js";
import { progressBar } from "./progress.js";
import { reachDatabases } from "./reach.js";
import { DemoTown } from "./readParties.js";
import { openYearStore } from "./store.js";
import { yearOf } from "./yearFile.js";

/** `npm run demo:year [-- --inhabitants 100000] [-- --seed …]`: a year of conversations for the demo town. */

/** So many conversations does a town have a year for each of its inhabitants. */
const perInhabitant = 0.12;

const wantedYear = (): YearOf => {
  const { values } = parseArgs({
    options: {
      inhabitants: { type: "string", default: "100000" },
      seed: { type: "string", default: "voorbeeld" },
    },
  });
  const conversations = Math.round(Number(values.inhabitants) * perInhabitant);
  if (!Number.isInteger(conversations) || conversations < 1)
    throw new StartFailure("--inhabitants must be a number, 9 at least.");
  return { seed: values.seed, endMs: Date.now(), conversations };
};

const readDemo = async ({ dataDir }: Config): Promise<DemoTown> => {
  const text = await readFile(join(dataDir, "demo.json"), "utf8").catch(() => {
    throw new StartFailure(
      `There is no demo town in ${dataDir} yet: run npm start once, until it says how to sign in.`,
    );
  });
  return DemoTown.parse(JSON.parse(text));
};

const run = async (halt: AbortSignal): Promise<void> => {
  const read = readConfig(process.env, process.cwd());
  if (!read.ok) throw new StartFailure(read.why);
  const { config } = read;
  const wanted = wantedYear();
  const demo = await readDemo(config);
  const running = new Running();
  try {
    const databases = await reachDatabases(config, running);
    const store = await openYearStore(databases, demo.organisation);
    running.add(store.close);
    if (!(await store.claim())) throw new StartFailure("Somebody else is writing this town's year already.");
    const year = await yearOf(join(config.dataDir, "year.json"), wanted);
    const { written, planned } = await fillYear(demo, year, {
      ...{ store, halt, tell },
      progress: (total) => progressBar(total, { out: process.stdout, nowMs: () => performance.now() }),
    });
    tell(
      written < planned
        ? `Gestopt bij ${written} van ${planned}. Dezelfde opdracht gaat verder waar dit ophield.`
        : `Het jaar staat er: ${planned} gesprekken. De gateway rekent er de cijfers van uit zodra hij draait (npm start).`,
    );
  } finally {
    await running.stopAll();
  }
};

const tell = (step: string): void => console.log(step);

const halt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => halt.abort());

try {
  await run(halt.signal);
} catch (error) {
  process.exitCode = 1;
  console.error(
    error instanceof StartFailure
      ? error.message
      : `The year cannot be written: ${error instanceof Error ? error.message : error}`,
  );
}
process.exit();
