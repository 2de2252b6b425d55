import { giveVerdict, isVerdictAsked, summaryFor } from "@eigenkanaal/domain";
import { type ConversationSummary, GiveVerdict, Refusal, ShareRemark } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen } from "../principals.js";
import { databaseNowMs } from "../store/database.js";
import { shareRemark } from "../store/sharedRemarks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut, tellChange } from "./conversations.js";

/** What a citizen makes of their conversation once it is closed (PROTOCOL.md, Q). */
export const verdictCalls = (
  connection: Connection<Citizen>,
  { database, keys, news }: Pick<Parts, "database" | "keys" | "news">,
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

  "remark:share": handle(ShareRemark, async ({ conversation, copy }): Promise<null> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const ask = { act: "verdict", conversation } as const;
    await database.forOrganisation(organisation, (scope) => reachConversation(scope, principal, ask));
    const key = await keys.get(organisation, conversation);
    await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { ...ask, lock: true });
      const nowMs = await databaseNowMs(scope);
      if (!isVerdictAsked(found.conversation, nowMs)) throw new Refusal("not_asked");
      await shareRemark(scope, found, { copy, key, atMs: nowMs });
    });
    return null;
  }),
});
