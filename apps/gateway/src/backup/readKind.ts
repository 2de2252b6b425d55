import type { BackupKind } from "@eigenkanaal/domain";

/** Which cluster a command is for, undefined for both. Throws a RangeError for any other word. */
export const readKind = (word: string | undefined): BackupKind | undefined => {
  if (word === undefined || word === "messages" || word === "keys") return word;
  throw new RangeError(`${word} is neither messages nor keys`);
};
