import { Router } from "express";
import type { Database } from "../store/database.js";
import { deskKeysOf } from "../store/members.js";
import { requireMember } from "./authentication.js";

/** `GET /api/v1/desk-keys`: the desk seeds that are wrapped to the member who asks, and no other's. */
export const deskKeys = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/desk-keys", async (request, response) => {
    const { organisation, member } = await requireMember(request, dependencies);
    const keys = await dependencies.database.forOrganisation(organisation, (scope) =>
      deskKeysOf(scope, member),
    );
    response.set("Cache-Control", "no-store").json(keys);
  });
