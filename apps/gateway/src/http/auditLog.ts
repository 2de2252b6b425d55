import { pipeline } from "node:stream/promises";
import { type AuditLine, type AuditLog, AuditLogQuery, AuditPeriod } from "@eigenkanaal/protocol";
import { Router } from "express";
import type { Logger } from "pino";
import { exportedLine } from "../audit/exportedLine.js";
import { exportPage, linesOfPeriod, noteAct, readLines } from "../store/auditLines.js";
import { type Database, sqlState } from "../store/database.js";
import { organisationDomain } from "../store/organisations.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readQuery } from "./query.js";

type Parts = { database: Database; origin: string; logger: Logger };

/** The audit log for a records officer: `/api/v1/audit-log` (PROTOCOL.md Y4, Y5). Reading it is in it. */
export const auditLog = (dependencies: Parts): Router => {
  const { database, logger } = dependencies;
  return Router()
    .use("/audit-log", noStore)
    .get("/audit-log", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const query = readQuery(AuditLogQuery, request);
      response.json(
        await database.forOrganisation(by.organisation, async (scope): Promise<AuditLog> => {
          const page = await readLines(scope, query);
          await noteAct(scope, by, { act: "GET /api/v1/audit-log" });
          return page;
        }),
      );
    })
    .get("/audit-log/export", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const period = readQuery(AuditPeriod, request);
      const [from, to] = [new Date(period.fromMs).toISOString(), new Date(period.toMs).toISOString()];
      const { organisation } = by;
      // Committed before anything goes out: whoever breaks off has read it all the same.
      const town = await database.forOrganisation(organisation, async (scope) => {
        await noteAct(scope, by, {
          act: "GET /api/v1/audit-log/export",
          object: { kind: "period", id: `${from}/${to}` },
        });
        return { organisation, domain: await organisationDomain(scope) };
      });
      const next = (last?: AuditLine) =>
        database.forOrganisation(organisation, (scope) => linesOfPeriod(scope, period, last));
      const first = await next();
      async function* texts() {
        for (
          let page = first;
          page.length > 0;
          page = page.length < exportPage ? [] : await next(page.at(-1))
        )
          yield page.map((line) => `${JSON.stringify(exportedLine(line, town))}\n`).join("");
      }
      response
        .attachment(`logboek-${from.slice(0, 10)}-${to.slice(0, 10)}.ndjson`)
        .type("application/x-ndjson");
      try {
        await pipeline(texts, response);
      } catch (error) {
        // It broke off, which whoever reads sees; there is nothing to refuse any more.
        if (sqlState(error) !== "ERR_STREAM_PREMATURE_CLOSE")
          logger.error({ err: error }, "export broke off");
      }
    });
};
