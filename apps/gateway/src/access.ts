import { type Channel, type ConversationId, type MemberId, Refusal } from "@eigenkanaal/protocol";
import type { Citizen, Member, Principal } from "./principals.js";
import {
  findConversation,
  type Rosters,
  rostersNaming,
  type StoredConversation,
} from "./store/conversations.js";
import type { Scope } from "./store/database.js";

/** What one can do with a conversation that exists. `load`: read a page of it; `follow`: hear its news too from then on. */
export type Act =
  | "load"
  | "follow"
  | "leave"
  | "send"
  | "send_ephemeral"
  | "publish_epoch"
  | "take"
  | "give"
  | "transfer"
  | "reopen"
  | "label"
  | "snooze"
  | "close"
  | "block"
  | "lift_block"
  | "overflow"
  | "notice"
  | "hear_hold"
  | "erase"
  | "verdict";

const both: readonly Channel[] = ["public", "internal"];
const toNobody = {
  ...{ citizen: [], member: [], reader: [], administrator: [], archivist: [], reviewer: [] },
} as const;
const toBoth = { ...toNobody, citizen: ["public"], member: both } as const;
const toRead = { ...toBoth, reader: both } as const;
const toOwn = { ...toNobody, member: ["public"] } as const;
const toCitizen = { ...toNobody, citizen: ["public"] } as const;

/**
 * How one stands to a conversation that one may reach; a reader handed it to another desk and reads along (X6), an
 * administrator of the town's settings reaches no more of it than that it is blocked (B5), an archivist reads it and
 * does nothing else (P20), a reviewer whom a colleague let in reads what is public of it and does nothing else (Q14).
 */
type Standing = Principal["kind"] | "reader" | "administrator" | "archivist" | "reviewer";

/** Who may do what, in which channels, once the conversation is theirs (PROTOCOL.md A2, A4, B5, C6, P20, Q14, X6). */
const acts: Record<Act, Record<Standing, readonly Channel[]>> = {
  load: { ...toRead, archivist: both, reviewer: ["public"] },
  follow: toRead,
  leave: toRead,
  send: toBoth,
  send_ephemeral: toBoth,
  publish_epoch: toBoth,
  close: toBoth,
  take: toOwn,
  give: toOwn,
  transfer: toOwn,
  reopen: toOwn,
  label: toOwn,
  snooze: toOwn,
  block: toOwn,
  lift_block: { ...toOwn, administrator: ["public"] },
  overflow: toCitizen,
  notice: toCitizen,
  hear_hold: toCitizen,
  erase: toCitizen,
  verdict: toCitizen,
};

/** What the store knows of the caller's relation to a conversation. */
export type Relation = Rosters & { citizenVkB64: string; reader: MemberId | null; reviewing: boolean };

/** Whether a principal may act in a channel of a conversation that stands in this relation to them. */
export const mayAct = (
  principal: Pick<Citizen, "kind" | "vkB64"> | Pick<Member, "kind" | "member" | "roles">,
  { act, channel }: { act: Act; channel: Channel },
  relation: Relation,
): boolean => {
  return standingsOf(principal, relation).some((standing) => acts[act][standing].includes(channel));
};

const standingsOf = (
  principal: Parameters<typeof mayAct>[0],
  { citizenVkB64, onDesk, inArchive, reader, reviewing }: Relation,
): Standing[] => {
  if (principal.kind === "citizen") return principal.vkB64 === citizenVkB64 ? ["citizen"] : [];
  const standings: Standing[] = principal.roles.includes("functional_administrator") ? ["administrator"] : [];
  if (onDesk) standings.push("member");
  else if (principal.member === reader) standings.push("reader");
  if (inArchive) standings.push("archivist");
  if (reviewing) standings.push("reviewer");
  return standings;
};

/** The relation of a caller whom these rosters name, and whom a review may let read. */
export const relationTo = (
  { citizenVkB64, conversation: { reader } }: StoredConversation,
  { onDesk, inArchive, reviewing }: Rosters & Pick<Relation, "reviewing">,
): Relation => ({ citizenVkB64, onDesk, inArchive, reader, reviewing });

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
  const rosters =
    stored && principal.kind === "member"
      ? await rostersNaming(scope, stored.conversation.desk, principal.member)
      : { onDesk: false, inArchive: false };
  // A reviewer loads pages (store/loads.ts) and comes to nothing that passes here.
  const standing = { ...rosters, reviewing: false };
  if (!stored || !mayAct(principal, { act, channel }, relationTo(stored, standing)))
    throw new Refusal("not_found");
  return stored;
};
