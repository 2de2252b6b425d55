import { Router } from "express";
import { presentBlocks } from "../store/blocks.js";
import { desksOf } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";

/** What is blocked now: `/api/v1/blocks` (PROTOCOL.md B5). */
export const blocks = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/blocks", noStore, async (request, response) => {
    const { organisation, member, roles } = await requireMember(request, dependencies);
    const all = roles.includes("functional_administrator");
    response.json(
      await dependencies.database.forOrganisation(organisation, async (scope) =>
        presentBlocks(scope, all ? "all" : await desksOf(scope, member)),
      ),
    );
  });
