import { rm } from "node:fs/promises";
import { ageOf, type BackupKind, endedBackups } from "@eigenkanaal/domain";
import type { BackupSettings } from "../config.js";
import { explainBackup } from "./backupFailure.js";
import { dump } from "./dump.js";
import { findBackups } from "./folders.js";

/** Where it goes, and how it tells what it did, a sentence at a time. */
export type BackupRun = { into: string; report: (sentence: string) => void; signal: AbortSignal };

/**
 * Backs up these clusters, each into its own folder under `into`, and deletes the backups there whose life has ended, also
 * where a new one could not be made: a key that was destroyed must not live on because a disk is full. Resolves to what
 * went wrong, a sentence each.
 */
export const backUp = async (
  settings: BackupSettings,
  nowMs: () => number,
  { into, report, signal }: BackupRun,
): Promise<string[]> => {
  const faults: string[] = [];
  const attempt = async (kind: BackupKind, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      faults.push(
        signal.aborted
          ? `Interrupted: nothing is kept of this backup of the ${kind}.`
          : explainBackup(error, { doing: "backup", kind, setting: addressOf[kind] }).message,
      );
    }
  };
  // The keys second: each conversation that is in the messages' backup then has its key in the keys', and a key without a
  // conversation does no harm.
  for (const kind of ["messages", "keys"] as const) {
    const cluster = settings[kind];
    if (!cluster || signal.aborted) continue;
    await attempt(kind, async () => {
      const made = await dump(kind, { databaseUrl: cluster.databaseUrl, into, signal });
      report(`${kind}: ${made.rows} rows of ${made.tables} tables, ${made.bytes} bytes, in ${made.dir}`);
    });
    await attempt(kind, () =>
      deleteEnded(kind, { into, lifeDays: cluster.lifeDays, nowMs: nowMs(), report }),
    );
  }
  return faults;
};

const addressOf = { messages: "BACKUP_DATABASE_URL", keys: "BACKUP_KEY_DATABASE_URL" } as const;

/** Deletes the backups of this kind whose life has ended; names those that it does not know or that cannot be of now. */
export const deleteEnded = async (
  kind: BackupKind,
  of: { into: string; lifeDays: number; nowMs: number; report: (sentence: string) => void },
): Promise<void> => {
  const { backups, strangers } = await findBackups(of.into, kind);
  for (const { name, dir } of endedBackups(kind, backups, of)) {
    await rm(dir, { recursive: true });
    of.report(`${kind}: deleted ${name}, which has had its time`);
  }
  for (const backup of backups.filter((each) => ageOf(each, of) === "future"))
    of.report(`${kind}: left ${backup.name} alone, made in the future: is the clock right?`);
  for (const dir of strangers) of.report(`${kind}: left ${dir} alone, which is no backup of the ${kind}`);
};
