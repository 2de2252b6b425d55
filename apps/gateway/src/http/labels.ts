import { LabelId, LabelText, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { noteAct } from "../store/auditLines.js";
import { desksOf, isOnDesk } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { deskOfLabel, keepLabel, labelsOf } from "../store/labels.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

/** By what a desk sorts its conversations: `/api/v1/labels` (PROTOCOL.md W1). */
export const labels = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  return Router()
    .use("/labels", noStore)
    .get("/labels", async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      response.json(
        await database.forOrganisation(organisation, async (scope) =>
          labelsOf(scope, await desksOf(scope, member)),
        ),
      );
    })
    .put("/labels/:label", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const { organisation, member } = by;
      const kept = readBody(LabelText, request.body);
      const named = LabelId.safeParse(request.params.label);
      if (!named.success) throw new Refusal("malformed");
      await database.forOrganisation(organisation, async (scope) => {
        // Another desk's does not become this one's: conversations there have it.
        const desk = (await deskOfLabel(scope, named.data)) ?? kept.desk;
        if (desk !== kept.desk || !(await isOnDesk(scope, desk, member))) throw new Refusal("not_found");
        if ((await keepLabel(scope, named.data, kept)) === "full") throw new Refusal("too_large");
        const object = { kind: "label", id: named.data } as const;
        await noteAct(scope, by, { act: "PUT /api/v1/labels/:label", object });
      });
      response.status(204).end();
    });
};
