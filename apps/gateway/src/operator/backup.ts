import { parseArgs } from "node:util";
import { backUp } from "../backup/backUp.js";
import { readKind } from "../backup/readKind.js";
import { readBackupSettings } from "../config.js";
import { endWith } from "../start/startupFailure.js";

/**
 * `npm run backup -- --into <folder> [--only messages|keys]`: writes a backup of each cluster into `<folder>/messages` and
 * `<folder>/keys`, as a login that only reads, and deletes those that have had their time. Exit code 1 and one sentence
 * for each thing that went wrong. Ctrl-C leaves nothing of what was not whole.
 */
const usage = "Usage: npm run backup -- --into <folder> [--only messages|keys]";

const given = () => {
  try {
    const { into, only } = parseArgs({
      options: { into: { type: "string" }, only: { type: "string" } },
    }).values;
    return into ? { into, only: readKind(only) } : endWith([usage]);
  } catch {
    return endWith([usage]);
  }
};

const { into, only } = given();
const settings = readBackupSettings(process.env, only);
if (!settings.ok) endWith(settings.faults);
else {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
  const faults = await backUp(settings.config, Date.now, {
    into,
    report: (sentence) => process.stdout.write(`${sentence}\n`),
    signal: interruption.signal,
  });
  if (faults.length > 0) endWith(faults);
}
