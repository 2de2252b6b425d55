/** What a log line says of an error: what kind and where, and of a database's no word that may quote a row. */
type LoggedError = {
  type: string;
  /** Only of errors that no database worded. */
  message?: string;
  /** SQLSTATE, a network error's name, or Prisma's code. */
  code?: string;
  constraint?: string;
  table?: string;
  /** The calls, without the first line, which is the message again. */
  stack?: string;
  cause?: LoggedError;
};

/** How deep causes are followed. */
const maxCauses = 4;

/**
 * An error as the log has it. PostgreSQL quotes values in `message`, `detail`, `where` and `parameters`, and Prisma passes
 * them on and adds the arguments of the call: of theirs only codes and the names of tables and constraints are logged.
 */
export const loggedError = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error };
  const named = (name: "code" | "constraint" | "table") => {
    const value = Object.getOwnPropertyDescriptor(error, name)?.value;
    return typeof value === "string" ? { [name]: value } : {};
  };
  return {
    type: error.constructor.name,
    ...(isDatabaseError(error) ? {} : { message: error.message }),
    ...named("code"),
    ...named("constraint"),
    ...named("table"),
    ...(error.stack && { stack: callsOf(error.stack) }),
    ...(error.cause !== undefined && depth < maxCauses && { cause: loggedError(error.cause, depth + 1) }),
  };
};

/** Of `pg`, which gives each a severity, of Prisma, or around one of theirs. */
const isDatabaseError = (error: Error): boolean =>
  "severity" in error ||
  /^(Prisma|DriverAdapter)/.test(error.name) ||
  (error.cause instanceof Error && isDatabaseError(error.cause));

const callsOf = (stack: string) =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
