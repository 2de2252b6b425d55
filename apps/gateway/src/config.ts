import { fileURLToPath } from "node:url";
import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ }).refine((value) => new URL(value).origin === value);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const port = z.coerce.number().int().min(1).max(65535);
const builtApp = (name: string) => fileURLToPath(new URL(`../../${name}/dist`, import.meta.url));

/** Every setting, by its environment variable; README.md has the same list for operators. */
const Environment = z.object({
  /** Port of the widget and its API. */
  PORT: port.default(3000),
  /** Port of the inbox. */
  INBOX_PORT: port.default(3002),
  /** Where browsers see the widget; http://localhost:PORT unless a proxy stands in front. */
  WIDGET_ORIGIN: origin.optional(),
  /** Where browsers see the inbox; over https its cookie is Secure and host-bound. */
  INBOX_ORIGIN: origin.optional(),
  /** PostgreSQL 15 or later, as the owner of the schema. */
  DATABASE_URL: databaseUrl,
  /** The PostgreSQL that holds the conversation keys; in production another cluster with backups of its own. */
  KEY_DATABASE_URL: databaseUrl,
  /** The built widget and inbox. */
  WIDGET_DIR: z.string().default(builtApp("widget")),
  INBOX_DIR: z.string().default(builtApp("inbox")),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** How often ended sessions and changed rosters are looked for, in milliseconds. */
  WATCH_INTERVAL_MS: z.coerce.number().int().min(50).default(5_000),
  /** How often orphaned keys and ended sessions are swept, in milliseconds. */
  SWEEP_INTERVAL_MS: z.coerce.number().int().min(50).default(900_000),
});

export type Config = {
  widget: { port: number; origin: string; dir: string };
  inbox: { port: number; origin: string; dir: string };
  databaseUrl: string;
  keyDatabaseUrl: string;
  logLevel: string;
  watchIntervalMs: number;
  sweepIntervalMs: number;
};

/** The settings from an environment, or one sentence per setting that is wrong, naming it. */
export const readConfig = (
  environment: NodeJS.ProcessEnv,
): { ok: true; config: Config } | { ok: false; faults: string[] } => {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.error.issues.map(({ path }) =>
        environment[String(path[0])] === undefined
          ? `The setting ${path.join(".")} is missing.`
          : `The setting ${path.join(".")} has a value that cannot be used.`,
      ),
    };
  const env = parsed.data;
  return {
    ok: true,
    config: {
      widget: {
        port: env.PORT,
        origin: env.WIDGET_ORIGIN ?? `http://localhost:${env.PORT}`,
        dir: env.WIDGET_DIR,
      },
      inbox: {
        port: env.INBOX_PORT,
        origin: env.INBOX_ORIGIN ?? `http://localhost:${env.INBOX_PORT}`,
        dir: env.INBOX_DIR,
      },
      databaseUrl: env.DATABASE_URL,
      keyDatabaseUrl: env.KEY_DATABASE_URL,
      logLevel: env.LOG_LEVEL,
      watchIntervalMs: env.WATCH_INTERVAL_MS,
      sweepIntervalMs: env.SWEEP_INTERVAL_MS,
    },
  };
};
