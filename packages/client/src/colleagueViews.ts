import type { Channel, ConversationId, MemberId } from "@eigenkanaal/protocol";

/** What colleagues see of each other in a conversation, and of their own half-written texts. */

/** A colleague as the inbox names them. */
export type ColleagueView = { member: MemberId; name: string; me: boolean };

/** A colleague who has the conversation open too, and what they do there. */
export type ViewerView = { member: MemberId; name: string; doing: "reading" | "answering" | "noting" };

/** A half-written text. `newest`: the newest answer of a colleague when it was begun, so that a later one is noticed. */
export type Draft = { text: string; newest: string | null };

export type DraftKey = { conversation: ConversationId; channel: Channel };

/**
 * Half-written texts by conversation and channel: on the page while the inbox is unlocked, and sealed on the device
 * (vault/drafts.ts), so that a reload, a lock or a crash costs nobody their words.
 */
export type Drafts = {
  get(key: DraftKey): Draft | undefined;
  /** Null for what was sent or emptied. */
  set(key: DraftKey, draft: Draft | null): void;
};
