import { createServer, type Server } from "node:http";
import pino, { type Logger } from "pino";
import { createAppender } from "./appender.js";
import { type Config, readConfig } from "./config.js";
import { inboxApp, widgetApp } from "./http/apps.js";
import { reviewConnections } from "./jobs/connections.js";
import { sweepEndedSessions } from "./jobs/endedSessions.js";
import { every } from "./jobs/every.js";
import { sweepOrphanedKeys } from "./jobs/orphanedKeys.js";
import { migrate } from "./migrate.js";
import { migrationsDir } from "./migrations.js";
import { openSockets } from "./sockets/server.js";
import { explain, type Setting, StartupFailure } from "./startupFailure.js";
import { openConversationKeys } from "./store/conversationKeys.js";
import { openDatabase, openPool } from "./store/database.js";

const prepare = async (databaseUrl: string, dir: Parameters<typeof migrationsDir>[0], setting: Setting) => {
  try {
    await migrate(databaseUrl, migrationsDir(dir));
  } catch (error) {
    throw explain(error, setting);
  }
};

const listen = (server: Server, port: number, setting: Setting) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, setting)));
    server.listen(port, () => resolve());
  });

/** Starts everything in order of dependence; the answer stops it in the reverse order. */
const start = async (config: Config, logger: Logger): Promise<() => Promise<void>> => {
  await prepare(config.databaseUrl, "migrations", "DATABASE_URL");
  await prepare(config.keyDatabaseUrl, "keys/migrations", "KEY_DATABASE_URL");
  const database = openDatabase(config.databaseUrl, { logger });
  const keyPool = openPool(config.keyDatabaseUrl, { logger });
  const keys = openConversationKeys({ pool: keyPool });
  const appender = createAppender({ pool: database.pool, logger });

  const sockets = openSockets(config, { database, keys, appender, logger });
  const http = { database, keyPool, logger };
  const servers = {
    widget: createServer(widgetApp(config.widget, http)),
    inbox: createServer(inboxApp(config.inbox, { ...http, news: sockets.news })),
  };
  sockets.attach(servers);

  let reviewedMs = Date.now();
  const jobs = [
    every(config.sweepIntervalMs, () => sweepOrphanedKeys({ database, keys, logger }), {
      logger,
      name: "orphaned keys",
    }),
    every(config.sweepIntervalMs, () => sweepEndedSessions({ database }), { logger, name: "ended sessions" }),
    every(
      config.watchIntervalMs,
      async () => {
        const sinceMs = reviewedMs;
        reviewedMs = Date.now();
        await reviewConnections(sinceMs, { agents: sockets.agents, database, news: sockets.news });
      },
      { logger, name: "connections" },
    ),
  ];
  await listen(servers.widget, config.widget.port, "PORT");
  await listen(servers.inbox, config.inbox.port, "INBOX_PORT");

  return async () => {
    // What was taken is committed and acknowledged before a connection closes; new sends hear `unavailable`.
    await appender.stop();
    await Promise.all(jobs.map((job) => job.stop()));
    await sockets.close();
    await database.close();
    await keyPool.end();
  };
};

const fail = (sentences: string[]): never => {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const settings = readConfig(process.env);
if (!settings.ok) fail(settings.faults);
else {
  const { config } = settings;
  const logger = pino({ level: config.logLevel });
  // Whoever started us may be gone before the start is complete, or was gone before this line.
  const endAtOnce = () => process.exit(1);
  process.on("disconnect", endAtOnce);
  if (process.connected === false) endAtOnce();
  try {
    const stop = await start(config, logger);
    logger.info({ widget: config.widget.port, inbox: config.inbox.port }, "ready");
    process.send?.({ ready: true });

    let stopping = false;
    const stopOnce = async () => {
      if (stopping) process.exit(1);
      stopping = true;
      await stop();
      logger.info("stopped");
      process.exit(0);
    };
    process.on("SIGTERM", () => void stopOnce());
    process.on("SIGINT", () => void stopOnce());
    process.off("disconnect", endAtOnce);
    process.on("disconnect", () => void stopOnce());
  } catch (error) {
    if (error instanceof StartupFailure) fail([error.message]);
    throw error;
  }
}
