import type {
  Channel,
  ConversationId,
  DeskId,
  Directory,
  MemberId,
  Outcome,
  Reading,
  Session,
  TopicId,
  Work,
} from "@eigenkanaal/protocol";
import type { Draft } from "../colleagueViews.js";
import type { Author, HandoverNote, History, ReaderView, RegistrationCard, Turn, Warning } from "../views.js";
import type { Found, Reach, SearchPage, Share } from "./searchParts.js";

/**
 * The only holder of keys. In a browser it lives in a dedicated Worker, so that script on the page can ask it to
 * seal and open but can never read a key; in Node (tests, load) it is called directly. Everything that crosses is
 * structured-cloneable. Nothing here talks to the network.
 */

export type ChannelKey = { conversation: ConversationId; channel: Channel };

/** `new`: came just now, so its signer must be a member today. `history`: was accepted by others then. */
export type Arrival = "new" | "history";

export type Content =
  | { type: "text"; text: string }
  | { type: "receipt"; read: boolean }
  | { type: "close"; outcome: Exclude<Outcome, "abandoned"> }
  | ({ type: "handover" } & HandoverNote)
  | { type: "case"; number: string }
  | ({ type: "registration" } & RegistrationCard)
  | { type: "remark"; text: string; shared: boolean };

/** `pendingRecord`: the epoch it was sealed under, when that has not been published yet and so exists only here. */
export type Sealed = { messageId: string; envelope: Uint8Array; pendingRecord: Uint8Array | null };

/** An own message as the outbox keeps it. */
export type Waiting = Omit<Sealed, "messageId">;

export type OpenedMessage =
  | {
      ok: true;
      messageId: string;
      /** The sender's chain and the number in it, which acknowledgements refer to. */
      ref: string;
      senderSeq: number;
      author: Author;
      own: boolean;
      /** Null for a kind that this version does not show. */
      content: Content | null;
      /** The other chains' newest messages that the sender had seen. */
      acks: { ref: string; seq: number }[];
    }
  | { ok: false; messageId: string | null; why: string };

/**
 * `desks`: those that a conversation can be begun with now, by the names in their certificates; none while the archive has no
 * valid certificate.
 */
export type TrustResult =
  | { ok: true; organisationNumber: string; desks: { desk: DeskId; name: string }[] }
  | { ok: false; why: "wrong_root" | "wrong_log" };

export type ConversationVault = {
  /** Verifies the directory's certificates against the pinned root; call again when they change. */
  trust(directory: Directory): Promise<TrustResult>;
  /** Takes in a channel's epoch records, in order; those that do not verify are left out, and what was sealed under them stays closed. `known`: how many stand now. */
  acceptEpochs(
    key: ChannelKey,
    records: Uint8Array[],
    arrival: Arrival,
  ): Promise<{ readers: ReaderView[]; turns: Turn[]; known: number; refused: number }>;
  /** Takes back a record that was made here before a reload and has not been published. */
  adopt(key: ChannelKey, record: Uint8Array): Promise<void>;
  /** A record that must be published before anything is stored, or null when the newest epoch serves (DESIGN.md, "When a new epoch begins"). The same one until it is accepted or overtaken. */
  proposeEpoch(key: ChannelKey): Promise<Uint8Array | null>;
  /** Opens stored envelopes in order of their channel's seq; a hostile one is a value, never an exception. */
  open(
    key: ChannelKey,
    envelopes: Uint8Array[],
    arrival: Arrival,
  ): Promise<{ messages: OpenedMessage[]; warnings: Warning[] }>;
  /** Whether something may be sealed in this channel today: under keys that are certified, or an epoch of theirs that goes on (DESIGN.md, "When a new epoch begins"). */
  maySeal(key: ChannelKey): Promise<boolean>;
  /** `shown`: how many of the channel's opened messages, in order, the page has shown; the others are not acknowledged. */
  seal(key: ChannelKey, content: Content, shown: number): Promise<Sealed>;
  /** The same message as it must go out now: sealed again when the epoch or the chain has moved on. Null when it cannot be opened any more. */
  fit(key: ChannelKey, waiting: Waiting): Promise<(Sealed & { changed: boolean }) | null>;
  /** What an own message that waits in the outbox says; null for another's or a foreign one. */
  peek(key: ChannelKey, waiting: Waiting): Promise<Content | null>;
  /** Null while there is no epoch to seal under. */
  sealTyping(key: ChannelKey): Promise<Uint8Array | null>;
  openTyping(key: ChannelKey, envelope: Uint8Array): Promise<Author | null>;
  /** Gespreksnummer, from the pinned root and the citizen's keys; null until the conversation's first epoch is known. */
  conversationNumber(conversation: ConversationId): Promise<string | null>;
};

/** What this device keeps of the citizen's conversation, sealed under a key that script cannot read. */
export type KeptConversation = { conversation: ConversationId; desk: DeskId; topic: TopicId | null };

export type CitizenVault = ConversationVault & {
  /** Pins the root key (base64url) that the town's own page gave; false when it is none. Call first. */
  pin(rootVk: string): Promise<boolean>;
  /** The conversation kept on this device, or null. Creates nothing. */
  restore(): Promise<KeptConversation | null>;
  /** Makes the citizen's key and epoch 0 for a desk, and keeps the key. Returns the record to open the conversation with. */
  create(kept: KeptConversation): Promise<Uint8Array>;
  /** Epoch 0 once more under the desk's present key, for a conversation that the gateway has not stored yet. */
  recreate(conversation: ConversationId, desk: DeskId): Promise<Uint8Array>;
  /** What the desk's own certificate calls it; null where nothing can be sealed for it now. */
  deskName(desk: DeskId): Promise<string | null>;
  /**
   * The next epoch of the public channel for another desk, which can then read what was said before: what the citizen
   * sends who chooses that desk. Null where there is nothing to go on from, or the desk has no valid key.
   */
  makeOverflow(
    conversation: ConversationId,
    desk: DeskId,
  ): Promise<{ epoch: number; record: Uint8Array } | null>;
  /** Whether the roster of the conversation's desk has supervisors, by its signed word. */
  supervised(conversation: ConversationId): Promise<boolean>;
  /** A remark, sealed to those and nobody else (DESIGN.md, 3.6); null where there are none. */
  sealForSupervisors(conversation: ConversationId, text: string): Promise<Uint8Array | null>;
  /** With this device's key, or with that of 16 bytes that somebody typed as a code. */
  answerChallenge(
    origin: string,
    nonce: Uint8Array,
    entropy?: Uint8Array,
  ): Promise<{ vk: Uint8Array; signature: Uint8Array }>;
  /** The 16 bytes that this device's key is made of, for its code; null where none is kept. */
  entropy(): Promise<Uint8Array | null>;
  /** Keeps a conversation that was begun elsewhere, with its key; `restore` then has it. */
  keep(entropy: Uint8Array, kept: KeptConversation): Promise<void>;
  /** The number that a busy gateway asks for before it takes a new conversation [L3]; may take some seconds. */
  prove(work: Work): Promise<Uint8Array>;
  forget(): Promise<void>;
};

/** To which desk, whether it may read what was said before, whether one reads along until it is taken, and why. */
export type TransferWish = {
  desk: DeskId;
  history: History;
  reading: Reading;
  step: HandoverNote["step"];
  text: string;
};

/** A desk that one supervises, and whom its roster lets review what it answered. */
export type ReviewableDesk = { desk: DeskId; reviewers: { member: MemberId; alias: string }[] };

/** Whom a next epoch lets read along to judge how the desk answers, or leaves out again. */
export type ReviewWish = { reviewer: MemberId; step: "let_in" | "leave_out" };

/**
 * `so_already`: the newest epoch is as it was wished. `unverified`: a record does not stand, or not yet. `no_key`: it cannot be
 * opened here, or the desk or the archive has no valid key. `no_right`: the desk's roster does not let that member review.
 */
export type MadeReviewEpoch =
  | { is: "made"; record: Uint8Array; number: string | null }
  | { is: "so_already"; number: string | null }
  | { is: "unverified" | "no_key" | "no_right" };

/** What goes to the gateway at once: both channels' next records, and the note under the internal one. */
export type MadeTransfer = {
  epochs: { public: Uint8Array; internal: Uint8Array };
  note: Uint8Array;
  noteId: string;
};

/** All that the gateway has of one channel: its epoch records, and its messages in order of `seq`. */
export type StoredChannel = Omit<SearchPage, "about">;

/** One channel, opened and checked from its first epoch on. `refusedEpochs`: so many records do not stand. */
export type ReadChannel = {
  messages: { seq: number; storedAtMs: number; epoch: number; message: OpenedMessage }[];
  turns: Turn[];
  warnings: Warning[];
  refusedEpochs: number;
};

/** A conversation as the archive's key opens it. */
export type ReadRecord = {
  channels: Record<Channel, ReadChannel>;
  /** Gespreksnummer; null where its first epoch does not stand. */
  number: string | null;
  /** The desks of its epochs, by the names in their certificates, each since when. */
  desks: { desk: DeskId; name: string; fromMs: number }[];
  /** SHA-256 over those of the stored envelopes, base64url (DESIGN.md, 3.4). */
  head: string;
  /** A record names more of the log than was fetched here: it is to be judged by newer certificates. */
  behind: boolean;
};

export type StretchInput = { passphrase: string; salt: string; ops: number; memBytes: number };

export type AgentVault = ConversationVault & {
  /** Stretches the passphrase; returns the half to sign in with (base64url) and keeps the other for `unlock`. Null when the passphrase or the work asked for is refused. */
  stretch(input: StretchInput): Promise<string | null>;
  /** As `stretch`, to show anew that one knows the passphrase: keeps nothing. */
  prove(input: StretchInput): Promise<string | null>;
  /** Opens the passphrase slot and the root pin, and keeps the seed for reloads. */
  unlock(session: Session): Promise<"unlocked" | "wrong_passphrase" | "untrusted">;
  /** Unlocks with the seed that an earlier `unlock` kept on this device; false when there is none for this member. */
  resume(session: Session): Promise<boolean>;
  /** Everything that hands a conversation over; null where a channel has no epoch to go on from, or there is no valid key. */
  makeTransfer(conversation: ConversationId, wish: TransferWish): Promise<MadeTransfer | null>;
  /** Whom the desk's roster of today lets answer, by its signed word and not the gateway's. */
  colleagues(desk: DeskId): Promise<{ member: MemberId; alias: string }[]>;
  /**
   * Makes a citizen's key and epoch 0 for somebody at the counter, and forgets that key: `code` is the only copy. Null
   * where desk or archive has no valid key.
   */
  beginForCitizen(
    conversation: ConversationId,
    desk: DeskId,
  ): Promise<{ record: Uint8Array; code: string } | null>;
  addDeskKeys(keys: { desk: DeskId; epoch: number; alg: number; wrap: string }[]): Promise<void>;
  /** Seals a half-written text and keeps it on this device, in the place of the former; null erases that. */
  keepDraft(key: ChannelKey, draft: Draft | null): Promise<void>;
  /** Those of this member that this device keeps. */
  keptDrafts(): Promise<(ChannelKey & Draft)[]>;
  /** The conversations of which this device keeps something to search in. */
  searchable(): Promise<ConversationId[]>;
  /** Opens what is kept of these conversations with the shares that the gateway gave; erases it of those without one. */
  openSearch(conversations: ConversationId[], shares: Share[]): Promise<Reach[]>;
  /** Reads a page of a channel for searching; its conversation's share must have been given. */
  readForSearch(key: ChannelKey, page: SearchPage): Promise<Reach>;
  /** Erases what is kept of a conversation to search in. */
  dropSearch(conversation: ConversationId): Promise<void>;
  /** Erases all that this device has of a conversation: its keys, what is half-written, and what is kept to search in. */
  shred(conversation: ConversationId): Promise<void>;
  /** The conversations in which each of these words begins a word, best first. */
  search(words: string): Promise<Found[]>;
  /** How many messages can be found. */
  searchCount(): Promise<number>;
  /** Whether this member has a key of the archive. */
  holdsArchiveKey(): Promise<boolean>;
  /** Opens all that is stored of a conversation with the archive's keys and no others, and keeps nothing of it. */
  openRecord(conversation: ConversationId, stored: Record<Channel, StoredChannel>): Promise<ReadRecord>;
  /** The desks that this member supervises, by their signed rosters, and whom each lets review. */
  reviewableDesks(): Promise<ReviewableDesk[]>;
  /** The next epoch of a public channel with a reviewer or without, from all of its records; keeps nothing of it. */
  makeReviewEpoch(
    conversation: ConversationId,
    records: Uint8Array[],
    wish: ReviewWish,
  ): Promise<MadeReviewEpoch>;
  /** Opens a public channel as who was let in to review it, and keeps nothing of it. */
  openReviewed(conversation: ConversationId, stored: StoredChannel): Promise<ReadRecord>;
  /** What citizens remarked for supervisors (DESIGN.md, 3.6), in order; null for what was not sealed to this member. */
  openSharedRemarks(copies: Uint8Array[]): Promise<(string | null)[]>;
  /** The signature (64 bytes) of this member under the manifest of an export (DESIGN.md, 3.4). */
  signExport(manifest: Uint8Array): Promise<Uint8Array>;
  /** With which public key that is (base64url). */
  exportsAs(): Promise<string>;
  /**
   * Begins a package that is sealed to a public key (base64 of either alphabet), and ends any that was under way: what comes
   * first of it, or null for what is no such key.
   */
  beginSealing(key: string): Promise<Uint8Array | null>;
  /** What comes of a next piece, and what comes last. Both reject where none is under way. */
  sealMore(plain: Uint8Array): Promise<Uint8Array>;
  endSealing(): Promise<Uint8Array>;
  /** Erases what this device keeps sealed of this member. */
  forget(): Promise<void>;
  /** Erases keys and everything opened, here and in storage; what is sealed under them stays. */
  lock(): Promise<void>;
};
