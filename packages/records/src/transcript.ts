import type { ConversationId } from "@eigenkanaal/protocol";

/** Who spoke, as the record names them: the citizen has no name here. */
export type Speaker =
  | { role: "citizen" }
  /** `desk`: for which desk they spoke, where that is known. */
  | { role: "colleague"; alias: string; member: string; desk?: string }
  /** Of what is not what it says it is: nobody is believed to have written it. */
  | { role: "unknown" };

/** How far one's own message had come: the last two rest on the other side's signature. */
export type Delivered = "stored" | "delivered" | "read";

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
  /** Of what the side wrote that the record is made for; absent for all else. */
  delivery?: Delivered;
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

/** What is no message and happened all the same, after the one of `afterSeq` (0: before all): another desk has it. */
export type Turn = { afterSeq: number; atMs: number; text: string };

/** Written on this device, and not stored. */
export type Unsent = { writtenAtMs: number; text: string };

/** Doubt about completeness, as the device that opened it has it. */
export type Doubt = "gap" | "fork" | "withheld";

/** A conversation as one side takes it home: the record, and what their device knows beside it. */
export type OwnConversation = RecordedConversation & {
  /** The number that both sides can compare; null where it is not known. */
  number: string | null;
  turns: readonly Turn[];
  unsent: readonly Unsent[];
  doubts: readonly Doubt[];
  /** When all that was stored had been read. */
  savedAtMs: number;
};

/** What stands on a line of the conversation: something said, or a turn. */
export type Line = {
  /** Null for a turn, which is no message. */
  message: Pick<Said, "seq" | "messageId"> | null;
  atMs: number;
  by: Speaker | null;
  kind: Said["kind"];
  text: string;
  delivery: Delivered | null;
};

/** All that was said and happened, by the order of the channel: the gateway's times cannot change it. */
export const linesOf = ({ said, turns }: Pick<OwnConversation, "said" | "turns">): Line[] => {
  const messages = said.map(({ seq, messageId, storedAtMs, by, kind, text, delivery }) => ({
    after: seq,
    line: { message: { seq, messageId }, atMs: storedAtMs, by, kind, text, delivery: delivery ?? null },
  }));
  const between = turns.map(({ afterSeq, atMs, text }) => ({
    // Half a step after that message, and before the next.
    after: afterSeq + 0.5,
    line: { message: null, atMs, by: null, kind: "system" as const, text, delivery: null },
  }));
  return [...messages, ...between].toSorted((a, b) => a.after - b.after).map(({ line }) => line);
};
