import { summaryFor, take } from "@eigenkanaal/domain";
import { BeginConversation, type ConversationSummary, epochRole, Refusal } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import { actorOf, type Member } from "../principals.js";
import { desksOf, isOnDesk, writeEvent } from "../store/conversations.js";
import { databaseNowMs } from "../store/database.js";
import { putTaking } from "../store/presence.js";
import { requireCreator } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut } from "./conversations.js";
import { earlierOpening, readOpening, requireOpening, storeOpening } from "./openings.js";

/**
 * A colleague at the counter begins a conversation for somebody who stands there, with a key that their device made and
 * gives away on paper (PROTOCOL.md D4). What is checked is what is checked of a citizen; it is in that colleague's hand.
 */
export const counterCalls = (
  connection: Connection<Member>,
  { database, keys, news, dispatcher }: Parts,
) => ({
  "conversation:begin": handle(BeginConversation, async (opening): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation, member } = principal;
    const header = readOpening(opening);
    requireCreator(header, { role: epochRole.citizen, vk: header.creatorVk });
    await database.forOrganisation(organisation, async (scope) => {
      if (!(await isOnDesk(scope, opening.desk, member))) throw new Refusal("not_found");
    });
    const found = { organisation, opening, header };
    /** Whoever has its record is not yet of its desk. */
    const asItStands = async () => {
      const act = { act: "follow", conversation: opening.conversation } as const;
      const stored = await database.forOrganisation(organisation, (scope) =>
        reachConversation(scope, principal, act),
      );
      return summaryFor("desk", stored.conversation);
    };
    if (await earlierOpening(found, { database, keys })) return asItStands();
    await database.forOrganisation(organisation, (scope) => requireOpening(scope, opening, header));
    const { stored, isNew } = await storeOpening(
      { ...found, campaign: null },
      async (scope, created) => {
        const nowMs = await databaseNowMs(scope);
        const deed = { stored: created, actor: actorOf(principal), atMs: created.conversation.openedAtMs };
        const { topic, language } = created.conversation;
        const opened = { kind: "opened", campaign: null, begunAt: "counter", topic, language } as const;
        await writeEvent(scope, opened, deed);
        const change = take(created.conversation, member, nowMs);
        const begun = { stored: created, principal, nowMs, act: "conversation:begin" } as const;
        return (await carryOut(scope, change, begun)).stored;
      },
      { database, keys },
    );
    if (!isNew) return asItStands();
    news.changed(organisation, stored);
    const { presence, desks } = await database.forOrganisation(organisation, async (scope) => ({
      presence: await putTaking(scope, member),
      desks: await desksOf(scope, member),
    }));
    if (presence) dispatcher.presenceChanged(organisation, desks, presence);
    return summaryFor("desk", stored.conversation);
  }),
});
