import { randomUUID } from "node:crypto";
import { type Change, close, summaryFor, take } from "@eigenkanaal/domain";
import {
  type CampaignCode,
  CloseConversation,
  type ConversationSummary,
  epochRole,
  LoadConversation,
  type LoadedConversation,
  NameConversation,
  OpenConversation,
  Refusal,
  type Work,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import { isWorked, newWork } from "../limits/proofOfWork.js";
import { actorOf, type Citizen, type Member, type Principal } from "../principals.js";
import { holdsCampaign } from "../store/campaigns.js";
import { currentKeys } from "../store/certificates.js";
import {
  changeConversation,
  desksOf,
  findConversation,
  type StoredConversation,
  writeEvent,
} from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { findEpoch, storeEpoch } from "../store/epochs.js";
import { putTaking } from "../store/presence.js";
import { isDesk, isTopic } from "../store/settings.js";
import { readSignedEpoch, requireCreator, requireParticipants } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import type { From, News } from "./news.js";
import { channelRoom } from "./rooms.js";

/** How a principal may know a conversation. */
const side = ({ kind }: Principal) => (kind === "citizen" ? "citizen" : "desk");

/** What both sides may do with a conversation. */
export const conversationCalls = (connection: Connection, { database, loader, news, dispatcher }: Parts) => ({
  "conversation:load": handle(LoadConversation, async (request): Promise<LoadedConversation> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const { conversation } = request;
    const loaded = await loader.load({
      ...request,
      principal,
      // Before it is read: what is stored meanwhile is then in the page, in the news, or in both, never in neither.
      admitted: () => {
        if (request.mode === "once") return;
        connection.join(channelRoom(organisation, conversation, "public"));
        if (principal.kind === "member") connection.join(channelRoom(organisation, conversation, "internal"));
      },
    });
    if (loaded.outcome === "refused") throw new Refusal(loaded.code);
    if (loaded.outcome === "broken") throw loaded.error;
    const { epochs, messages, more, stored } = loaded;
    return { summary: summaryFor(side(principal), stored.conversation), epochs, messages, more };
  }),

  "conversation:leave": handle(NameConversation, async ({ conversation }): Promise<null> => {
    const principal = connection.principal();
    const { organisation } = principal;
    await database.forOrganisation(organisation, (scope) =>
      reachConversation(scope, principal, { act: "leave", conversation }),
    );
    connection.leave(channelRoom(organisation, conversation, "public"));
    connection.leave(channelRoom(organisation, conversation, "internal"));
    return null;
  }),

  "conversation:close": handle(
    CloseConversation,
    async ({ conversation, outcome }): Promise<ConversationSummary> => {
      const principal = connection.principal();
      const { organisation } = principal;
      const done = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, { act: "close", conversation, lock: true });
        const nowMs = await databaseNowMs(scope);
        return carryOut(scope, close(found.conversation, { by: principal.kind, outcome }, nowMs), {
          stored: found,
          principal,
          nowMs,
        });
      });
      tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
      // Who had it has room.
      if (done.told) dispatcher.considerAll(organisation);
      return summaryFor(side(principal), done.stored.conversation);
    },
  ),
});

/** What only colleagues may do with one. */
export const deskConversationCalls = (
  connection: Connection<Member>,
  { database, news, dispatcher }: Parts,
) => ({
  "conversation:take": handle(NameConversation, async ({ conversation }): Promise<ConversationSummary> => {
    const principal = connection.principal();
    const { organisation, member } = principal;
    const { presence, desks, ...done } = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "take", conversation, lock: true });
      const nowMs = await databaseNowMs(scope);
      const change = take(found.conversation, member, nowMs);
      const carried = await carryOut(scope, change, { stored: found, principal, nowMs });
      return { ...carried, presence: await putTaking(scope, member), desks: await desksOf(scope, member) };
    });
    tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
    if (presence) dispatcher.presenceChanged(organisation, desks, presence);
    return summaryFor("desk", done.stored.conversation);
  }),
});

/** What an act made of a conversation, and whether that is anything to tell. */
export type CarriedOut = { before: StoredConversation; stored: StoredConversation; told: boolean };

/** Writes what a decision made of the caller's locked conversation; throws the Refusal of one that was refused. */
export const carryOut = async (
  scope: Scope,
  change: Change,
  { stored, principal, nowMs }: { stored: StoredConversation; principal: Principal; nowMs: number },
): Promise<CarriedOut> => {
  switch (change.outcome) {
    case "refused":
      throw new Refusal(change.code);
    case "unchanged":
      return { before: stored, stored, told: false };
    case "changed":
      await changeConversation(scope, change.conversation, {
        stored,
        actor: actorOf(principal),
        atMs: nowMs,
        event: change.event,
      });
      return { before: stored, stored: { ...stored, conversation: change.conversation }, told: true };
  }
};

/** Tells an act's change to whom the conversation is now, and to those whom it was (PROTOCOL.md C4, X5, X6). */
export const tellChange = (
  { before, stored, told }: CarriedOut,
  { news, from }: { news: News; from: From },
) => {
  if (!told) return;
  const isAnothers = before.conversation.desk !== stored.conversation.desk;
  if (isAnothers || before.conversation.reader !== null) news.moved(before, stored, from);
  news.changed(from.organisation, stored);
};

/** What only citizens may do: begin one. */
export const citizenConversationCalls = (
  connection: Connection<Citizen>,
  { database, keys, news, limits }: Parts,
) => {
  /** What this connection was asked to do for its conversation to be taken. */
  let asked: Work | undefined;
  const isProven = (number: Uint8Array | undefined) =>
    asked !== undefined && number !== undefined && isWorked(asked, number);
  return {
    "conversation:open": handle(OpenConversation, async (request): Promise<ConversationSummary> => {
      const citizen = connection.principal();
      const { organisation } = citizen;
      const { conversation, record } = request;
      const header = readSignedEpoch(record);
      if (header.conversation !== conversation || header.epoch !== 0) throw new Refusal("malformed");
      requireCreator(header, { role: epochRole.citizen, vk: Buffer.from(citizen.vkB64, "base64url") });

      const earlier = await database.forOrganisation(organisation, (scope) =>
        findConversation(scope, conversation, { lock: false }),
      );
      if (earlier) return summaryFor("citizen", await sameOpening(earlier));
      await database.forOrganisation(organisation, async (scope) => {
        if (!(await isDesk(scope, request.desk))) throw new Refusal("not_found");
        if (request.topic !== null && !(await isTopic(scope, request.topic))) throw new Refusal("not_found");
        const current = await currentKeys(scope, request.desk);
        requireParticipants(header, "public", { current, previous: undefined });
      });
      const doneBits = isProven(request.work) ? (asked?.bits ?? 0) : 0;
      const bits = limits.open({ organisation, address: connection.address }, doneBits);
      asked = bits > 0 ? newWork(bits) : undefined;
      if (asked) throw new Refusal("proof_of_work", { work: asked });
      const key = await keys.make(organisation, conversation);
      const stored = await database.forOrganisation(organisation, async (scope) => {
        const campaign =
          request.campaign && (await holdsCampaign(scope, request.campaign)) ? request.campaign : null;
        if (!(await createConversation(scope, { ...request, campaign }, citizen))) return undefined;
        const created = await findConversation(scope, conversation, { lock: true });
        if (!created) throw new Error("a conversation was not created");
        const atMs = created.conversation.openedAtMs;
        await storeEpoch(scope, { conversation, channel: "public", epoch: 0, record, header }, { key, atMs });
        await writeEvent(
          scope,
          { kind: "opened", campaign },
          { stored: created, actor: actorOf(citizen), atMs },
        );
        return created;
      });
      if (!stored) {
        // Somebody, perhaps this same request sent twice, was first.
        const first = await database.forOrganisation(organisation, (scope) =>
          findConversation(scope, conversation, { lock: false }),
        );
        if (!first) throw new Refusal("unavailable");
        return summaryFor("citizen", await sameOpening(first));
      }
      await keys.bind(organisation, [conversation]);
      news.changed(organisation, stored);
      return summaryFor("citizen", stored.conversation);

      /** The conversation, when it is this citizen's and began with this same record (PROTOCOL.md C1). */
      async function sameOpening(found: StoredConversation) {
        if (found.citizenVkB64 !== citizen.vkB64) throw new Refusal("id_in_use");
        const theirKey = await keys.get(organisation, conversation);
        const first = await database.forOrganisation(organisation, (scope) =>
          findEpoch(scope, { conversation, channel: "public", epoch: 0 }, theirKey),
        );
        if (!first || Buffer.compare(first.record, record) !== 0) throw new Refusal("id_in_use");
        return found.conversation;
      }
    }),
  };
};

/** What is asked, with the campaign that counts. */
type Opening = Omit<OpenConversation, "campaign"> & { campaign: CampaignCode | null };

/** False when the id is in use. */
const createConversation = async (
  scope: Scope,
  { conversation, desk, topic, language, campaign }: Opening,
  citizen: Citizen,
): Promise<boolean> => {
  const { organisation, tx } = scope;
  const now = new Date(await databaseNowMs(scope));
  const { count } = await tx.conversation.createMany({
    data: {
      organisation,
      conversation,
      pseudonym: randomUUID(),
      desk,
      topic,
      language,
      campaign,
      citizenVk: new Uint8Array(Buffer.from(citizen.vkB64, "base64url")),
      state: "waiting",
      openedAt: now,
      lastActivityAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.channel.createMany({
    data: [
      { organisation, conversation, kind: "public", cryptoId: conversation, epoch: 0, logSize: 0 },
      { organisation, conversation, kind: "internal" },
    ],
  });
  return true;
};
