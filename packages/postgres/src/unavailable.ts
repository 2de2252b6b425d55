/**
 * Why there is no database server:
 * - `platform`: npm has no PostgreSQL binaries for this operating system and processor, or they were not installed.
 * - `data-folder`: the data folder cannot be read or written, or holds something else.
 * - `other-version`: the data folder was made by another PostgreSQL major version.
 * - `password-missing`: the data folder is there, the file with its password is not.
 * - `port-taken`: another program listens on the port that was asked for.
 * - `failed`: PostgreSQL itself gave up; the message carries its last line.
 */
export type PostgresUnavailableCode =
  | "platform"
  | "data-folder"
  | "other-version"
  | "password-missing"
  | "port-taken"
  | "failed";

/** The one error of this package. Its message is one sentence for whoever starts the program. */
export class PostgresUnavailable extends Error {
  override readonly name = "PostgresUnavailable";
  readonly code: PostgresUnavailableCode;

  constructor(code: PostgresUnavailableCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
