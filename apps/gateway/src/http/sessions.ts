import { Refusal, SessionId } from "@eigenkanaal/protocol";
import { Router } from "express";
import type { Member } from "../principals.js";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import type { Database } from "../store/database.js";
import { revokeSessionsOf, sessionsOf } from "../store/sessions.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";

/** A member's own sessions: `/api/v1/sessions` (PROTOCOL.md A9). */
export const sessions = (dependencies: { database: Database; origin: string; news: News }): Router => {
  const { database, news } = dependencies;
  const end = async (member: Member, which: SessionId | "others"): Promise<number> => {
    const { organisation } = member;
    const ended = await database.forOrganisation(organisation, async (scope) => {
      const revoked = await revokeSessionsOf(scope, member, { which, nowMs: Date.now() });
      if (which === "others") await noteAct(scope, member, { act: "DELETE /api/v1/sessions" });
      else if (revoked.length > 0) {
        const object = { kind: "session", id: which } as const;
        await noteAct(scope, member, { act: "DELETE /api/v1/sessions/:session", object });
      }
      return revoked;
    });
    for (const session of ended) news.sessionEnded({ organisation, session });
    return ended.length;
  };
  return Router()
    .use("/sessions", noStore)
    .get("/sessions", async (request, response) => {
      const member = await requireMember(request, dependencies);
      response.json(
        await database.forOrganisation(member.organisation, (scope) => sessionsOf(scope, member, Date.now())),
      );
    })
    .delete("/sessions/:session", async (request, response) => {
      const member = await requireMember(request, dependencies);
      const session = SessionId.safeParse(request.params.session);
      if (!session.success || (await end(member, session.data)) === 0) throw new Refusal("not_found");
      response.status(204).end();
    })
    .delete("/sessions", async (request, response) => {
      await end(await requireMember(request, dependencies), "others");
      response.status(204).end();
    });
};
