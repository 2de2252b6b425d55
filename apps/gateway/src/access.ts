import { type Channel, type ConversationId, Refusal } from "@eigenkanaal/protocol";
import type { Citizen, Member, Principal } from "./principals.js";
import { findConversation, isOnDesk, type StoredConversation } from "./store/conversations.js";
import type { Scope } from "./store/database.js";

/** What one can do with a conversation that exists. */
export type Act = "load" | "leave" | "send" | "send_ephemeral" | "publish_epoch" | "take" | "give" | "close";

const both: readonly Channel[] = ["public", "internal"];
const toBoth = { citizen: ["public"], member: both } as const;

/** Who may do what, in which channels, once the conversation is theirs (PROTOCOL.md A2, A4, C6). */
const acts: Record<Act, Record<Principal["kind"], readonly Channel[]>> = {
  load: toBoth,
  leave: toBoth,
  send: toBoth,
  send_ephemeral: toBoth,
  publish_epoch: toBoth,
  close: toBoth,
  take: { citizen: [], member: ["public"] },
  give: { citizen: [], member: ["public"] },
};

/** What the store knows of the caller's relation to a conversation. */
export type Relation = { citizenVkB64: string; onDesk: boolean };

/** Whether a principal may act in a channel of a conversation that stands in this relation to them. */
export const mayAct = (
  principal: Pick<Citizen, "kind" | "vkB64"> | Pick<Member, "kind">,
  { act, channel }: { act: Act; channel: Channel },
  relation: Relation,
): boolean => {
  if (!acts[act][principal.kind].includes(channel)) return false;
  return principal.kind === "citizen" ? principal.vkB64 === relation.citizenVkB64 : relation.onDesk;
};

/**
 * The only door to a conversation. Throws Refusal("not_found") for one that does not exist and, in the same words,
 * for one that the principal may not reach (PROTOCOL.md A5). With `lock`, nobody else changes it until the
 * transaction ends. Sends pass the same `mayAct` inside the append's own transaction (store/messages.ts).
 */
export const reachConversation = async (
  scope: Scope,
  principal: Principal,
  request: { act: Act; conversation: ConversationId; channel?: Channel; lock?: boolean },
): Promise<StoredConversation> => {
  const { act, channel = "public" } = request;
  const stored = await findConversation(scope, request.conversation, { lock: request.lock ?? false });
  const onDesk =
    stored !== undefined &&
    principal.kind === "member" &&
    (await isOnDesk(scope, stored.conversation.desk, principal.member));
  if (!stored || !mayAct(principal, { act, channel }, { citizenVkB64: stored.citizenVkB64, onDesk }))
    throw new Refusal("not_found");
  return stored;
};
