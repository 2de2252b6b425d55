import { summaryFor } from "@eigenkanaal/domain";
import { LoadQueue, type Queue } from "@eigenkanaal/protocol";
import type { Member } from "../principals.js";
import { closedConversations, desksOf, openConversations } from "../store/conversations.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

export const queueCalls = (connection: Connection<Member>, { database }: Parts) => ({
  "queue:load": handle(LoadQueue, async (request): Promise<Queue> => {
    const { organisation, member } = connection.principal();
    const found = await database.forOrganisation(organisation, async (scope) => {
      const desks = await desksOf(scope, member);
      return request.list === "open"
        ? openConversations(scope, desks)
        : closedConversations(scope, desks, request);
    });
    return { conversations: found.map(({ conversation }) => summaryFor("desk", conversation)) };
  }),
});
