import { resolve } from "node:path";
import { z } from "zod";

const portNumber = z.coerce.number().int().min(1).max(65_532);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** The settings of the demo, by environment variable. */
const Environment = z.object({
  /** The widget and its API. */
  PORT: portNumber.default(3000),
  /** The town's website; PORT + 1 when absent. */
  SITE_PORT: portNumber.optional(),
  /** The inbox of the town's staff; PORT + 2 when absent. */
  INBOX_PORT: portNumber.optional(),
  /** Kept free for attachments, which are to have an origin of their own; PORT + 3 when absent. */
  FILES_PORT: portNumber.optional(),
  /** Where everything the demo keeps lies. */
  DATA_DIR: z.string().min(1).default(".data"),
  /** A PostgreSQL (15 or later) of your own, instead of the one that comes along. */
  DATABASE_URL: databaseUrl.optional(),
  /** The same for the conversation keys; in production another cluster. */
  KEY_DATABASE_URL: databaseUrl.optional(),
  /** What stretching a passphrase of the made-up staff takes: less where many sign in on a small machine. */
  ARGON2_MEM: z
    .string()
    .regex(/^\d{2,4}MiB$/)
    .default("256MiB"),
});

export type Config = {
  readonly ports: {
    readonly widget: number;
    readonly site: number;
    readonly inbox: number;
    readonly files: number;
  };
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly keyDatabaseUrl: string | undefined;
  readonly argon2Mem: string;
  /** What the programs that we start find in their environment besides what we tell them. */
  readonly inherited: NodeJS.ProcessEnv;
};

/** The settings of an environment, relative to the folder `cwd`; or one sentence that names the one that is wrong. */
export function readConfig(
  environment: NodeJS.ProcessEnv,
  cwd: string,
): { ok: true; config: Config } | { ok: false; why: string } {
  // An empty setting is how a shell or a compose file says "none".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path.join(".") ?? "";
    return {
      ok: false,
      why: `The setting ${name} has a value that cannot be used: give ${wantedFor(name)}.`,
    };
  }
  const env = parsed.data;
  const ports = {
    widget: env.PORT,
    site: env.SITE_PORT ?? env.PORT + 1,
    inbox: env.INBOX_PORT ?? env.PORT + 2,
    files: env.FILES_PORT ?? env.PORT + 3,
  };
  if (new Set(Object.values(ports)).size < 4) {
    return { ok: false, why: "PORT, SITE_PORT, INBOX_PORT and FILES_PORT must be four different ports." };
  }
  return {
    ok: true,
    config: {
      ports,
      dataDir: resolve(cwd, env.DATA_DIR),
      databaseUrl: env.DATABASE_URL,
      keyDatabaseUrl: env.KEY_DATABASE_URL,
      argon2Mem: env.ARGON2_MEM,
      inherited: given,
    },
  };
}

const wantedFor = (name: string): string => {
  if (name === "ARGON2_MEM") return "a size such as 256MiB";
  return name.endsWith("URL") ? "postgresql://user:password@host:port/database" : "a port from 1 to 65532";
};

/** Where a browser finds what listens on a port of the demo. */
export const origin = (port: number): string => `http://localhost:${port}`;
