import { Router } from "express";
import { boardOf } from "../store/board.js";
import { supervisedDesks } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";

/** How it is at a supervisor's desks now: `/api/v1/board` (PROTOCOL.md U1). */
export const board = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/board", noStore, async (request, response) => {
    const { organisation, member } = await requireMember(request, dependencies);
    response.json(
      await dependencies.database.forOrganisation(organisation, async (scope) =>
        boardOf(scope, await supervisedDesks(scope, member)),
      ),
    );
  });
