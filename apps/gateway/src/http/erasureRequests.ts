import { ErasureRequestQuery } from "@eigenkanaal/protocol";
import { Router } from "express";
import type { Database } from "../store/database.js";
import { erasureRequests as requestsOf } from "../store/erasure.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readQuery } from "./query.js";

/** What citizens asked to have erased and what became of it: `/api/v1/erasure-requests` (PROTOCOL.md, Z). */
export const erasureRequests = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/erasure-requests", noStore, async (request, response) => {
    const { organisation } = await requireMember(request, dependencies);
    const { before } = readQuery(ErasureRequestQuery, request);
    response.json(
      await dependencies.database.forOrganisation(organisation, (scope) => requestsOf(scope, before)),
    );
  });
