import type { ConversationId, ConversationSummary, DeskId, ErrorCode } from "@eigenkanaal/protocol";
import type { Channel, Entry, Turn, Warning } from "./conversationViews.js";

/**
 * Conversations as a records officer opens them on their own device: whole, with the archive's key, checked as what
 * colleagues read is, and kept nowhere.
 */

/** What was said, and its place: `seq` among its channel's stored messages, and the number of its epoch. */
export type RecordEntry = Exclude<Entry, { kind: "turn" }> & { seq: number; epoch: number };

/**
 * A stored message that cannot be read, or with `gap` and no id the first of those that the gateway did not give.
 * `key_destroyed`: no key of the archive that this member has opens its epoch. `fault` is the exact one (DESIGN.md, 2.6,
 * 3.1, 3.2), or `kind` where what opened has no place there.
 */
export type Unopened = {
  channel: Channel;
  seq: number;
  messageId: string | null;
  why: "invalid" | "gap" | "fork" | "key_destroyed";
  fault: string;
};

export type OpenedRecord = {
  conversation: ConversationId;
  /** The gateway's word; all else here rests on signatures, but for the times of storing. */
  summary: ConversationSummary;
  /** Gespreksnummer; null where its first epoch does not stand. */
  number: string | null;
  /** The desks that it went through, by the names in their certificates, each since when. */
  desks: { desk: DeskId; name: string; fromMs: number }[];
  turns: Turn[];
  /** Both channels together by the time of storing, each in its own order. */
  entries: RecordEntry[];
  unopened: Unopened[];
  warnings: Warning[];
  /** So many epoch records do not stand: forged, or not what was signed. */
  refusedEpochs: Record<Channel, number>;
  /** How many messages are stored, those too that only serve the others, as receipts do. */
  counts: Record<Channel, number>;
  /** By which whoever has the stored bytes knows them again (DESIGN.md, 3.5). */
  head: string;
};

/** `no_key`: this member has no key of the archive. */
export type RecordRefusal = ErrorCode | "no_key" | "aborted";

export type RecordOutcome =
  | { ok: true; record: OpenedRecord }
  | { ok: false; conversation: ConversationId; why: RecordRefusal };

export type Conversations = Iterable<ConversationId> | AsyncIterable<ConversationId>;
type Abortable = { signal?: AbortSignal | undefined };

/** For members who have the archive's key (`MeView.keepsArchive`); to any other it answers `no_key`, and asks nobody. */
export type ArchiveReadingActions = {
  openRecord(conversation: ConversationId, options?: Abortable): Promise<RecordOutcome>;
  /** One after another, at a pace that the gateway bears; one that fails is told and stops none. Ends when it is aborted. */
  openRecords(
    conversations: Conversations,
    options?: Abortable,
  ): AsyncGenerator<RecordOutcome, void, undefined>;
  /**
   * Those in whose text, or gespreksnummer, each of these words begins a word, and those that failed: what is not read is not
   * searched. The words leave this device for nobody.
   */
  searchRecords(
    conversations: Conversations,
    words: string,
    options?: Abortable,
  ): AsyncGenerator<RecordOutcome, void, undefined>;
};
