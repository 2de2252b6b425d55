import { parseArgs } from "node:util";
import { BackupFailure } from "../backup/backupFailure.js";
import { readKind } from "../backup/readKind.js";
import { restore } from "../backup/restore.js";
import { readKeyBackupDays, readOwnerUrls } from "../config.js";
import { endWith } from "../start/startupFailure.js";

/**
 * `npm run restore -- --from <folder> [--only messages|keys] [--messages <name>] [--lose-all]`: puts the newest backups, or
 * that one of the messages, into empty databases, as the owner of their schemas. What was destroyed does not come back.
 * Exit code 1 and one sentence when it cannot, or does not want to; the databases are then as empty as before.
 */
const usage =
  "Usage: npm run restore -- --from <folder> [--only messages|keys] [--messages <name>] [--lose-all]";

const given = () => {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: "string" },
        only: { type: "string" },
        messages: { type: "string" },
        "lose-all": { type: "boolean", default: false },
      },
    });
    const { from, only, messages: name } = values;
    if (!from || (name !== undefined && only === "keys")) return endWith([usage]);
    return { from, only: readKind(only), name, losesAll: values["lose-all"] };
  } catch {
    return endWith([usage]);
  }
};

const plan = given();
const urls = readOwnerUrls(process.env);
const keyLifeDays = readKeyBackupDays(process.env);
if (!urls.ok || !keyLifeDays.ok)
  endWith([urls, keyLifeDays].flatMap((reading) => (reading.ok ? [] : reading.faults)));
else
  try {
    await restore(plan, {
      urls: urls.config,
      clock: { keyLifeDays: keyLifeDays.config, nowMs: Date.now() },
      report: (sentence) => process.stdout.write(`${sentence}\n`),
    });
    process.stdout.write("Restored. Everybody signs in anew.\n");
  } catch (error) {
    if (error instanceof BackupFailure) endWith([error.message]);
    throw error;
  }
