import type { Conversation, ConversationEvent } from "@eigenkanaal/domain";
import type { Channel, MemberId } from "@eigenkanaal/protocol";

/** What is left of a conversation in the store, as the real path would have written it. */
export type Lived = {
  readonly conversation: Conversation;
  readonly campaign: string | null;
  readonly pseudonym: string;
  readonly citizenVk: Uint8Array;
  readonly channels: readonly LivedChannel[];
  readonly epochs: readonly LivedEpoch[];
  readonly messages: readonly LivedMessage[];
  readonly actors: readonly { readonly member: MemberId | null; readonly pseudonym: string }[];
  readonly events: readonly LivedEvent[];
};

export type LivedChannel = {
  readonly kind: Channel;
  /** Null while it has no epoch. */
  readonly newest: {
    readonly cryptoId: string;
    readonly epoch: number;
    readonly logSize: number;
    readonly deskKeyHash: Uint8Array;
    readonly archiveKeyHash: Uint8Array;
  } | null;
};

export type LivedEpoch = {
  readonly channel: Channel;
  readonly epoch: number;
  readonly sealedRecord: Uint8Array;
  readonly atMs: number;
};

export type LivedMessage = {
  readonly channel: Channel;
  readonly seq: number;
  readonly id: string;
  readonly class: "message" | "service";
  readonly epoch: number;
  /** Null: the citizen's. */
  readonly member: MemberId | null;
  readonly ref: string;
  readonly senderSeq: number;
  readonly envelope: Uint8Array;
  readonly atMs: number;
};

export type LivedEvent = {
  readonly event: ConversationEvent;
  /** Where it happened. */
  readonly desk: string;
  readonly actor: "citizen" | "agent" | "gateway";
  readonly pseudonym: string;
  /** As it was chosen, or registered. */
  readonly topic: string | null;
  readonly language: string | null;
  readonly atMs: number;
};
