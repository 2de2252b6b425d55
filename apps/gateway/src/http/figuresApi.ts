import { AuditAct, type DeskId, Refusal, ReportListQuery, ReportQuery } from "@eigenkanaal/protocol";
import { type Request, type RequestHandler, Router } from "express";
import { listAnswer, reportAnswer } from "../figuresApi/answers.js";
import { apiPath, apiVersion, openApi } from "../figuresApi/openApi.js";
import { type FiguresDesks, FiguresListQuery, FiguresReportQuery } from "../figuresApi/shapes.js";
import { type Bearer, deskNames, noteUse } from "../store/apiTokens.js";
import { noteLines } from "../store/auditLines.js";
import { supervisedDesks } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import { reportedConversations } from "../store/reportLists.js";
import { type Asking, type ReportDesks, reportOf } from "../store/reports.js";
import { routeOf } from "./asking.js";
import { requireBearer } from "./bearer.js";
import { named } from "./path.js";
import { readQuery } from "./query.js";

/** Every answer under it tells the version, a refusal too, and stays in no cache (PROTOCOL.md I23). */
export const figuresHeaders: RequestHandler = (_request, response, next) => {
  response.set({ "API-Version": apiVersion, "Cache-Control": "no-store" });
  next();
};

/**
 * Figures for programs: `/api/v1/figures` (PROTOCOL.md I22–I28). At the inbox's origin, because a town lets the inbox be reached from
 * its own network alone where it wants to, and its figures are not for a wider one; not at the widget's, which is everybody's. Under
 * a path of its own, so that what may be asked with a token is one subtree that a proxy can close or open, with its own description
 * and its own version: the rest of `/api/v1` is the inbox's and changes with it.
 */
export const figuresApi = ({
  database,
  origin,
  contact,
}: {
  database: Database;
  origin: string;
  contact: string;
}): Router => {
  const description = openApi({ origin, contact });
  const base = `${origin}${apiPath}`;
  return Router()
    .get("/figures/openapi.json", (_request, response) => {
      // Anyone's, from any page (API Design Rules, /core/publish-openapi).
      response.set("Access-Control-Allow-Origin", "*").json(description);
    })
    .get("/figures/reports", async (request, response) => {
      const bearer = await requireBearer(request, response, { database });
      const { publication, ...rest } = readQuery(FiguresReportQuery, request);
      const query = named(ReportQuery, rest);
      const report = await reportOf(database, asking(bearer, query.desk), query);
      await noteFirstUse(database, bearer, actOf(request));
      response.json(reportAnswer(report, { base, query, publication }));
    })
    .get("/figures/conversations", async (request, response) => {
      const bearer = await requireBearer(request, response, { database });
      const { at, ...rest } = readQuery(FiguresListQuery, request);
      const query = named(ReportListQuery, at === undefined ? rest : { ...rest, atMs: Date.parse(at) });
      const { atMs, ...listed } = await reportedConversations(database, asking(bearer, query.desk), query);
      await noteFirstUse(database, bearer, actOf(request));
      response.json(listAnswer(listed, { base, query: { ...query, atMs } }));
    })
    .get("/figures/desks", async (request, response) => {
      const bearer = await requireBearer(request, response, { database });
      const desks = await database.forOrganisation(bearer.organisation, async (scope) => {
        const { supervised } = await desksFor(scope, bearer, undefined);
        return deskNames(scope, supervised);
      });
      await noteFirstUse(database, bearer, actOf(request));
      response.json({ desks } satisfies FiguresDesks);
    });
};

const actOf = (request: Request): AuditAct => AuditAct.parse(routeOf(request));

const asking = (bearer: Bearer, desk: DeskId | undefined): Asking => ({
  organisation: bearer.organisation,
  desksOf: (scope) => desksFor(scope, bearer, desk),
});

/**
 * Those of the token's desks that its maker supervises by now, or the one of them that is asked for. Throws Refusal("not_found") for
 * any other.
 */
const desksFor = async (scope: Scope, bearer: Bearer, desk: DeskId | undefined): Promise<ReportDesks> => {
  const supervised = (await supervisedDesks(scope, bearer.member)).filter((one) =>
    bearer.desks.includes(one),
  );
  if (desk !== undefined && !supervised.includes(desk)) throw new Refusal("not_found");
  return { supervised, desks: desk === undefined ? supervised : [desk] };
};

/** The first use of a day goes into the audit log, once what was asked is done and before it is told. */
const noteFirstUse = ({ forOrganisation }: Database, bearer: Bearer, act: AuditAct): Promise<void> =>
  forOrganisation(bearer.organisation, async (scope) => {
    if (!(await noteUse(scope, bearer))) return;
    const object = { kind: "api_token", id: bearer.token } as const;
    await noteLines(scope, [{ actor: bearer.member, session: null, act, object, result: "done" }]);
  });
