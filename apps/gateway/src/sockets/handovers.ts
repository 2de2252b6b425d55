import { give, summaryFor } from "@eigenkanaal/domain";
import { type ConversationSummary, GiveConversation, Refusal } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Member } from "../principals.js";
import { isOnDesk } from "../store/conversations.js";
import { databaseNowMs } from "../store/database.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut } from "./conversations.js";

/** How a colleague hands a conversation over (PROTOCOL.md X1). */
export const handoverCalls = (connection: Connection<Member>, { database, news, dispatcher }: Parts) => ({
  "conversation:give": handle(
    GiveConversation,
    async ({ conversation, to }): Promise<ConversationSummary> => {
      const principal = connection.principal();
      const { organisation, member: by } = principal;
      const { stored, told } = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, { act: "give", conversation, lock: true });
        if (!(await isOnDesk(scope, found.conversation.desk, to))) throw new Refusal("not_found");
        const nowMs = await databaseNowMs(scope);
        return carryOut(scope, give(found.conversation, { by, to }, nowMs), {
          stored: found,
          principal,
          nowMs,
        });
      });
      if (told) {
        news.changed(organisation, stored);
        // Who had it has room.
        dispatcher.considerAll(organisation);
      }
      return summaryFor("desk", stored.conversation);
    },
  ),
});
