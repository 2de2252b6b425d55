import { type DeskId, Refusal, ReportListQuery, ReportMovesQuery, ReportQuery } from "@eigenkanaal/protocol";
import { Router } from "express";
import type { Member } from "../principals.js";
import { supervisedDesks } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import { reportedConversations } from "../store/reportLists.js";
import { movedConversations } from "../store/reportMoves.js";
import { type Asking, type ReportDesks, reportOf } from "../store/reports.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readQuery } from "./query.js";

/** What supervisors steer on: `/api/v1/reports` (PROTOCOL.md, I). */
export const reports = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  return Router()
    .use("/reports", noStore)
    .get("/reports", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const query = readQuery(ReportQuery, request);
      response.json(await reportOf(database, asking(by, query.desk), query));
    })
    .get("/reports/conversations", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const query = readQuery(ReportListQuery, request);
      const { atMs: _, ...listed } = await reportedConversations(database, asking(by, query.desk), query);
      response.json(listed);
    })
    .get("/reports/moves", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const query = readQuery(ReportMovesQuery, request);
      response.json(
        await database.forOrganisation(by.organisation, async (scope) => {
          const asked = await desksFor(scope, by, query.desk);
          if (![query.from, query.to].some((desk) => asked.desks.includes(desk)))
            throw new Refusal("not_found");
          return movedConversations(scope, asked, query);
        }),
      );
    });
};

const asking = (by: Member, desk: DeskId | undefined): Asking => ({
  organisation: by.organisation,
  desksOf: (scope) => desksFor(scope, by, desk),
});

/** The desks whose figures a member may see, or the one of them that they ask for. Throws Refusal("not_found") for any other. */
export const desksFor = async (
  scope: Scope,
  { member }: Member,
  desk: DeskId | undefined,
): Promise<ReportDesks> => {
  const supervised = await supervisedDesks(scope, member);
  if (desk === undefined) return { supervised, desks: supervised };
  if (!supervised.includes(desk)) throw new Refusal("not_found");
  return { supervised, desks: [desk] };
};
