import type { BackupKind } from "@eigenkanaal/domain";
import { explain, type Setting } from "../start/startupFailure.js";
import { sqlState } from "../store/database.js";

/** A backup or a restore cannot go on; the message is for the operator, a sentence a line. */
export class BackupFailure extends Error {
  override readonly name = "BackupFailure";
}

/** What is done, on which cluster, with the address in which setting. */
export type Attempt = { doing: "backup" | "restore"; kind: BackupKind; setting: Setting };

const fileSentences: Record<string, string> = {
  ENOSPC: "There is no room left on the disk",
  EDQUOT: "There is no room left for this account on the disk",
  EFBIG: "A file may not be as large as it must be",
  EROFS: "The disk can only be read",
  EACCES: "This account may not use the folder",
  EPERM: "This account may not use the folder",
  ENOTDIR: "A folder is needed where there is a file",
  EIO: "The disk fails",
};

/** The sentence for what went wrong. Nothing of what the database holds is in it. */
export const explainBackup = (error: unknown, { doing, kind, setting }: Attempt): BackupFailure => {
  if (error instanceof BackupFailure) return error;
  const code = sqlState(error) ?? "";
  const ofFile = fileSentences[code];
  if (ofFile)
    return new BackupFailure(
      doing === "backup"
        ? `${ofFile}: nothing is kept of this backup of the ${kind}.`
        : `${ofFile}: nothing was restored.`,
    );
  // Insufficient privilege, or row-level security that would have left rows out (`row_security = off`).
  if (code === "42501" && doing === "backup")
    return new BackupFailure(
      `The login in ${setting} may not read everything: use one that "npm run roles" makes for backups.`,
    );
  if (code === "42P01" && doing === "backup")
    return new BackupFailure(`The database in ${setting} has no tables: there is nothing to back up.`);
  const isBrokenOff =
    error instanceof Error && /terminated|ended/i.test(error.message) && !/timeout/i.test(error.message);
  if (isBrokenOff) return new BackupFailure(`The database in ${setting} broke off the connection.`);
  return new BackupFailure(explain(error, setting).message);
};
