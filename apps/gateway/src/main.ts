import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import pino, { type Logger } from "pino";
import { createRefusals } from "./audit/refusals.js";
import { createAppender } from "./batches/appender.js";
import { createLoader } from "./batches/loader.js";
import { type Config, readConfig } from "./config.js";
import { inboxApp, widgetApp } from "./http/apps.js";
import { type Phase, readinessOf } from "./http/health.js";
import { sweepAbandoned } from "./jobs/abandoned.js";
import { createAuditVerification, sealAuditLogs } from "./jobs/auditLog.js";
import { reviewConnections } from "./jobs/connections.js";
import { sweepDestruction } from "./jobs/destruction.js";
import { sweepEndedSessions } from "./jobs/endedSessions.js";
import { sweepLateness } from "./jobs/escalation.js";
import { every } from "./jobs/every.js";
import { createFigureVerification, sweepFigures } from "./jobs/figures.js";
import { createLeadership } from "./jobs/leadership.js";
import { sweepNotices } from "./jobs/notices.js";
import { sweepOrphanedKeys } from "./jobs/orphanedKeys.js";
import { noteConnected, sweepRouting } from "./jobs/routing.js";
import { sweepSnoozes } from "./jobs/snoozes.js";
import { trustProxies } from "./limits/clientAddress.js";
import { createLimitKeeper } from "./limits/limitKeeper.js";
import { loggedError } from "./monitoring/errorLog.js";
import { openSockets } from "./sockets/server.js";
import { prepareDatabases } from "./start/prepare.js";
import { unsafeSettings } from "./start/production.js";
import { endWith, explain, type Setting, StartupFailure } from "./start/startupFailure.js";
import { openConversationKeys } from "./store/conversationKeys.js";
import { openBatchPool, openDatabase, openPool } from "./store/database.js";
import { organisationKey } from "./store/organisationKeys.js";
import { openSecondFactorKeys } from "./store/secondFactorKeys.js";
import { watchStatements } from "./store/watchStatements.js";

/**
 * How many connections the system keeps until they are taken (it has a bound of its own, `net.core.somaxconn`). After a crash
 * thousands come within a second; of those that find no place the system drops the first packet, and each waits seconds.
 */
const backlog = 4_096;

const listen = (server: Server, at: { port: number; host: string | undefined }, setting: Setting) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, setting)));
    server.listen({ ...at, backlog }, () => resolve());
  });

/** How long what was refused, and what was written into the audit log, waits for its line and its seal. */
const auditPauseMs = 1_000;
/** How long what happened waits to be counted in the figures. */
const figuresPauseMs = 1_000;

/** Starts everything in order of dependence; the answer stops it in the reverse order. */
const start = async (config: Config, logger: Logger): Promise<() => Promise<void>> => {
  await prepareDatabases(config, { logger });
  // Loaded only where it is used, as Redis and the metrics below.
  const traces = config.traces && (await import("./monitoring/tracing.js")).openTraces(config.traces);
  const database = openDatabase(config.databaseUrl, { logger });
  const batchPool = openBatchPool(config.databaseUrl, { logger });
  const keyPool = openPool(config.keyDatabaseUrl, { logger });
  const pools = { messages: database.pool, batches: batchPool, keys: keyPool };
  // Before the first of them connects: a connection that is there already is not watched.
  watchStatements(pools);
  const keys = openConversationKeys({ pool: keyPool });
  const trust = trustProxies(config.trustedProxy);
  const limits = createLimitKeeper({ database, trust, logger, nowMs: Date.now });
  await limits.refresh().catch((error) => {
    throw explain(error, "DATABASE_URL");
  });
  const factorKeys = openSecondFactorKeys({ pool: keyPool });
  const noticeKeys = organisationKey(keyPool, "notice");
  const { smtpUrl } = config.notices;
  const mailer =
    smtpUrl === undefined
      ? undefined
      : (await import("./notices/mailer.js")).openMailer(smtpUrl, {
          requireTls: config.mode === "production",
        });
  const appender = createAppender({
    maxWaitingBytes: config.maxWaitingBytes,
    pool: batchPool,
    logger,
  });
  const refusals = createRefusals({ database, nowMs: Date.now });
  const loader = createLoader({ pool: batchPool, keys, logger });

  // Loaded only where it is used: one gateway alone runs no Redis code.
  const cluster =
    config.redisUrl === undefined
      ? undefined
      : (await import("./sockets/cluster.js")).openCluster(config.redisUrl, { logger });
  const sockets = openSockets(config, {
    ...{ database, keys, appender, loader, limits, logger, cluster },
    ...{ noticeKeys, offersNotices: mailer !== undefined, refusals },
  });
  const phase: Phase = { current: "serving" };
  const http = { database, keyPool, cluster, limits, logger, phase, securityTxt: config.securityTxt };
  const servers = {
    widget: createServer(widgetApp(config.widget, http)),
    inbox: createServer(
      inboxApp(config.inbox, {
        ...http,
        news: sockets.news,
        factorKeys,
        chatOrigin: config.widget.origin,
        refusals,
      }),
    ),
  };
  sockets.attach(servers);
  const verification = createAuditVerification({ database, logger, nowMs: Date.now });
  const stopping = new AbortController();
  const counting = { database, logger, signal: stopping.signal };
  const figureVerification = createFigureVerification({ ...counting, nowMs: Date.now });
  const metrics =
    config.metrics &&
    (await import("./monitoring/server.js")).openMetrics({
      ...sockets,
      pools,
      waiting: { append: appender.waiting, load: loader.waiting },
      cluster,
      readiness: () => readinessOf({ database: database.pool, keys: keyPool }, { phase, cluster }),
      database,
      auditFaults: verification.faults,
      figureFaults: figureVerification.faults,
      logger,
      nowMs: Date.now,
    });

  const leadership = createLeadership({ pool: database.pool, logger });
  let reviewedMs = Date.now();
  const jobs = [
    every(config.watchIntervalMs, () => limits.refresh(), { logger, name: "limits" }),
    every(
      config.sweepIntervalMs,
      leadership.alone(() => sweepOrphanedKeys({ database, keys, logger })),
      { logger, name: "orphaned keys" },
    ),
    every(
      config.sweepIntervalMs,
      leadership.alone(() => sweepEndedSessions({ database })),
      { logger, name: "ended sessions" },
    ),
    every(
      config.sweepIntervalMs,
      leadership.alone(() => sweepAbandoned({ database, news: sockets.news, logger })),
      { logger, name: "abandoned" },
    ),
    every(auditPauseMs, () => refusals.write("due"), { logger, name: "refused acts" }),
    every(
      auditPauseMs,
      leadership.alone(() => sealAuditLogs({ database, logger })),
      { logger, name: "audit seals" },
    ),
    every(config.sweepIntervalMs, leadership.alone(verification.sweep), {
      logger,
      name: "audit verification",
    }),
    every(
      figuresPauseMs,
      leadership.alone(() => sweepFigures(counting)),
      { logger, name: "figures" },
    ),
    every(config.sweepIntervalMs, leadership.alone(figureVerification.sweep), {
      logger,
      name: "figure verification",
    }),
    every(
      config.watchIntervalMs,
      leadership.alone(() =>
        sweepDestruction({ database, keys, news: sockets.news, atOnce: config.destroyAtOnce, logger }),
      ),
      { logger, name: "destruction" },
    ),
    every(config.watchIntervalMs, () => noteConnected({ agents: sockets.agents, database }), {
      logger,
      name: "connected",
    }),
    every(
      config.watchIntervalMs,
      leadership.alone(() => sweepRouting({ database, dispatcher: sockets.dispatcher, logger })),
      { logger, name: "routing" },
    ),
    every(
      config.watchIntervalMs,
      leadership.alone(() => sweepLateness({ database, news: sockets.news, logger })),
      { logger, name: "escalation" },
    ),
    every(
      config.watchIntervalMs,
      leadership.alone(() => sweepSnoozes({ database, ...sockets, logger })),
      { logger, name: "snoozes" },
    ),
    every(
      config.watchIntervalMs,
      leadership.alone(() => sweepNotices({ database, noticeKeys, mailer, notices: config.notices, logger })),
      { logger, name: "notices" },
    ),
    every(
      config.watchIntervalMs,
      async () => {
        const sinceMs = reviewedMs;
        reviewedMs = Date.now();
        await reviewConnections(sinceMs, { agents: sockets.agents, database, news: sockets.news, logger });
      },
      { logger, name: "connections" },
    ),
  ];
  const host = config.listenAddress;
  await listen(servers.widget, { port: config.widget.port, host }, "PORT");
  await listen(servers.inbox, { port: config.inbox.port, host }, "INBOX_PORT");
  if (metrics && config.metrics) await listen(metrics.server, config.metrics, "METRICS_PORT");

  return async () => {
    // First newcomers are sent elsewhere, while all that is here goes on.
    phase.current = "draining";
    await wait(config.drainMs);
    // Whoever comes back from here on finds another gateway, not this one.
    const closed = Promise.all(Object.values(servers).map((server) => once(server, "close")));
    for (const server of Object.values(servers)) server.close();
    // What was taken is committed and acknowledged before a connection closes; new sends hear `unavailable`.
    await Promise.all([appender.stop(), loader.stop()]);
    stopping.abort();
    await Promise.all(jobs.map((job) => job.stop()));
    leadership.resign();
    await sockets.close();
    await closed;
    // Nobody asks any more. A database that is away must not keep it from ending.
    await refusals.write("all").catch((error) => logger.warn({ err: error }, "refused acts not written"));
    cluster?.close();
    mailer?.close();
    metrics?.close();
    await batchPool.end();
    await database.close();
    await keyPool.end();
    await traces?.close();
  };
};

/** So long may a stop take, the draining aside: a database that does not answer must not keep a stopped process alive. */
const stopWithinMs = 8_000;

const settings = readConfig(process.env);
if (!settings.ok) endWith(settings.faults);
else {
  const { config } = settings;
  const unsafe = config.mode === "production" ? unsafeSettings(config, Date.now()) : [];
  if (unsafe.length > 0) endWith(unsafe);
  const logger = pino({ level: config.logLevel, serializers: { err: (error) => loggedError(error) } });
  // Whoever started us may be gone before the start is complete, or was gone before this line.
  const endAtOnce = () => process.exit(1);
  process.on("disconnect", endAtOnce);
  if (process.connected === false) endAtOnce();
  try {
    const stop = await start(config, logger);
    let stopping = false;
    const stopOnce = async () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => {
        // What is not acknowledged by now is asked again elsewhere.
        logger.error({ ms: stopWithinMs }, "stopped before all was finished");
        process.exit(1);
      }, config.drainMs + stopWithinMs).unref();
      await stop();
      logger.info("stopped");
      process.exit(0);
    };
    process.on("SIGTERM", () => void stopOnce());
    process.on("SIGINT", () => void stopOnce());
    process.off("disconnect", endAtOnce);
    process.on("disconnect", () => void stopOnce());
    // Only now: whoever hears this may ask for the end at once.
    logger.info({ mode: config.mode, widget: config.widget.port, inbox: config.inbox.port }, "ready");
    process.send?.({ ready: true });
  } catch (error) {
    if (error instanceof StartupFailure) endWith([error.message]);
    throw error;
  }
}
