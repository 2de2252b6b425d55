import express, { type Express, type RequestHandler } from "express";
import type pg from "pg";
import type { Logger } from "pino";
import type { Refusals } from "../audit/refusals.js";
import type { Config, SecurityTxt } from "../config.js";
import { apiPath } from "../figuresApi/openApi.js";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import type { Cluster } from "../sockets/cluster.js";
import type { News } from "../sockets/news.js";
import { openConversationKeys } from "../store/conversationKeys.js";
import type { Database } from "../store/database.js";
import type { SecondFactorKeys } from "../store/secondFactorKeys.js";
import { apiTokens } from "./apiTokens.js";
import { auditLog } from "./auditLog.js";
import { requireOwnOrigin } from "./authentication.js";
import { blocks } from "./blocks.js";
import { board } from "./board.js";
import { jsonBody } from "./body.js";
import { colleagueFigures } from "./colleagueFigures.js";
import { considerations } from "./considerations.js";
import { deepLinks } from "./deepLinks.js";
import { deposits } from "./deposits.js";
import { deskKeys } from "./deskKeys.js";
import { destruction } from "./destruction.js";
import { memberDirectory, publicDirectory, publicTopicWords } from "./directory.js";
import { erasureRequests } from "./erasureRequests.js";
import { figuresApi, figuresHeaders } from "./figuresApi.js";
import { health, type Phase } from "./health.js";
import { holds } from "./holds.js";
import { labels } from "./labels.js";
import { limitRequests } from "./limits.js";
import { links } from "./links.js";
import { members } from "./members.js";
import { notFound, sendProblem } from "./problem.js";
import { records } from "./records.js";
import { reports } from "./reports.js";
import { retention } from "./retention.js";
import { reviews } from "./reviews.js";
import { secondFactor } from "./secondFactor.js";
import { secondStep } from "./secondStep.js";
import { inboxSecurity, widgetSecurity } from "./security.js";
import { session } from "./session.js";
import { sessions } from "./sessions.js";
import { sharedRemarks } from "./sharedRemarks.js";
import { standardAnswers } from "./standardAnswers.js";
import { builtApp } from "./static.js";
import { townSettings } from "./townSettings.js";
import { transparencyLog } from "./transparencyLog.js";
import { watchedRequests } from "./watchedRequests.js";
import { wellKnown } from "./wellKnown.js";

type Dependencies = {
  database: Database;
  keyPool: pg.Pool;
  cluster: Cluster | undefined;
  limits: LimitKeeper;
  logger: Logger;
  phase: Phase;
  securityTxt: SecurityTxt | undefined;
};

/** The widget's origin: its files and what anyone may ask. */
export const widgetApp = (
  settings: Config["widget"],
  { database, keyPool, cluster, limits, logger, phase, securityTxt }: Dependencies,
): Express =>
  bare()
    .use(logged(logger))
    .use(watchedRequests("widget"))
    .use(widgetSecurity(settings.origin, { database }))
    .use(health({ database: database.pool, keys: keyPool }, { phase, cluster }))
    .use(wellKnown(securityTxt, settings.origin))
    .use(limitRequests({ limits }))
    .use("/api/v1", publicDirectory({ database }))
    .use("/api/v1", publicTopicWords({ database }))
    .use("/api/v1", transparencyLog({ database }))
    .use(deepLinks({ database }))
    .use(builtApp(settings.dir))
    .use(notFound)
    .use(sendProblem({ logger, refusals: undefined }));

/** The inbox's origin: its files and what a member may ask. */
export const inboxApp = (
  settings: Config["inbox"],
  {
    database,
    keyPool,
    cluster,
    limits,
    logger,
    phase,
    securityTxt,
    news,
    factorKeys,
    chatOrigin,
    refusals,
  }: Dependencies & {
    news: News;
    factorKeys: SecondFactorKeys;
    chatOrigin: string;
    refusals: Pick<Refusals, "note">;
  },
): Express => {
  const member = { database, origin: settings.origin };
  return bare()
    .use(logged(logger))
    .use(watchedRequests("inbox"))
    .use(inboxSecurity(settings.origin))
    .use(health({ database: database.pool, keys: keyPool }, { phase, cluster }))
    .use(wellKnown(securityTxt, settings.origin))
    .use(apiPath, figuresHeaders)
    .use(limitRequests({ limits }))
    .use(requireOwnOrigin(settings.origin))
    .use(
      "/api/v1",
      jsonBody,
      session({ ...member, news, limits }),
      secondStep({ ...member, factorKeys, news }),
      secondFactor({ ...member, factorKeys, news, limits }),
      sessions({ ...member, news }),
      memberDirectory(member),
      deskKeys(member),
      members(member),
      standardAnswers(member),
      links({ ...member, chatOrigin }),
      townSettings({ ...member, news }),
      labels(member),
      blocks(member),
      board(member),
      considerations({ ...member, news }),
      auditLog({ ...member, logger }),
      retention({ ...member, news }),
      holds({ ...member, news }),
      records(member),
      destruction(member),
      deposits(member),
      erasureRequests(member),
      sharedRemarks({ ...member, keys: openConversationKeys({ pool: keyPool }) }),
      reports(member),
      colleagueFigures(member),
      apiTokens(member),
      reviews(member),
      figuresApi({ ...member, contact: settings.contact }),
    )
    .use(builtApp(settings.dir))
    .use(notFound)
    .use(sendProblem({ logger, refusals }));
};

const bare = () => express().disable("x-powered-by").set("query parser", false);

/** One line per request: no query string, no address, no header (style rule 11). */
const logged =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedMs = performance.now();
    const { method, path } = request;
    response.on("finish", () =>
      logger.debug(
        { method, path, status: response.statusCode, ms: Math.round(performance.now() - startedMs) },
        "http",
      ),
    );
    next();
  };
