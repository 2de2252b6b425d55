import { Refusal, StandardAnswerId, StandardAnswerText } from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import type { Member } from "../principals.js";
import { noteAct } from "../store/auditLines.js";
import { desksOf, isOnDesk } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import {
  deskOfStandardAnswer,
  keepStandardAnswer,
  removeStandardAnswer,
  standardAnswersOf,
} from "../store/standardAnswers.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

/** What a desk answers often: `/api/v1/standard-answers` (PROTOCOL.md S1, S2). */
export const standardAnswers = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  return Router()
    .use("/standard-answers", noStore)
    .get("/standard-answers", async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      response.json(
        await database.forOrganisation(organisation, async (scope) =>
          standardAnswersOf(scope, await desksOf(scope, member)),
        ),
      );
    })
    .put("/standard-answers/:answer", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const { organisation, member } = by;
      const kept = readBody(StandardAnswerText, request.body);
      await database.forOrganisation(organisation, async (scope) => {
        const answer = await reach(scope, request, { member, absent: "allowed" });
        if (!(await isOnDesk(scope, kept.desk, member))) throw new Refusal("not_found");
        if ((await keepStandardAnswer(scope, answer, kept)) === "full") throw new Refusal("too_large");
        const object = { kind: "standard_answer", id: answer } as const;
        await noteAct(scope, by, { act: "PUT /api/v1/standard-answers/:answer", object });
      });
      response.status(204).end();
    })
    .delete("/standard-answers/:answer", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const { organisation, member } = by;
      await database.forOrganisation(organisation, async (scope) => {
        const answer = await reach(scope, request, { member, absent: "refused" });
        if (!(await removeStandardAnswer(scope, answer))) throw new Refusal("not_found");
        const object = { kind: "standard_answer", id: answer } as const;
        await noteAct(scope, by, { act: "DELETE /api/v1/standard-answers/:answer", object });
      });
      response.status(204).end();
    });
};

/** The answer that the path names. Throws Refusal("not_found") for another desk's, and for one that is absent where that is refused. */
const reach = async (
  scope: Scope,
  request: Request,
  { member, absent }: { member: Member["member"]; absent: "allowed" | "refused" },
): Promise<StandardAnswerId> => {
  const named = StandardAnswerId.safeParse(request.params.answer);
  if (!named.success) throw new Refusal("malformed");
  const desk = await deskOfStandardAnswer(scope, named.data);
  const may = desk === undefined ? absent === "allowed" : await isOnDesk(scope, desk, member);
  if (!may) throw new Refusal("not_found");
  return named.data;
};
