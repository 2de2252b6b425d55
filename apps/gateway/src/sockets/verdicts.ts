import { giveVerdict, summaryFor } from "@eigenkanaal/domain";
import { type ConversationSummary, GiveVerdict } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen } from "../principals.js";
import { databaseNowMs } from "../store/database.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut, tellChange } from "./conversations.js";

/** What a citizen makes of their conversation once it is closed (PROTOCOL.md, Q). */
export const verdictCalls = (
  connection: Connection<Citizen>,
  { database, news }: Pick<Parts, "database" | "news">,
) => ({
  "verdict:give": handle(GiveVerdict, async ({ conversation, verdict }): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const done = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "verdict", conversation, lock: true });
      const nowMs = await databaseNowMs(scope);
      const deed = { stored: found, principal, nowMs, act: "citizens" } as const;
      return carryOut(scope, giveVerdict(found.conversation, verdict, nowMs), deed);
    });
    tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
    return summaryFor("citizen", done.stored.conversation);
  }),
});
