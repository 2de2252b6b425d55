import { Router } from "express";
import type { Database } from "../store/database.js";
import { members as membersOf } from "../store/members.js";
import { requireMember } from "./authentication.js";

/** `GET /api/v1/members`: the colleagues of the member who asks. */
export const members = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/members", async (request, response) => {
    const { organisation } = await requireMember(request, dependencies);
    response
      .set("Cache-Control", "no-store")
      .json(await dependencies.database.forOrganisation(organisation, membersOf));
  });
