import { type DeskPresence, LoadPresence, type MemberPresence, SetPresence } from "@eigenkanaal/protocol";
import type { Member } from "../principals.js";
import { desksOf } from "../store/conversations.js";
import { deskPresence, findPresence, putPresence } from "../store/presence.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

/** Who is at work: oneself, and the colleagues of one's desks (PROTOCOL.md R1, R2). */
export const presenceCalls = (connection: Connection<Member>, { database, dispatcher }: Parts) => ({
  "presence:load": handle(LoadPresence, async (): Promise<DeskPresence> => {
    const { organisation, member } = connection.principal();
    return database.forOrganisation(organisation, (scope) => deskPresence(scope, member));
  }),

  "presence:set": handle(SetPresence, async ({ state }): Promise<MemberPresence> => {
    const { organisation, member } = connection.principal();
    const { presence, desks, changed } = await database.forOrganisation(organisation, async (scope) => {
      const changed = await putPresence(scope, member, { state, cause: "said" });
      const presence = changed ?? (await findPresence(scope, member));
      return { changed, presence, desks: await desksOf(scope, member) };
    });
    if (!presence) throw new Error("a presence was not kept");
    if (changed) dispatcher.presenceChanged(organisation, desks, presence);
    return presence;
  }),
});
