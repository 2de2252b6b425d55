import { sqlState } from "../store/database.js";
import { MigrationRefused } from "./migrate.js";

/** Which setting the operator must look at when a step of the start fails. */
export type Setting =
  | "DATABASE_URL"
  | "KEY_DATABASE_URL"
  | "OWNER_DATABASE_URL"
  | "OWNER_KEY_DATABASE_URL"
  | "ADMIN_DATABASE_URL"
  | "ADMIN_KEY_DATABASE_URL"
  | "BACKUP_DATABASE_URL"
  | "BACKUP_KEY_DATABASE_URL"
  | "PORT"
  | "INBOX_PORT"
  | "METRICS_PORT";

/** The gateway cannot start; the message is one sentence for the operator. */
export class StartupFailure extends Error {
  override readonly name = "StartupFailure";
}

const sentences: Record<string, (setting: Setting) => string> = {
  ECONNREFUSED: (setting) => `No database answers at the address in ${setting}.`,
  ECONNRESET: (setting) => `What answers at the address in ${setting} is not PostgreSQL.`,
  ENOTFOUND: (setting) => `The host in ${setting} is not known.`,
  ETIMEDOUT: (setting) => `No database answers at the address in ${setting}.`,
  "28P01": (setting) => `The database refuses the password in ${setting}.`,
  "22023": (setting) =>
    `The database in ${setting} has no role eigenkanaal_app: run "npm run roles" and "npm run migrate" first.`,
  "28000": (setting) => `The database refuses the user in ${setting}.`,
  "3D000": (setting) => `The database named in ${setting} does not exist.`,
  "42501": (setting) =>
    `The user in ${setting} may not prepare the database: it must own the schema and may need CREATEROLE once.`,
  EADDRINUSE: (setting) => `The port in ${setting} is in use by another program.`,
  EADDRNOTAVAIL: (setting) =>
    `This machine does not have the address in ${setting === "METRICS_PORT" ? "METRICS_HOST" : "LISTEN_ADDRESS"}.`,
  EACCES: (setting) => `This user may not listen on the port in ${setting}.`,
};

/** The sentence for a step that failed. Why a database cannot be used is said without its address or password. */
export const explain = (error: unknown, setting: Setting): StartupFailure => {
  if (error instanceof MigrationRefused) return new StartupFailure(`${error.message} (${setting})`);
  // Node tries a name's addresses in turn and reports them together.
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const sentence = sentences[sqlState(first) ?? ""];
  if (sentence) return new StartupFailure(sentence(setting));
  const isTimeout = error instanceof Error && /timeout|terminated/i.test(error.message);
  return new StartupFailure(
    isTimeout
      ? `What answers at the address in ${setting} is not a PostgreSQL that can be used.`
      : `The start failed at ${setting}: ${error instanceof Error ? error.message : "unknown reason"}`,
  );
};

/** Ends the program with these sentences for the operator, one a line, and exit code 1. */
export const endWith = (sentences: readonly string[]): never => {
  process.stderr.write(`${sentences.join("\n")}\n`);
  process.exit(1);
};
