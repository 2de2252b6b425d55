import type { ConversationId } from "@eigenkanaal/protocol";

/** Who spoke, as the record names them: the citizen has no name here. */
export type Speaker = { role: "citizen" } | { role: "colleague"; alias: string; member: string };

/** One thing that was said, opened and checked on the device that writes the record. Times are unix milliseconds. */
export type Said = {
  /** Of its channel, from 1. */
  seq: number;
  messageId: string;
  storedAtMs: number;
  by: Speaker;
  /** `invalid`: stored, and not what it says it is; the text is then empty. */
  kind: "text" | "system" | "invalid";
  text: string;
};

/** What a conversation is told by in a record: opened content, and what the gateway knows of it. */
export type RecordedConversation = {
  conversation: ConversationId;
  organisation: { name: string };
  desk: string;
  topic: string | null;
  /** BCP 47 of the citizen, where it is known. */
  language: string | null;
  openedAtMs: number;
  closedAtMs: number | null;
  said: readonly Said[];
};
