import { isIP } from "node:net";
import { fileURLToPath } from "node:url";
import { type BackupKind, longestKeyLifeDays } from "@eigenkanaal/domain";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { withSettingFiles } from "./start/settingFiles.js";

const origin = z.url({ protocol: /^https?$/ }).refine((value) => new URL(value).origin === value);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const redisUrl = z.url({ protocol: /^rediss?$/ });
const port = z.coerce.number().int().min(1).max(65535);
const builtApp = (name: string) => fileURLToPath(new URL(`../../${name}/dist`, import.meta.url));

/** Every IPv4 address, as IPv6 writes them (RFC 4291 §2.5.5.2). */
const allOfIpv4 = { first: ipaddr.parse("::ffff:0:0"), prefix: 96 };

/**
 * An IP address, or a subnet in CIDR notation (RFC 4632, RFC 4291 §2.3) smaller than the whole internet: also than that of
 * IPv4 alone, to which an IPv6 subnet may come down.
 */
const isAddressOrSubnet = (value: string): boolean => {
  const [address = "", prefix, ...more] = value.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  const bits = Number(prefix);
  if (!/^[1-9]\d{0,2}$/.test(prefix) || bits > (version === 4 ? 32 : 128)) return false;
  return version === 4 || bits > allOfIpv4.prefix || !allOfIpv4.first.match(ipaddr.parse(address), bits);
};

/** Every setting, by its environment variable; README.md has the same list for operators. */
const Environment = z.object({
  /** Production refuses to start where it would be unsafe (start/production.ts), and is what nobody needs to ask for. */
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  /** Port of the widget and its API. */
  PORT: port.default(3000),
  /** Port of the inbox. */
  INBOX_PORT: port.default(3002),
  /** The address to listen on; in production this machine's own, because the gateway speaks plain HTTP to its proxy. */
  LISTEN_ADDRESS: z
    .string()
    .refine((value) => isIP(value) !== 0)
    .optional(),
  /** Where browsers see the widget; http://localhost:PORT unless a proxy stands in front. */
  WIDGET_ORIGIN: origin.optional(),
  /** Where browsers see the inbox; over https its cookie is Secure and host-bound. */
  INBOX_ORIGIN: origin.optional(),
  /** Addresses and subnets of the proxy that ends TLS, separated by commas: whose X-Forwarded-For is believed. */
  TRUSTED_PROXY: z
    .string()
    .transform((value) => value.split(",").map((part) => part.trim()))
    .refine((parts) => parts.every(isAddressOrSubnet))
    .optional(),
  /** PostgreSQL 15 or later: in production as the application's login, else as the owner of the schema. */
  DATABASE_URL: databaseUrl,
  /** The PostgreSQL that holds the conversation keys; in production another cluster with backups of its own. */
  KEY_DATABASE_URL: databaseUrl,
  /** Where weaknesses are reported: a mailto: or https: URI for security.txt (RFC 9116 §2.5.3). */
  SECURITY_CONTACT: z.url({ protocol: /^(mailto|https)$/ }).optional(),
  /** Until when that holds, in ISO 8601 (RFC 9116 §2.5.5). */
  SECURITY_EXPIRES: z.iso.datetime({ offset: true }).optional(),
  /** Where the policy on reports of weaknesses stands, for security.txt. */
  SECURITY_POLICY: z.url({ protocol: /^https$/ }).optional(),
  /** Whom makers of programs that read the figures write to; postmaster@ and the inbox's host unless set (RFC 2142 §5). */
  API_CONTACT: z.email().optional(),
  /** Where several gateways of one database tell each other news; without it there is one gateway. */
  REDIS_URL: redisUrl.optional(),
  /** The mail server through which citizens hear that there is an answer; without it that is not offered. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who the notices are from; noreply@ and the town's domain unless set. */
  NOTICE_FROM: z.email().optional(),
  /** How long a citizen may take to see an answer by themselves before they are told, in milliseconds. */
  NOTICE_AFTER_MS: z.coerce.number().int().min(0).default(120_000),
  /** The built widget and inbox. */
  WIDGET_DIR: z.string().default(builtApp("widget")),
  INBOX_DIR: z.string().default(builtApp("inbox")),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Port of the metrics; without it there are none. */
  METRICS_PORT: port.optional(),
  /** The address on which they are told: this machine's own, unless whoever collects them is elsewhere. */
  METRICS_HOST: z
    .string()
    .refine((value) => isIP(value) !== 0)
    .default("127.0.0.1"),
  /** Where traces go by OTLP over HTTP; without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Which part of the traces is kept, from 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** How long /readyz says no before a stop, so that the proxy sends newcomers elsewhere, in milliseconds. */
  DRAIN_MS: z.coerce.number().int().min(0).max(300_000).default(0),
  /** How much memory messages that wait for their commit may take, in MiB; what is more is refused as unavailable. */
  MAX_WAITING_MIB: z.coerce.number().int().min(1).max(4_096).default(32),
  /** How much may wait for connections that do not read, of all together, in MiB; beyond it the largest end first. */
  MAX_BACKLOG_MIB: z.coerce.number().int().min(16).max(65_536).default(256),
  /** How often ended sessions and changed rosters are looked for, in milliseconds. */
  WATCH_INTERVAL_MS: z.coerce.number().int().min(50).default(5_000),
  /** How often orphaned keys and ended sessions are swept, in milliseconds. */
  SWEEP_INTERVAL_MS: z.coerce.number().int().min(50).default(900_000),
  /** How many conversations of a town are destroyed in one round, of those that officers approved. */
  DESTROY_AT_ONCE: z.coerce.number().int().min(1).max(10_000).default(500),
});

/** What `/.well-known/security.txt` says (RFC 9116). */
export type SecurityTxt = { contact: string; expiresMs: number; policy: string | undefined };

export type Config = {
  mode: "production" | "development";
  widget: { port: number; origin: string; dir: string };
  /** `contact`: an e-mail address, in the description of the figures for programs. */
  inbox: { port: number; origin: string; dir: string; contact: string };
  /** Undefined: all of this machine's addresses. */
  listenAddress: string | undefined;
  /** Addresses and subnets (CIDR) whose X-Forwarded-For is believed; none: nobody's. */
  trustedProxy: readonly string[];
  databaseUrl: string;
  keyDatabaseUrl: string;
  redisUrl: string | undefined;
  securityTxt: SecurityTxt | undefined;
  /** Where Prometheus reads; undefined: nothing is counted. */
  metrics: { port: number; host: string } | undefined;
  /** Where traces go, and which part of them, 0 to 1; undefined: nothing is traced. */
  traces: { endpoint: string; ratio: number } | undefined;
  notices: { smtpUrl: string | undefined; from: string | undefined; afterMs: number };
  logLevel: string;
  drainMs: number;
  maxWaitingBytes: number;
  maxBacklogBytes: number;
  watchIntervalMs: number;
  sweepIntervalMs: number;
  destroyAtOnce: number;
};

/** A reading of the environment: settings, or one sentence per setting that is missing or wrong, naming it. */
type Reading<Settings> = { ok: true; config: Settings } | { ok: false; faults: string[] };

const read = <Schema extends z.ZodObject>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): Reading<z.output<Schema>> => {
  const given = withSettingFiles(environment);
  if (!given.ok) return given;
  const parsed = schema.safeParse(given.environment);
  if (parsed.success) return { ok: true, config: parsed.data };
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return {
    ok: false,
    faults: [...names].map((name) =>
      given.environment[name] === undefined
        ? `The setting ${name} is missing.`
        : `The setting ${name} has a value that cannot be used.`,
    ),
  };
};

/** The gateway's own settings. */
export const readConfig = (environment: NodeJS.ProcessEnv): Reading<Config> => {
  const reading = read(Environment, environment);
  if (!reading.ok) return reading;
  const env = reading.config;
  const mode = env.NODE_ENV === "production" ? "production" : "development";
  const inboxOrigin = env.INBOX_ORIGIN ?? `http://localhost:${env.INBOX_PORT}`;
  return {
    ok: true,
    config: {
      mode,
      widget: {
        port: env.PORT,
        origin: env.WIDGET_ORIGIN ?? `http://localhost:${env.PORT}`,
        dir: env.WIDGET_DIR,
      },
      inbox: {
        port: env.INBOX_PORT,
        origin: inboxOrigin,
        dir: env.INBOX_DIR,
        contact: env.API_CONTACT ?? `postmaster@${new URL(inboxOrigin).hostname}`,
      },
      listenAddress: env.LISTEN_ADDRESS ?? (mode === "production" ? "127.0.0.1" : undefined),
      trustedProxy: env.TRUSTED_PROXY ?? [],
      databaseUrl: env.DATABASE_URL,
      keyDatabaseUrl: env.KEY_DATABASE_URL,
      redisUrl: env.REDIS_URL,
      securityTxt:
        env.SECURITY_CONTACT !== undefined && env.SECURITY_EXPIRES !== undefined
          ? {
              contact: env.SECURITY_CONTACT,
              expiresMs: Date.parse(env.SECURITY_EXPIRES),
              policy: env.SECURITY_POLICY,
            }
          : undefined,
      metrics:
        env.METRICS_PORT === undefined ? undefined : { port: env.METRICS_PORT, host: env.METRICS_HOST },
      traces:
        env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
          ? undefined
          : { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: env.OTEL_TRACES_SAMPLER_ARG },
      notices: { smtpUrl: env.SMTP_URL, from: env.NOTICE_FROM, afterMs: env.NOTICE_AFTER_MS },
      logLevel: env.LOG_LEVEL,
      drainMs: env.DRAIN_MS,
      maxWaitingBytes: env.MAX_WAITING_MIB * 2 ** 20,
      maxBacklogBytes: env.MAX_BACKLOG_MIB * 2 ** 20,
      watchIntervalMs: env.WATCH_INTERVAL_MS,
      sweepIntervalMs: env.SWEEP_INTERVAL_MS,
      destroyAtOnce: env.DESTROY_AT_ONCE,
    },
  };
};

/** The addresses of both databases as one login or another. */
export type DatabaseUrls = { databaseUrl: string; keyDatabaseUrl: string };

/** Both databases as the owner of the schema, who migrates. */
export const readOwnerUrls = (environment: NodeJS.ProcessEnv): Reading<DatabaseUrls> => {
  const Owner = z.object({ OWNER_DATABASE_URL: databaseUrl, OWNER_KEY_DATABASE_URL: databaseUrl });
  const reading = read(Owner, environment);
  if (!reading.ok) return reading;
  const { OWNER_DATABASE_URL, OWNER_KEY_DATABASE_URL } = reading.config;
  return {
    ok: true,
    config: { databaseUrl: OWNER_DATABASE_URL, keyDatabaseUrl: OWNER_KEY_DATABASE_URL },
  };
};

/** The main database as the owner of the schema, who imports: OWNER_DATABASE_URL, or DATABASE_URL where that is the owner's. */
export const readImportUrl = (environment: NodeJS.ProcessEnv): Reading<string> => {
  const Import = z.object({
    OWNER_DATABASE_URL: databaseUrl.optional(),
    DATABASE_URL: databaseUrl.optional(),
  });
  const reading = read(Import, environment);
  if (!reading.ok) return reading;
  const url = reading.config.OWNER_DATABASE_URL ?? reading.config.DATABASE_URL;
  return url === undefined
    ? { ok: false, faults: ["The setting OWNER_DATABASE_URL is missing."] }
    : { ok: true, config: url };
};

/** How long backups of the keys are kept, in days: never longer than a destroyed conversation may live on in them. */
const keyBackupDays = z.coerce.number().int().min(1).max(longestKeyLifeDays).default(longestKeyLifeDays);

/** Of a cluster that is backed up: its address as a login that only reads, and how long its backups are kept. */
export type BackupSettings = Partial<Record<BackupKind, { databaseUrl: string; lifeDays: number }>>;

/** The clusters that are backed up: both, or only this one. */
export const readBackupSettings = (
  environment: NodeJS.ProcessEnv,
  only: BackupKind | undefined,
): Reading<BackupSettings> => {
  const Messages = z.object({
    BACKUP_DATABASE_URL: databaseUrl,
    BACKUP_DAYS: z.coerce.number().int().min(1).max(3_650).default(35),
  });
  const Keys = z.object({ BACKUP_KEY_DATABASE_URL: databaseUrl, KEY_BACKUP_DAYS: keyBackupDays });
  const settings: BackupSettings = {};
  const faults: string[] = [];
  if (only !== "keys") {
    const reading = read(Messages, environment);
    if (reading.ok)
      settings.messages = {
        databaseUrl: reading.config.BACKUP_DATABASE_URL,
        lifeDays: reading.config.BACKUP_DAYS,
      };
    else faults.push(...reading.faults);
  }
  if (only !== "messages") {
    const reading = read(Keys, environment);
    if (reading.ok)
      settings.keys = {
        databaseUrl: reading.config.BACKUP_KEY_DATABASE_URL,
        lifeDays: reading.config.KEY_BACKUP_DAYS,
      };
    else faults.push(...reading.faults);
  }
  return faults.length === 0 ? { ok: true, config: settings } : { ok: false, faults: [...new Set(faults)] };
};

/** How old a backup of the keys may be that is restored, in days. */
export const readKeyBackupDays = (environment: NodeJS.ProcessEnv): Reading<number> => {
  const reading = read(z.object({ KEY_BACKUP_DAYS: keyBackupDays }), environment);
  return reading.ok ? { ok: true, config: reading.config.KEY_BACKUP_DAYS } : reading;
};

/** Of one cluster: an administrator, and the owner, the application and whoever backs it up as they are to be. */
export type ClusterUrls = {
  admin: string;
  owner: string;
  application: string;
  backup: string | undefined;
};

/** Both clusters, for making their roles. */
export const readClusterUrls = (
  environment: NodeJS.ProcessEnv,
): Reading<{ messages: ClusterUrls; keys: ClusterUrls }> => {
  const All = z.object({
    ADMIN_DATABASE_URL: databaseUrl,
    ADMIN_KEY_DATABASE_URL: databaseUrl,
    OWNER_DATABASE_URL: databaseUrl,
    OWNER_KEY_DATABASE_URL: databaseUrl,
    DATABASE_URL: databaseUrl,
    KEY_DATABASE_URL: databaseUrl,
    BACKUP_DATABASE_URL: databaseUrl.optional(),
    BACKUP_KEY_DATABASE_URL: databaseUrl.optional(),
  });
  const reading = read(All, environment);
  if (!reading.ok) return reading;
  const env = reading.config;
  return {
    ok: true,
    config: {
      messages: {
        admin: env.ADMIN_DATABASE_URL,
        owner: env.OWNER_DATABASE_URL,
        application: env.DATABASE_URL,
        backup: env.BACKUP_DATABASE_URL,
      },
      keys: {
        admin: env.ADMIN_KEY_DATABASE_URL,
        owner: env.OWNER_KEY_DATABASE_URL,
        application: env.KEY_DATABASE_URL,
        backup: env.BACKUP_KEY_DATABASE_URL,
      },
    },
  };
};
