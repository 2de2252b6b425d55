import type { Channel, ConversationId } from "@eigenkanaal/protocol";

/** What a search is made of, as it goes between the vault, its device and the page. */

/** A piece of a text; `hit`: a word that was searched for. */
export type Piece = { text: string; hit: boolean };

/** A message as it is searched; `who` null for the citizen. */
export type Searchable = { id: string; atMs: number; who: string | null; text: string };

/**
 * What is known of one channel: its messages up to `seq`, and what the conversation is about: in the public channel its topic
 * in words, in the internal one its number in another system. Empty where there is none.
 */
export type Segment = { seq: number; about: string; messages: Searchable[] };

/** A message, or with `entry` null what the conversation is about by that channel, in which words were found. */
export type Hit = {
  entry: string | null;
  channel: Channel;
  who: string | null;
  atMs: number;
  pieces: Piece[];
};

/** A conversation in which all the words were found, with its best hits. */
export type Found = { conversation: ConversationId; hits: Hit[]; more: number };

/** A page of a channel as the gateway gave it, to be read for searching only. */
export type SearchPage = {
  records: Uint8Array[];
  messages: { seq: number; storedAtMs: number; envelope: Uint8Array }[];
  /** What the conversation is about, in words that one may search for. */
  about: string;
};

/** Up to which message of each channel a conversation is in the index. */
export type Reach = { conversation: ConversationId; public: number; internal: number };

/** Gives the key of a conversation's segments: the gateway's half. */
export type Share = { conversation: ConversationId; share: Uint8Array };
