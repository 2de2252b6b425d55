import { ageOf, type BackupKind, longestKeyLifeDays, newestWhole } from "@eigenkanaal/domain";
import { BackupFailure } from "./backupFailure.js";
import { type FoundBackup, findBackups } from "./folders.js";

/** The time in unix milliseconds, and how old a backup of the keys may be in days. */
export type RestoreClock = { keyLifeDays: number; nowMs: number };

/**
 * The newest whole backup of this kind under `from`, or the one of this name. Rejects with a BackupFailure when there is
 * none that may be used: one that is unfinished, from the future, or of keys past their life.
 */
export const chooseBackup = async (
  kind: BackupKind,
  { from, name }: { from: string; name: string | undefined },
  { keyLifeDays, nowMs }: RestoreClock,
): Promise<FoundBackup> => {
  const clock = { lifeDays: Math.min(keyLifeDays, longestKeyLifeDays), nowMs };
  const { backups } = await findBackups(from, kind);
  const chosen =
    name === undefined ? newestWhole(backups, clock) : backups.find((backup) => backup.name === name);
  if (!chosen)
    throw new BackupFailure(
      `There is no whole backup of the ${kind}${name === undefined ? "" : ` named ${name}`} in ${from}.`,
    );
  if (!chosen.finished)
    throw new BackupFailure(`The backup ${chosen.dir} was interrupted and is not whole: choose another.`);
  const age = ageOf(chosen, clock);
  if (age === "future")
    throw new BackupFailure(
      `The backup ${chosen.dir} was made in the future: set this machine's clock right.`,
    );
  if (kind === "keys" && age === "past")
    throw new BackupFailure(
      `The backup ${chosen.dir} is older than ${clock.lifeDays} days. Conversations that were destroyed since would come back with it: what a town destroys must be gone by then, so it is not restored.`,
    );
  return chosen;
};
