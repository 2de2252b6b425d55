import { give, summaryFor, transfer } from "@eigenkanaal/domain";
import {
  type Channel,
  type ConversationSummary,
  type DeskId,
  type EpochHeader,
  GiveConversation,
  Refusal,
  TransferConversation,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import { actorOf, type Member } from "../principals.js";
import { currentKeys } from "../store/certificates.js";
import { type ChannelEpoch, isOnDesk, type StoredConversation } from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { findEpoch, storeEpoch } from "../store/epochs.js";
import { appendHandoverNote } from "../store/handoverNotes.js";
import { findPresence } from "../store/presence.js";
import { followReviewers } from "../store/reviewers.js";
import { deskKind } from "../store/settings.js";
import { readSignedEpoch, requireCreator, requireParticipants } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { carryOut, tellChange } from "./conversations.js";
import { creatorOf } from "./epochs.js";
import { readHeaderOf } from "./messages.js";

/** How a colleague hands a conversation over: to another of the desk, or to another desk (PROTOCOL.md X). */
export const handoverCalls = (
  connection: Connection<Member>,
  { database, keys, news, dispatcher }: Parts,
) => ({
  "conversation:give": handle(
    GiveConversation,
    async ({ conversation, to }): Promise<ConversationSummary> => {
      const principal = connection.principal();
      const { organisation, member: by } = principal;
      const done = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, { act: "give", conversation, lock: true });
        if (!(await isOnDesk(scope, found.conversation.desk, to))) throw new Refusal("not_found");
        const nowMs = await databaseNowMs(scope);
        const change = give(found.conversation, { by, to }, nowMs);
        return carryOut(scope, change, { stored: found, principal, nowMs, act: "conversation:give" });
      });
      tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
      // Who had it has room.
      if (done.told) dispatcher.considerAll(organisation);
      return summaryFor("desk", done.stored.conversation);
    },
  ),

  "conversation:transfer": handle(TransferConversation, async (request): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation, member: by } = principal;
    const { conversation, to, reading } = request;
    const ask = { act: "transfer", conversation } as const;
    await database.forOrganisation(organisation, (scope) => reachConversation(scope, principal, ask));
    const headers = {
      public: readSignedEpoch(request.epochs.public),
      internal: readSignedEpoch(request.epochs.internal),
    };
    const note = readHeaderOf("stored", request.note);
    const key = await keys.get(organisation, conversation);

    const done = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { ...ask, lock: true });
      const nowMs = await databaseNowMs(scope);
      if (await isDone(scope, found, { to, record: request.epochs.public, key }))
        return { before: found, stored: found, told: false, message: undefined };
      const kind = await deskKind(scope, to);
      if (!kind) throw new Refusal("not_found");
      const giver = await giverOf(scope, found, to);
      const change = transfer(found.conversation, { by, to: { desk: to, kind }, reading, giver }, nowMs);
      const deed = { stored: found, principal, nowMs, act: "conversation:transfer" } as const;
      const carried = await carryOut(scope, change, deed);
      const creator = await creatorOf(scope, principal);
      const current = await currentKeys(scope, to);
      for (const channel of channels) {
        const header = headers[channel];
        requireNext(header, found.epoch[channel]);
        requireCreator(header, creator);
        requireParticipants(header, channel, { current, previous: found.epoch[channel] });
        const following = { stored: found, channel, header, by: "creator", key, atMs: nowMs } as const;
        await followReviewers(scope, following);
        const record = request.epochs[channel];
        const epoch = { conversation, channel, epoch: header.epoch, record, header };
        await storeEpoch(scope, epoch, { key, atMs: nowMs });
      }
      const { stored, message } = await appendHandoverNote(
        scope,
        { header: note, envelope: request.note, epoch: headers.internal, actor: actorOf(principal) },
        { stored: carried.stored, atMs: nowMs },
      );
      return { ...carried, stored, message };
    });
    const from = { organisation, socketId: connection.socketId };
    // First of all the old desk's connections hear no more of it.
    tellChange(done, { news, from });
    if (done.told) {
      for (const channel of channels) {
        const { epoch } = headers[channel];
        news.epoch({ conversation, channel, epoch, record: request.epochs[channel] }, from);
      }
      if (done.message) news.message(done.message, from);
      // The desk that gets it may push; who had it has room.
      dispatcher.considerAll(organisation);
    }
    return summaryFor("desk", done.stored.conversation);
  }),
});

const channels: readonly Channel[] = ["public", "internal"];

/** Whether a move to this desk, with this public record, was carried out before: its answer was lost (PROTOCOL.md X4, O4). */
export const isDone = async (
  scope: Scope,
  { conversation: { conversation, desk }, epoch }: StoredConversation,
  { to, record, key }: { to: DeskId; record: Uint8Array; key: Uint8Array },
): Promise<boolean> => {
  const newest = epoch.public?.newest;
  if (desk !== to || newest === undefined) return false;
  const stored = await findEpoch(scope, { conversation, channel: "public", epoch: newest }, key);
  return stored !== undefined && Buffer.compare(stored.record, record) === 0;
};

/** Throws unless the record is of this channel and its next (PROTOCOL.md E1, E2). */
export const requireNext = (header: EpochHeader, previous: ChannelEpoch | undefined) => {
  if (!previous) throw new Refusal("out_of_order");
  if (header.conversation !== previous.cryptoId) throw new Refusal("malformed");
  if (header.epoch <= previous.newest) throw new Refusal("epoch_taken");
  if (header.epoch !== previous.newest + 1) throw new Refusal("out_of_order");
};

/** Whether who handed it over is at the desk that it would go back to, and at work. */
const giverOf = async (scope: Scope, { conversation }: StoredConversation, to: DeskId) => {
  const { handover } = conversation;
  if (handover?.from !== to || !(await isOnDesk(scope, to, handover.by))) return "away";
  return (await findPresence(scope, handover.by))?.state === "on_duty" ? "on_duty" : "away";
};
