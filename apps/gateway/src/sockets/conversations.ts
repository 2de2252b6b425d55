import { type Change, close, summaryFor, take } from "@eigenkanaal/domain";
import {
  type AuditAct,
  CloseConversation,
  type ConversationId,
  type ConversationSummary,
  epochRole,
  FindConversation,
  LoadConversation,
  type LoadedConversation,
  NameConversation,
  OpenConversation,
  Refusal,
  type Registration,
  type Work,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import { isWorked, newWork } from "../limits/proofOfWork.js";
import { actorOf, type Citizen, type Member, type Principal } from "../principals.js";
import { conversationObject, noteAct } from "../store/auditLines.js";
import { keyBlockedUntilMs } from "../store/blocks.js";
import { holdsCampaign } from "../store/campaigns.js";
import {
  changeConversation,
  conversationOfKey,
  desksOf,
  isOnDesk,
  type StoredConversation,
  writeEvent,
} from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { certificateOf } from "../store/destructionRegister.js";
import { putTaking } from "../store/presence.js";
import { closingRules, currentRetention, holdsCard } from "../store/retention.js";
import { isTopic } from "../store/settings.js";
import { requireCreator } from "../trust/epochChecks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { createLoadedChannels } from "./loadedChannels.js";
import type { From, News } from "./news.js";
import { earlierOpening, readOpening, requireOpening, storeOpening } from "./openings.js";
import { channelRoom } from "./rooms.js";

/** How a principal may know a conversation. */
const side = ({ kind }: Principal) => (kind === "citizen" ? "citizen" : "desk");

/** What both sides may do with a conversation. */
export const conversationCalls = (connection: Connection, { database, loader, news, dispatcher }: Parts) => {
  const earlier = createLoadedChannels();
  return {
    "conversation:load": handle(LoadConversation, async (request): Promise<LoadedConversation> => {
      const principal = connection.principal();
      const { organisation } = principal;
      const { conversation, mode = "follow" } = request;
      const loaded = await loader.load({
        ...request,
        ...{ mode, principal },
        line: principal.kind === "citizen" || earlier.has(request) ? "none" : "due",
        // Before it is read: what is stored meanwhile is then in the page, in the news, or in both, never in neither.
        admitted: () => {
          if (mode === "once") return;
          connection.join(channelRoom(organisation, conversation, "public"));
          if (principal.kind === "member")
            connection.join(channelRoom(organisation, conversation, "internal"));
        },
      });
      if (loaded.outcome === "refused")
        throw await database.forOrganisation(organisation, (scope) =>
          whyNotThere(scope, principal, conversation),
        );
      if (loaded.outcome === "broken") throw loaded.error;
      if (principal.kind === "member") earlier.add(request);
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
      async ({ conversation, outcome, registration }): Promise<ConversationSummary> => {
        const principal = connection.principal();
        const { organisation } = principal;
        const done = await database.forOrganisation(organisation, async (scope) => {
          const found = await reachConversation(scope, principal, { act: "close", conversation, lock: true });
          const nowMs = await databaseNowMs(scope);
          if (registration) await requireRegistration(scope, found, registration);
          const topic = registration ? registration.topic : found.conversation.topic;
          const rules = await closingRules(scope, topic);
          const closer = { by: principal.kind, outcome, registration, rules };
          return carryOut(scope, close(found.conversation, closer, nowMs), {
            ...{ stored: found, principal, nowMs },
            act: "conversation:close",
          });
        });
        tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
        // Who had it has room.
        if (done.told) dispatcher.considerAll(organisation);
        return summaryFor(side(principal), done.stored.conversation);
      },
    ),
  };
};

/**
 * Why there is no conversation: it is destroyed, to a citizen who knows its id and to its desk's colleagues, or not there
 * for them (PROTOCOL.md A5, P15).
 */
export const whyNotThere = async (
  scope: Scope,
  principal: Principal,
  conversation: ConversationId,
): Promise<Refusal> => {
  const certificate = await certificateOf(scope, conversation);
  const may =
    certificate &&
    (principal.kind === "citizen" || (await isOnDesk(scope, certificate.desk, principal.member)));
  return may
    ? new Refusal("destroyed", { destroyedAtMs: certificate.destroyedAtMs })
    : new Refusal("not_found");
};

/** Throws Refusal("not_found") for a topic, a class or a card that there is not (PROTOCOL.md P2). */
const requireRegistration = async (
  scope: Scope,
  stored: StoredConversation,
  { topic, class: retention, card }: Registration,
) => {
  if (topic !== null && !(await isTopic(scope, topic))) throw new Refusal("not_found");
  const { classes } = await currentRetention(scope);
  if (retention !== null && !classes.some((one) => one.class === retention)) throw new Refusal("not_found");
  if (card !== null && !(await holdsCard(scope, stored, card))) throw new Refusal("not_found");
};

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
      const deed = { stored: found, principal, nowMs, act: "conversation:take" } as const;
      const carried = await carryOut(scope, change, deed);
      return { ...carried, presence: await putTaking(scope, member), desks: await desksOf(scope, member) };
    });
    tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
    if (presence) dispatcher.presenceChanged(organisation, desks, presence);
    return summaryFor("desk", done.stored.conversation);
  }),
});

/** What an act made of a conversation, and whether that is anything to tell. */
export type CarriedOut = { before: StoredConversation; stored: StoredConversation; told: boolean };

/** Of an act on a locked conversation: who does it, and as what a colleague's stands in the audit log. */
export type CarryingOut = {
  stored: StoredConversation;
  principal: Principal;
  nowMs: number;
  act: AuditAct | "citizens";
};

/**
 * Writes what a decision made of the caller's locked conversation, and of a colleague that they did it; throws the Refusal
 * of one that was refused.
 */
export const carryOut = async (
  scope: Scope,
  change: Change,
  { stored, principal, nowMs, act }: CarryingOut,
): Promise<CarriedOut> => {
  if (change.outcome !== "refused" && act !== "citizens" && principal.kind === "member")
    await noteAct(scope, principal, { act, object: conversationObject(stored) });
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

/** What only citizens may do: begin one, and find the one that their key began. */
export const citizenConversationCalls = (
  connection: Connection<Citizen>,
  { database, keys, news, limits }: Parts,
) => {
  /** What this connection was asked to do for its conversation to be taken. */
  let asked: Work | undefined;
  const isProven = (number: Uint8Array | undefined) =>
    asked !== undefined && number !== undefined && isWorked(asked, number);
  return {
    "conversation:open": handle(OpenConversation, async (opening): Promise<ConversationSummary> => {
      const citizen = connection.principal();
      const { organisation } = citizen;
      const header = readOpening(opening);
      requireCreator(header, { role: epochRole.citizen, vk: Buffer.from(citizen.vkB64, "base64url") });
      const found = { organisation, opening, header };
      const earlier = await earlierOpening(found, { database, keys });
      if (earlier) return summaryFor("citizen", earlier.conversation);
      const campaign = await database.forOrganisation(organisation, async (scope) => {
        await requireOpening(scope, opening, header);
        const untilMs = await keyBlockedUntilMs(scope, citizen.vkB64);
        if (untilMs !== undefined) throw new Refusal("blocked", { untilMs });
        return opening.campaign && (await holdsCampaign(scope, opening.campaign)) ? opening.campaign : null;
      });
      const doneBits = isProven(opening.work) ? (asked?.bits ?? 0) : 0;
      const bits = limits.open({ organisation, address: connection.address }, doneBits);
      asked = bits > 0 ? newWork(bits) : undefined;
      if (asked) throw new Refusal("proof_of_work", { work: asked });
      const { stored, isNew } = await storeOpening(
        { ...found, campaign },
        async (scope, created) => {
          const deed = { stored: created, actor: actorOf(citizen), atMs: created.conversation.openedAtMs };
          const { topic, language } = created.conversation;
          await writeEvent(scope, { kind: "opened", campaign, begunAt: "chat", topic, language }, deed);
          return created;
        },
        { database, keys },
      );
      if (isNew) news.changed(organisation, stored);
      return summaryFor("citizen", stored.conversation);
    }),

    "conversation:find": handle(FindConversation, async (): Promise<ConversationSummary> => {
      const citizen = connection.principal();
      const found = await database.forOrganisation(citizen.organisation, (scope) =>
        conversationOfKey(scope, citizen.vkB64),
      );
      if (!found) throw new Refusal("not_found");
      return summaryFor("citizen", found.conversation);
    }),
  };
};
