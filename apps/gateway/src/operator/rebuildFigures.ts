import { parseArgs } from "node:util";
import pino from "pino";
import { readImportUrl } from "../config.js";
import { endWith, explain } from "../start/startupFailure.js";
import { openDatabase } from "../store/database.js";
import { rebuildFigures } from "../store/figureRebuild.js";
import { organisations } from "../store/organisations.js";

/**
 * `npm run rebuild-figures [-- --check]`: computes the figures of every conversation anew from its events, as the application's role,
 * says per town of how many they were others than stood, and puts those right; then the same of the days that they are packed in.
 * `--check` only compares; exit code 1 when any differs. How far it is stands on standard error. Ctrl-C ends it after the step at
 * which it is, exit code 130; what it had not come to is as it was.
 */
const usage = "Usage: DATABASE_URL=postgresql://… npm run rebuild-figures [-- --check]";

const readMode = (): "check" | "rebuild" => {
  try {
    const { values } = parseArgs({ options: { check: { type: "boolean" } } });
    return values.check ? "check" : "rebuild";
  } catch {
    return endWith([usage]);
  }
};

const rebuildAll = async (databaseUrl: string, mode: "check" | "rebuild", signal: AbortSignal) => {
  const database = openDatabase(databaseUrl, { logger: pino({ level: "silent" }) });
  let differed = 0;
  try {
    for (const organisation of await organisations(database)) {
      let told = -1;
      const onStep = ({ conversations, part }: { conversations: number; part: number }) => {
        const percent = Math.floor(part * 100);
        if (percent === told) return;
        told = percent;
        process.stderr.write(`${organisation}: ${percent} %, ${conversations} conversations.\n`);
      };
      const done = await rebuildFigures(organisation, mode, { database, signal, onStep });
      differed += done.differed + done.daysDiffered;
      const others = `${done.differed} had other figures`;
      const days = `Of ${done.days} packed days ${done.daysDiffered} were others`;
      const left = signal.aborted ? " Stopped: the rest was not looked at." : "";
      process.stdout.write(
        `${organisation}: ${done.conversations} conversations, ${others}. ${days}.${left}\n`,
      );
      if (signal.aborted) break;
    }
    return differed;
  } finally {
    await database.close();
  }
};

const mode = readMode();
const reader = readImportUrl(process.env);
if (!reader.ok) endWith(reader.faults);
else
  try {
    const stopping = new AbortController();
    process.once("SIGINT", () => stopping.abort());
    const differed = await rebuildAll(reader.config, mode, stopping.signal);
    if (stopping.signal.aborted) process.exitCode = 130;
    else if (mode === "check" && differed > 0) process.exitCode = 1;
  } catch (error) {
    endWith([explain(error, "OWNER_DATABASE_URL").message]);
  }
