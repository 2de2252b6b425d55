import { ApiTokenId, type ApiTokens, MakeApiToken, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { apiTokensOf, makeApiToken, revokeApiToken } from "../store/apiTokens.js";
import { noteAct } from "../store/auditLines.js";
import { supervisedDesks } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

/** A supervisor's own tokens: `/api/v1/api-tokens` (PROTOCOL.md I20, I21). */
export const apiTokens = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  return Router()
    .use("/api-tokens", noStore)
    .get("/api-tokens", async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      const told = await database.forOrganisation(
        organisation,
        async (scope): Promise<ApiTokens> => ({
          supervised: await supervisedDesks(scope, member),
          tokens: await apiTokensOf(scope, member),
        }),
      );
      response.json(told);
    })
    .post("/api-tokens", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const asked = readBody(MakeApiToken, request.body);
      const made = await database.forOrganisation(by.organisation, async (scope) => {
        const supervised = await supervisedDesks(scope, by.member);
        if (!asked.desks.every((desk) => supervised.includes(desk))) throw new Refusal("not_found");
        const token = await makeApiToken(scope, by.member, asked);
        if (!token) throw new Refusal("too_large");
        const object = { kind: "api_token", id: token.token } as const;
        await noteAct(scope, by, { act: "POST /api/v1/api-tokens", object });
        return token;
      });
      response.status(201).json(made);
    })
    .delete("/api-tokens/:token", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const named = ApiTokenId.safeParse(request.params.token);
      if (!named.success) throw new Refusal("not_found");
      await database.forOrganisation(by.organisation, async (scope) => {
        if (!(await revokeApiToken(scope, by.member, named.data))) throw new Refusal("not_found");
        const object = { kind: "api_token", id: named.data } as const;
        await noteAct(scope, by, { act: "DELETE /api/v1/api-tokens/:token", object });
      });
      response.status(204).end();
    });
};
