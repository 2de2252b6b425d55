import { holdFault, isSameHold } from "@eigenkanaal/domain";
import { ConversationId, HoldId, LiftHold, PlaceHold, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { reachConversation } from "../access.js";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import { findConversation } from "../store/conversations.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import { findHold, hasAllNamed, holdsOf, liftHold, townHolds, writeHold } from "../store/holds.js";
import { lockTownSettings } from "../store/townSettings.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { named } from "./path.js";

/** What keeps conversations from being destroyed: `/api/v1/holds` (PROTOCOL.md P7 to P9). */
export const holds = (dependencies: {
  database: Database;
  origin: string;
  news: Pick<News, "holdsChanged">;
}): Router => {
  const { database, news } = dependencies;
  return Router()
    .use("/holds", noStore)
    .get("/holds", async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, townHolds));
    })
    .get("/holds/of/:conversation", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const conversation = named(ConversationId, request.params.conversation);
      response.json(
        await database.forOrganisation(by.organisation, async (scope) => {
          if (!by.roles.includes("records_officer"))
            await reachConversation(scope, by, { act: "load", conversation });
          else if (!(await findConversation(scope, conversation, { lock: false })))
            throw new Refusal("not_found");
          return holdsOf(scope, conversation);
        }),
      );
    })
    .put("/holds/:hold", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const hold = named(HoldId, request.params.hold);
      const asked = readBody(PlaceHold, request.body);
      response.json(
        await database.forOrganisation(by.organisation, async (scope) => {
          // What is destroyed is decided under the same lock: it is held before, or gone before.
          await lockTownSettings(scope);
          if (!(await stands(scope, hold, asked))) {
            const fault = holdFault(asked, await databaseNowMs(scope));
            if (fault) throw new Refusal(fault);
            if (!(await hasAllNamed(scope, asked))) throw new Refusal("not_found");
            await writeHold(scope, hold, { ...asked, by: by.member });
            const object = { kind: "hold", id: hold } as const;
            await noteAct(scope, by, { act: "PUT /api/v1/holds/:hold", object });
          }
          return findHold(scope, hold);
        }),
      );
      news.holdsChanged(by.organisation);
    })
    .post("/holds/:hold/lifting", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const hold = named(HoldId, request.params.hold);
      const { reason } = readBody(LiftHold, request.body);
      await database.forOrganisation(by.organisation, async (scope) => {
        if (!(await findHold(scope, hold))) throw new Refusal("not_found");
        await liftHold(scope, hold, { reason, by: by.member });
        const object = { kind: "hold", id: hold } as const;
        await noteAct(scope, by, { act: "POST /api/v1/holds/:hold/lifting", object });
      });
      news.holdsChanged(by.organisation);
      response.status(204).end();
    });
};

/** Whether this very hold was placed before. Refuses an id that another one has. */
const stands = async (scope: Scope, hold: HoldId, asked: PlaceHold): Promise<boolean> => {
  const standing = await findHold(scope, hold);
  if (standing && !isSameHold(standing, asked)) throw new Refusal("id_in_use");
  return standing !== undefined;
};
