import { acceptOverflow, declineOverflow, summaryFor } from "@eigenkanaal/domain";
import { AcceptOverflow, type ConversationSummary, NameConversation, Refusal } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen } from "../principals.js";
import { currentKeys } from "../store/certificates.js";
import { databaseNowMs } from "../store/database.js";
import { storeEpoch } from "../store/epochs.js";
import { followReviewers } from "../store/reviewers.js";
import { isDesk } from "../store/settings.js";
import { readSignedEpoch, requireCreator, requireParticipants } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut, tellChange } from "./conversations.js";
import { creatorOf } from "./epochs.js";
import { isDone, requireNext } from "./handovers.js";

/**
 * What a citizen makes of the other desk that they are offered when theirs does not answer in time (PROTOCOL.md O4). The
 * gateway offers and does not move: who may read is theirs to decide, and without a participant there is nobody who could
 * make the epoch that another desk needs to read it.
 */
export const overflowCalls = (
  connection: Connection<Citizen>,
  { database, keys, news, dispatcher }: Parts,
) => ({
  "overflow:accept": handle(AcceptOverflow, async (request): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const { conversation, to, record } = request;
    const ask = { act: "overflow", conversation } as const;
    await database.forOrganisation(organisation, (scope) => reachConversation(scope, principal, ask));
    const header = readSignedEpoch(record);
    const key = await keys.get(organisation, conversation);

    const done = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { ...ask, lock: true });
      if (await isDone(scope, found, { to, record, key }))
        return { before: found, stored: found, told: false };
      const nowMs = await databaseNowMs(scope);
      if (!(await isDesk(scope, to))) throw new Refusal("not_found");
      const internal = found.epoch.internal ? "begun" : "none";
      const change = acceptOverflow(found.conversation, { to, internal }, nowMs);
      const deed = { stored: found, principal, nowMs, act: "citizens" } as const;
      const carried = await carryOut(scope, change, deed);
      const previous = found.epoch.public;
      requireNext(header, previous);
      requireCreator(header, await creatorOf(scope, principal));
      requireParticipants(header, "public", { current: await currentKeys(scope, to), previous });
      const following = { stored: found, channel: "public", header, by: "nobody", key, atMs: nowMs } as const;
      await followReviewers(scope, following);
      const epoch = { conversation, channel: "public", epoch: header.epoch, record, header } as const;
      await storeEpoch(scope, epoch, { key, atMs: nowMs });
      return carried;
    });
    const from = { organisation, socketId: connection.socketId };
    // First of all the old desk's connections hear no more of it.
    tellChange(done, { news, from });
    if (done.told) {
      news.epoch({ conversation, channel: "public", epoch: header.epoch, record }, from);
      // The desk that gets it may push.
      dispatcher.consider(organisation, to);
    }
    return summaryFor("citizen", done.stored.conversation);
  }),

  "overflow:decline": handle(NameConversation, async ({ conversation }): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const done = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "overflow", conversation, lock: true });
      const nowMs = await databaseNowMs(scope);
      const deed = { stored: found, principal, nowMs, act: "citizens" } as const;
      return carryOut(scope, declineOverflow(found.conversation), deed);
    });
    tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
    return summaryFor("citizen", done.stored.conversation);
  }),
});
