import { SharedRemarksQuery } from "@eigenkanaal/protocol";
import { Router } from "express";
import { noteAct } from "../store/auditLines.js";
import type { ConversationKeys } from "../store/conversationKeys.js";
import { supervisedDesks } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { openedPage, sharedRemarkRows } from "../store/sharedRemarks.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readQuery } from "./query.js";

/** What citizens let who supervises a desk read: `/api/v1/shared-remarks` (PROTOCOL.md Q6). */
export const sharedRemarks = (dependencies: {
  database: Database;
  origin: string;
  keys: Pick<ConversationKeys, "all">;
}): Router =>
  Router().get("/shared-remarks", noStore, async (request, response) => {
    const by = await requireMember(request, dependencies);
    const { before } = readQuery(SharedRemarksQuery, request);
    const rows = await dependencies.database.forOrganisation(by.organisation, async (scope) => {
      await noteAct(scope, by, { act: "GET /api/v1/shared-remarks" });
      return sharedRemarkRows(scope, await supervisedDesks(scope, by.member), before);
    });
    response.json(await openedPage(by, rows, dependencies));
  });
