import { ColleaguesQuery, MyFiguresQuery, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { noteAct } from "../store/auditLines.js";
import { figuresOfColleagues, myFigures } from "../store/colleagueFigures.js";
import { perColleagueDecision } from "../store/considerations.js";
import { desksOf } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readQuery } from "./query.js";
import { desksFor } from "./reports.js";

/** How one colleague answered: for themselves, and where the town decided so for their supervisor (PROTOCOL.md I30–I35). */
export const colleagueFigures = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  return Router()
    .get("/my-figures", noStore, async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      const query = readQuery(MyFiguresQuery, request);
      response.json(
        await database.forOrganisation(organisation, async (scope) =>
          myFigures({ scope, desks: await desksOf(scope, member), query }, member),
        ),
      );
    })
    .get("/reports/colleagues", noStore, async (request, response) => {
      const by = await requireMember(request, dependencies);
      const query = readQuery(ColleaguesQuery, request);
      response.json(
        await database.forOrganisation(by.organisation, async (scope) => {
          const desks = await desksFor(scope, by, query.desk);
          if ((await perColleagueDecision(scope))?.choice !== "yes") throw new Refusal("not_allowed_by_town");
          const object = query.desk === undefined ? null : ({ kind: "desk", id: query.desk } as const);
          await noteAct(scope, by, { act: "GET /api/v1/reports/colleagues", object });
          return figuresOfColleagues({ scope, query, ...desks });
        }),
      );
    });
};
