import {
  type AsksAbout,
  block,
  type Change,
  type Conversation,
  currentBlock,
  liftBlock,
} from "@eigenkanaal/domain";
import { BlockConversation, type Blocked, NameConversation, Refusal } from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Member, Principal } from "../principals.js";
import { registerBlock } from "../store/blocks.js";
import { isOnDesk, type StoredConversation } from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { type CarryingOut, carryOut, tellChange } from "./conversations.js";

const dayMs = 86_400_000;

/** How colleagues keep an abuser out, and let them in again (PROTOCOL.md B). */
export const blockCalls = (connection: Connection<Member>, { database, news, limits, networksOf }: Parts) => {
  const holdNetwork = (
    { organisation }: Member,
    { stored, wish }: { stored: StoredConversation; wish: "also" | "not" },
  ): Blocked["network"] => {
    if (wish === "not") return "not_asked";
    const networks = networksOf({ organisation, vkB64: stored.citizenVkB64 });
    for (const address of networks) limits.hold({ organisation, address });
    return networks.length > 0 ? "held" : "not_connected";
  };
  return {
    "conversation:block": handle(BlockConversation, async (request): Promise<Blocked> => {
      const principal = connection.principal();
      const { organisation } = principal;
      const { conversation, reason, days } = request;
      const done = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, { act: "block", conversation, lock: true });
        const nowMs = await databaseNowMs(scope);
        const by = await asksAbout(scope, principal, found);
        const change = block(found.conversation, by, { reason, untilMs: nowMs + days * dayMs });
        return carryOutRegistered(scope, change, {
          ...{ stored: found, principal, nowMs },
          act: "conversation:block",
        });
      });
      tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
      return { network: holdNetwork(principal, { stored: done.stored, wish: request.network }) };
    }),

    /** Its answer says nothing of the conversation: who administers the settings may lift, and reads none. */
    "conversation:unblock": handle(NameConversation, async ({ conversation }): Promise<null> => {
      const principal = connection.principal();
      const { organisation } = principal;
      const ask = { act: "lift_block", conversation, lock: true } as const;
      const done = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, ask);
        const nowMs = await databaseNowMs(scope);
        const change = liftBlock(found.conversation, await asksAbout(scope, principal, found), nowMs);
        return carryOutRegistered(scope, change, {
          ...{ stored: found, principal, nowMs },
          act: "conversation:unblock",
        });
      });
      tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
      return null;
    }),
  };
};

/** As what a colleague asks: a supervisor is one of the conversations whose desk they answer. */
const asksAbout = async (
  scope: Scope,
  { member, roles }: Member,
  { conversation }: StoredConversation,
): Promise<AsksAbout> => {
  if (roles.includes("supervisor") && (await isOnDesk(scope, conversation.desk, member)))
    return { member, as: "supervisor" };
  return { member, as: roles.includes("functional_administrator") ? "administrator" : "colleague" };
};

const carryOutRegistered = async (
  scope: Scope,
  change: Change,
  deed: CarryingOut & { principal: Member },
) => {
  const carried = await carryOut(scope, change, deed);
  if (
    change.outcome === "changed" &&
    (change.event.kind === "blocked" || change.event.kind === "block_lifted")
  )
    await registerBlock(scope, change.event, {
      conversation: change.conversation.conversation,
      ...{ by: deed.principal.member, atMs: deed.nowMs },
    });
  return carried;
};

/** Throws Refusal("blocked") for a citizen who is, with until when. The time is asked only where it matters (PROTOCOL.md B1). */
export const requireUnblocked = async (scope: Scope, { kind }: Principal, conversation: Conversation) => {
  if (kind !== "citizen" || conversation.block === null) return;
  const current = currentBlock(conversation, await databaseNowMs(scope));
  if (current) throw new Refusal("blocked", { untilMs: current.untilMs });
};
