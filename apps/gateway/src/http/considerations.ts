import {
  ConsiderationSubject,
  maxChannelsInUse,
  Refusal,
  SetConsideration,
  TownChoice,
} from "@eigenkanaal/protocol";
import { Router } from "express";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import { considerationsOf, perColleague, writeConsideration } from "../store/considerations.js";
import type { Database } from "../store/database.js";
import { lockTownSettings } from "../store/townSettings.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

/** The register of what the town weighed: `/api/v1/considerations` (PROTOCOL.md, J). */
export const considerations = (dependencies: { database: Database; origin: string; news: News }): Router => {
  const { database, news } = dependencies;
  return Router()
    .use("/considerations", noStore)
    .get("/considerations", async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, considerationsOf));
    })
    .put("/considerations/:subject", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const subject = ConsiderationSubject.safeParse(request.params.subject);
      if (!subject.success) throw new Refusal("malformed");
      const asked = readBody(SetConsideration, request.body);
      // A choice is of what every town decides, a channel of anything else.
      const isChoice = TownChoice.safeParse(subject.data).success;
      if (isChoice !== (asked.decision.kind === "choice")) throw new Refusal("malformed");
      await database.forOrganisation(by.organisation, async (scope) => {
        await lockTownSettings(scope);
        const { current } = await considerationsOf(scope);
        const isNew = !current.some((one) => one.subject === subject.data);
        const channels = current.filter(({ decision }) => decision.kind === "channel").length;
        if (!isChoice && isNew && channels >= maxChannelsInUse) throw new Refusal("too_large");
        await writeConsideration(scope, subject.data, { ...asked, by: by.member });
        const object = { kind: "consideration", id: subject.data } as const;
        await noteAct(scope, by, { act: "PUT /api/v1/considerations/:subject", object });
      });
      // Whose figures are seen from now on, or are not any more, hears so.
      if (subject.data === perColleague) news.townChanged(by.organisation);
      response.status(204).end();
    });
};
