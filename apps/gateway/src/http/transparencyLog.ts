import { type LogConsistency, type LogInclusion, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { z } from "zod";
import type { Database } from "../store/database.js";
import { logCheckpoint, logConsistency, logInclusion } from "../store/transparencyLog.js";
import { requireOrganisation } from "./directory.js";
import { named } from "./path.js";

/** `/api/v1/organisations/{rootVk}/log`: the town's transparency log, for anyone (PROTOCOL.md K1–K4). */
export const transparencyLog = ({ database }: { database: Database }): Router =>
  Router()
    .get("/organisations/:rootVk/log/checkpoint", async (request, response) => {
      const organisation = await requireOrganisation(request.params.rootVk, database);
      const checkpoint = await database.forOrganisation(organisation, logCheckpoint);
      response.set("Cache-Control", "no-cache").type("text/plain").send(checkpoint);
    })
    .get("/organisations/:rootVk/log/leaves/:index", async (request, response) => {
      const organisation = await requireOrganisation(request.params.rootVk, database);
      const index = named(Count, request.params.index);
      const proof = await database.forOrganisation(organisation, (scope) => logInclusion(scope, index));
      if (!proof) throw new Refusal("not_found");
      response.set("Cache-Control", "no-cache").json(proof satisfies LogInclusion);
    })
    .get("/organisations/:rootVk/log/consistency/:size", async (request, response) => {
      const organisation = await requireOrganisation(request.params.rootVk, database);
      const size = named(Count, request.params.size);
      const proof = await database.forOrganisation(organisation, (scope) => logConsistency(scope, size));
      if (!proof) throw new Refusal("not_found");
      response.set("Cache-Control", "no-cache").json(proof satisfies LogConsistency);
    });

/** A number from 0 as a path has it. */
const Count = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/)
  .transform(Number);
