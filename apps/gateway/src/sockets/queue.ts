import { summaryFor } from "@eigenkanaal/domain";
import { LoadQueue, NameConversation, type Queue, type QueuePosition } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen, Member } from "../principals.js";
import { closedConversations, desksOf, openConversations } from "../store/conversations.js";
import { countAhead } from "../store/routing.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

export const queueCalls = (connection: Connection<Member>, { database }: Parts) => ({
  "queue:load": handle(LoadQueue, async (request): Promise<Queue> => {
    const { organisation, member } = connection.principal();
    const found = await database.forOrganisation(organisation, async (scope) => {
      const desks = await desksOf(scope, member);
      return request.list === "open"
        ? openConversations(scope, { desks, reader: member }, request.after)
        : closedConversations(scope, desks, request);
    });
    return { conversations: found.map(({ conversation }) => summaryFor("desk", conversation)) };
  }),
});

/** How long the queue is in front of a citizen, and how long it usually takes now (PROTOCOL.md R6). */
export const citizenQueueCalls = (connection: Connection<Citizen>, { database, typicalWaits }: Parts) => ({
  "queue:position": handle(NameConversation, async ({ conversation }): Promise<QueuePosition> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const { ahead, desk } = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "load", conversation });
      return { ahead: await countAhead(scope, found.conversation), desk: found.conversation.desk };
    });
    return { ahead, typicalWaitMs: ahead === null ? null : await typicalWaits.of(organisation, desk) };
  }),
});
