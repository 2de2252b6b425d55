import { type Conversation, offerWithdrawn } from "@eigenkanaal/domain";
import { epochRole, PublishEpoch, Refusal, type StoredEpoch } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import { actorOf, type Principal } from "../principals.js";
import { conversationObject, noteAct } from "../store/auditLines.js";
import { currentKeys } from "../store/certificates.js";
import { changeConversation, writeEvent } from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { findEpoch, storeEpoch } from "../store/epochs.js";
import { memberVk } from "../store/members.js";
import { followReviewers } from "../store/reviewers.js";
import { type Creator, readSignedEpoch, requireCreator, requireParticipants } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

export const epochCalls = (connection: Connection, { database, keys, news }: Parts) => ({
  "epoch:publish": handle(PublishEpoch, async ({ conversation, channel, record }): Promise<StoredEpoch> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const ask = { act: "publish_epoch", conversation, channel } as const;
    await database.forOrganisation(organisation, (scope) => reachConversation(scope, principal, ask));
    const header = readSignedEpoch(record);
    const key = await keys.get(organisation, conversation);

    const { epoch, told, withdrawn } = await database.forOrganisation(organisation, async (scope) => {
      const stored = await reachConversation(scope, principal, { ...ask, lock: true });
      const previous = stored.epoch[channel];
      // The internal channel's own id is a hash that only the participants can check: its first record fixes it.
      if (previous ? header.conversation !== previous.cryptoId : header.conversation === conversation)
        throw new Refusal("malformed");
      // Asked first: a record's number may be larger than any that the database can look for.
      const next = previous ? previous.newest + 1 : 0;
      if (header.epoch > next) throw new Refusal("out_of_order");
      const place = { conversation, channel, epoch: header.epoch };
      const first = await findEpoch(scope, place, key);
      if (first) {
        if (Buffer.compare(first.record, record) !== 0) throw new Refusal("epoch_taken");
        return { epoch: first, told: false, withdrawn: undefined };
      }
      if (header.epoch !== next) throw new Refusal("out_of_order");
      requireCreator(header, await creatorOf(scope, principal));
      const current = await currentKeys(scope, stored.conversation.desk);
      requireParticipants(header, channel, { current, previous });
      const atMs = await databaseNowMs(scope);
      // Who may answer lets in, and among colleagues nobody is.
      const by = principal.kind === "member" && channel === "public" ? "review" : "nobody";
      const letIn = await followReviewers(scope, { stored, channel, header, by, key, atMs });
      if (letIn && principal.kind === "member") {
        const object = conversationObject(stored);
        await noteAct(scope, principal, { act: "epoch:publish", object, detail: "reviewer_let_in" });
      }
      await storeEpoch(scope, { ...place, record, header }, { key, atMs });
      const deed = { stored, actor: actorOf(principal), atMs, event: { kind: "epoch_published" } as const };
      const after = channel === "internal" ? withoutOffer(stored.conversation) : stored.conversation;
      const withdrawn = after === stored.conversation ? undefined : { ...stored, conversation: after };
      if (withdrawn) await changeConversation(scope, after, deed);
      else await writeEvent(scope, deed.event, deed);
      return { epoch: { ...place, record }, told: true, withdrawn };
    });
    if (told) news.epoch(epoch, { organisation, socketId: connection.socketId });
    if (withdrawn) news.changed(organisation, withdrawn);
    return epoch;
  }),
});

/**
 * A conversation whose colleagues have begun to write among themselves: its citizen could not take that channel along to
 * another desk, and need not, for somebody is there (PROTOCOL.md O3).
 */
const withoutOffer = (conversation: Conversation): Conversation => {
  const late = offerWithdrawn(conversation.late);
  return late === conversation.late ? conversation : { ...conversation, late };
};

/** The role and key that a caller's records carry (PROTOCOL.md E2). */
export const creatorOf = async (scope: Scope, principal: Principal): Promise<Creator> =>
  principal.kind === "citizen"
    ? { role: epochRole.citizen, vk: Buffer.from(principal.vkB64, "base64url") }
    : { role: epochRole.desk, vk: await memberVk(scope, principal.member) };
