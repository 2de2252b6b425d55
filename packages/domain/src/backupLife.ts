/** What a backup is of: the cluster of the messages, or that of the keys under which it is sealed. */
export type BackupKind = "messages" | "keys";

/** A backup as its manifest tells it. One that is not finished was interrupted, and restores nothing. */
export type BackupFacts = { name: string; madeAtMs: number; finished: boolean };

/**
 * So long may a copy of a conversation's key outlive the conversation: what was destroyed can be opened in no backup once
 * these days have passed (apps/gateway/OPERATING.md, Backups).
 */
export const longestKeyLifeDays = 7;

const dayMs = 86_400_000;

/** By so much may the clocks of two machines differ that both are right. */
const clockDifferenceMs = 300_000;

/** How long backups are kept in days, and the time in unix milliseconds. */
export type BackupClock = { lifeDays: number; nowMs: number };

/** Within its life, past it, or from a future in which nobody has been: then a clock is or was wrong. */
export type BackupAge = "within" | "past" | "future";

export const ageOf = ({ madeAtMs }: BackupFacts, { lifeDays, nowMs }: BackupClock): BackupAge => {
  if (madeAtMs > nowMs + clockDifferenceMs) return "future";
  return nowMs - madeAtMs > lifeDays * dayMs ? "past" : "within";
};

/**
 * Which backups go now. Keys go while the next run is still within their life, a day away at most: no copy may be older,
 * and so none is spared. The newest whole one of the messages stays, however old: whoever has none has nothing. What was
 * interrupted goes after a day, what is from the future stays.
 */
export const endedBackups = <Backup extends BackupFacts>(
  kind: BackupKind,
  backups: readonly Backup[],
  { lifeDays, nowMs }: BackupClock,
): Backup[] => {
  const lifeMs = lifeDays * dayMs;
  const endsAfterMs = kind === "keys" ? lifeMs - Math.min(dayMs, lifeMs / 2) : lifeMs;
  const spared = kind === "messages" ? newestWhole(backups, { lifeDays, nowMs }) : undefined;
  return backups.filter(
    (backup) =>
      backup !== spared &&
      ageOf(backup, { lifeDays, nowMs }) !== "future" &&
      nowMs - backup.madeAtMs > (backup.finished ? endsAfterMs : Math.min(dayMs, endsAfterMs)),
  );
};

/** The newest one that was finished and is not from the future, whatever its age; undefined when there is none. */
export const newestWhole = <Backup extends BackupFacts>(
  backups: readonly Backup[],
  clock: BackupClock,
): Backup | undefined =>
  backups
    .filter((backup) => backup.finished && ageOf(backup, clock) !== "future")
    .toSorted((one, other) => other.madeAtMs - one.madeAtMs)[0];
