// Above 400 lines: the contract of both doors, one event after another, to be read in one place.
import * as z from "zod/mini";
import { Block, BlockConversation, Blocked } from "./blocks.js";
import { ChangedBoard } from "./board.js";
import { byteString } from "./bytes.js";
import { DestroyedConversation } from "./destruction.js";
import { Erasure, HoldState, HoldsChanged } from "./erasure.js";
import type { Reply } from "./errors.js";
import { maxEnvelopeBytes, maxEpochRecordBytes, minEnvelopeBytes } from "./frames.js";
import { ConversationId, DeskId, LabelId, MemberId, OrganisationId, TopicId } from "./ids.js";
import { LabelConversation, Reopened, Snooze, SnoozeConversation } from "./inHand.js";
import { maxLabelsOn } from "./labels.js";
import { CampaignCode } from "./links.js";
import { DeskPresence, LoadPresence, MemberPresence, QueuePosition, SetPresence } from "./presence.js";
import { Registration, RetentionCode } from "./retention.js";
import { AskSearchShares, SearchShares } from "./search.js";
import { timeMs } from "./times.js";
import { AskedVerdict, GiveVerdict, ShareRemark } from "./verdict.js";
import { LookAt, Viewer } from "./viewing.js";

/** What a socket carries. PROTOCOL.md gives the rules, numbered; here are the shapes. There is no field for text. */

/** `public` is between the citizen and the desk; `internal` is among colleagues and never reaches the citizen. */
export const Channel = z.enum(["public", "internal"]);
export type Channel = z.infer<typeof Channel>;

/** `waiting`: nobody has taken it; `in_hand`: a colleague has; `closed`: finished, until the citizen writes again. */
export const ConversationState = z.enum(["waiting", "in_hand", "closed"]);
export type ConversationState = z.infer<typeof ConversationState>;

/**
 * How a conversation ended; `left` is the citizen's own leaving, `abandoned` that neither side wrote any more, the others are
 * a colleague's judgement.
 */
export const Outcome = z.enum(["answered", "refused", "no_answer", "spam", "left", "abandoned"]);
export type Outcome = z.infer<typeof Outcome>;

/** BCP 47, the subset that a widget can have been set to. */
export const Language = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));

/** What the database counts with: an integer of 32 bits with a sign. */
const maxSeq = 2 ** 31 - 1;
const envelope = byteString(minEnvelopeBytes, maxEnvelopeBytes);
const record = byteString(206, maxEpochRecordBytes);
const vk = byteString(32);

/** Whether who hands a conversation to another desk reads along until somebody there takes it. */
export const Reading = z.enum(["along", "not"]);
export type Reading = z.infer<typeof Reading>;

/**
 * A conversation that was handed over, to a colleague or to another desk. `offered` until somebody there takes it.
 * `returns`: how often it was given back since it was handed over first.
 */
export const Handover = z.strictObject({
  by: MemberId,
  from: DeskId,
  state: z.enum(["offered", "accepted"]),
  returns: z.int().check(z.nonnegative()),
});
export type Handover = z.infer<typeof Handover>;

/** How a wait stands against its norm: it has nearly passed, it has passed. */
export const Late = z.enum(["warned", "passed"]);
export type Late = z.infer<typeof Late>;

/** Another desk, that the citizen is offered because theirs does not answer in time. `declined`: they wait on. */
export const Overflow = z.strictObject({ to: DeskId, state: z.enum(["offered", "declined"]) });
export type Overflow = z.infer<typeof Overflow>;

/** Metadata of a conversation as a citizen and the desk's colleagues see it. Times are unix milliseconds of the database's clock. */
export const ConversationSummary = z.strictObject({
  conversation: ConversationId,
  desk: DeskId,
  topic: z.nullable(TopicId),
  language: z.nullable(Language),
  state: ConversationState,
  /** Who has it in hand; the citizen sees a name only through signed messages. */
  assignee: z.nullable(MemberId),
  /** Null towards a citizen. */
  handover: z.nullable(Handover),
  /** Who reads along until somebody of the desk takes it; null towards a citizen, who sees it in the signed epoch. */
  reader: z.nullable(MemberId),
  /** Of its desk; none towards a citizen. */
  labels: z.array(LabelId).check(z.maxLength(maxLabelsOn)),
  /** Null where it is not put off, and towards a citizen. */
  snooze: z.nullable(Snooze),
  /** Null where it was not closed before, and towards a citizen. */
  reopened: z.nullable(Reopened),
  /** Null where it never was; else until when, also when that has passed. */
  block: z.nullable(Block),
  openedAtMs: timeMs,
  /** Since when the citizen waits for an answer; null when none is due. */
  waitingSinceMs: z.nullable(timeMs),
  /** Null while the wait is within its norm, and always towards a citizen. */
  late: z.nullable(Late),
  /** Towards a citizen only while it is offered. */
  overflow: z.nullable(Overflow),
  closedAtMs: z.nullable(timeMs),
  /** By which class it is kept from its closing on; null while it is open. */
  retention: z.nullable(RetentionCode),
  /** Whether its citizen was helped; null where they are not asked. */
  verdict: z.nullable(AskedVerdict),
  lastActivityAtMs: timeMs,
  /** Newest sequence number of each channel, 0 while empty. `internalSeq` is 0 towards a citizen. */
  publicSeq: z.int().check(z.nonnegative()),
  internalSeq: z.int().check(z.nonnegative()),
  /** Newest class 1 message of the citizen in the public channel; what is above a reader's mark is unread. */
  citizenSeq: z.int().check(z.nonnegative()),
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

export const StoredMessage = z.strictObject({
  conversation: ConversationId,
  channel: Channel,
  seq: z.int().check(z.positive()),
  storedAtMs: timeMs,
  envelope,
});
export type StoredMessage = z.infer<typeof StoredMessage>;

export const StoredEpoch = z.strictObject({
  conversation: ConversationId,
  channel: Channel,
  epoch: z.int().check(z.nonnegative()),
  record,
});
export type StoredEpoch = z.infer<typeof StoredEpoch>;

export const Ephemeral = z.strictObject({ conversation: ConversationId, channel: Channel, envelope });
export type Ephemeral = z.infer<typeof Ephemeral>;

export const Challenge = z.strictObject({ nonce: byteString(32) });
export type Challenge = z.infer<typeof Challenge>;

/** A citizen shows that it holds the key `vk`: Ed25519 over tag "MCE1/auth", the chat's origin and the challenge's nonce. */
export const Authenticate = z.strictObject({ organisation: OrganisationId, vk, signature: byteString(64) });
export type Authenticate = z.infer<typeof Authenticate>;

/** The record is epoch 0 of the public channel, made by the citizen. `work`: the number (8 bytes) that a refusal asked for. */
export const OpenConversation = z.strictObject({
  conversation: ConversationId,
  desk: DeskId,
  topic: z.nullable(TopicId),
  language: z.nullable(Language),
  record,
  /** The link that the citizen came by. One that the town has not registered counts as none [D2]. */
  campaign: z.optional(CampaignCode),
  work: z.optional(byteString(8)),
});
export type OpenConversation = z.infer<typeof OpenConversation>;

/** Asks for the conversation that the authenticated key began, for who has nothing but its code [D5]. */
export const FindConversation = z.strictObject({});

/** A colleague begins one for somebody at the counter: epoch 0 is made by the key that goes along on paper [D4]. */
export const BeginConversation = z.strictObject({
  conversation: ConversationId,
  desk: DeskId,
  topic: z.nullable(TopicId),
  language: z.nullable(Language),
  record,
});
export type BeginConversation = z.infer<typeof BeginConversation>;

export const maxPage = 100;

/** Binary parts in one packet that a client must take: a page with all its epochs. Socket.IO's own default is ten. */
export const maxAttachments = 2_000;

export const LoadConversation = z.strictObject({
  conversation: ConversationId,
  channel: Channel,
  afterSeq: z.int().check(z.nonnegative(), z.maximum(maxSeq)),
  limit: z.int().check(z.positive(), z.maximum(maxPage)),
  /** `once`: for this page only; else the caller hears the conversation's news from then on. */
  mode: z.optional(z.enum(["follow", "once"])),
});
export type LoadConversation = z.infer<typeof LoadConversation>;

/** One page of a channel. `epochs` are all of the channel's records; `more` is true while newer messages exist. */
export const LoadedConversation = z.strictObject({
  summary: ConversationSummary,
  epochs: z.array(StoredEpoch),
  messages: z.array(StoredMessage),
  more: z.boolean(),
});
export type LoadedConversation = z.infer<typeof LoadedConversation>;

export const SendMessage = z.strictObject({ conversation: ConversationId, channel: Channel, envelope });
export type SendMessage = z.infer<typeof SendMessage>;

/** `envelope` only when an earlier row with this message id holds other bytes: those bytes are the message. */
export const SentMessage = z.strictObject({
  seq: z.int().check(z.positive()),
  storedAtMs: timeMs,
  envelope: z.optional(envelope),
});
export type SentMessage = z.infer<typeof SentMessage>;

export const PublishEpoch = z.strictObject({ conversation: ConversationId, channel: Channel, record });
export type PublishEpoch = z.infer<typeof PublishEpoch>;

export const NameConversation = z.strictObject({ conversation: ConversationId });
export type NameConversation = z.infer<typeof NameConversation>;

/** Hands a conversation to a colleague of its desk. */
export const GiveConversation = z.strictObject({ conversation: ConversationId, to: MemberId });
export type GiveConversation = z.infer<typeof GiveConversation>;

/**
 * Hands a conversation to another desk: both channels' next records, and under the new internal one the note for
 * those who get it.
 */
export const TransferConversation = z.strictObject({
  conversation: ConversationId,
  to: DeskId,
  reading: Reading,
  epochs: z.strictObject({ public: record, internal: record }),
  note: envelope,
});
export type TransferConversation = z.infer<typeof TransferConversation>;

/** The citizen chooses the desk that they were offered: the public channel's next record, made by them for it. */
export const AcceptOverflow = z.strictObject({ conversation: ConversationId, to: DeskId, record });
export type AcceptOverflow = z.infer<typeof AcceptOverflow>;

/** A conversation went from one of the listener's desks to another, that is none of theirs. */
export const MovedConversation = z.strictObject({ conversation: ConversationId, to: DeskId });
export type MovedConversation = z.infer<typeof MovedConversation>;

/** `registration`: a colleague's; a citizen leaves without one. */
export const CloseConversation = z.strictObject({
  conversation: ConversationId,
  outcome: Outcome,
  registration: z.optional(Registration),
});
export type CloseConversation = z.infer<typeof CloseConversation>;

/** An address as browsers take it in a field for one (HTML, "valid e-mail address"), with a dot in its domain. */
const EmailAddress = z
  .string()
  .check(
    z.maxLength(254),
    z.regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/),
  );

/** The one thing a citizen can tell the gateway in the clear: where to be told that there is an answer. */
export const AskNotice = z.strictObject({ conversation: ConversationId, address: EmailAddress });
export type AskNotice = z.infer<typeof AskNotice>;

/** `offered`: this installation can send mail. `asked`: an address is kept; it is never told to anybody. */
export const NoticeState = z.strictObject({ offered: z.boolean(), asked: z.boolean() });
export type NoticeState = z.infer<typeof NoticeState>;

/** So many open conversations are a page: about 250 kB. */
export const maxQueuePage = 500;

/**
 * `open`: those that wait or are in hand on the caller's desks, by pages of `maxQueuePage` in the order of their ids, the
 * first or the one behind an id; a shorter page is the last. `closed`: newest first, a page, before a time.
 */
export const LoadQueue = z.discriminatedUnion("list", [
  z.strictObject({ list: z.literal("open"), after: z.optional(ConversationId) }),
  z.strictObject({
    list: z.literal("closed"),
    beforeMs: z.nullable(timeMs),
    limit: z.int().check(z.positive(), z.maximum(maxPage)),
  }),
]);
export type LoadQueue = z.infer<typeof LoadQueue>;

/** What messages made of their conversations, each as it is by now. */
export const ChangedConversations = z.strictObject({
  conversations: z.array(ConversationSummary).check(z.minLength(1)),
});
export type ChangedConversations = z.infer<typeof ChangedConversations>;

export const Queue = z.strictObject({
  conversations: z.array(ConversationSummary).check(z.maxLength(maxQueuePage)),
});
export type Queue = z.infer<typeof Queue>;

type Call<Request, Value> = (request: Request, reply: (answer: Reply<Value>) => void) => void;

/** What both sides may call. */
type ConversationCalls = {
  "conversation:load": Call<LoadConversation, LoadedConversation>;
  "conversation:leave": Call<NameConversation, null>;
  "conversation:close": Call<CloseConversation, ConversationSummary>;
  "message:send": Call<SendMessage, SentMessage>;
  "ephemeral:send": Call<Ephemeral, null>;
  "epoch:publish": Call<PublishEpoch, StoredEpoch>;
};

export type CitizenCalls = ConversationCalls & {
  authenticate: Call<Authenticate, null>;
  "conversation:open": Call<OpenConversation, ConversationSummary>;
  "conversation:find": Call<z.infer<typeof FindConversation>, ConversationSummary>;
  "queue:position": Call<NameConversation, QueuePosition>;
  "overflow:accept": Call<AcceptOverflow, ConversationSummary>;
  "overflow:decline": Call<NameConversation, ConversationSummary>;
  "notice:load": Call<NameConversation, NoticeState>;
  "notice:ask": Call<AskNotice, NoticeState>;
  "notice:withdraw": Call<NameConversation, NoticeState>;
  "hold:load": Call<NameConversation, HoldState>;
  "erasure:ask": Call<NameConversation, Erasure>;
  "verdict:give": Call<GiveVerdict, ConversationSummary>;
  "remark:share": Call<ShareRemark, null>;
};

export type AgentCalls = ConversationCalls & {
  "queue:load": Call<LoadQueue, Queue>;
  "conversation:begin": Call<BeginConversation, ConversationSummary>;
  "conversation:take": Call<NameConversation, ConversationSummary>;
  "conversation:give": Call<GiveConversation, ConversationSummary>;
  "conversation:transfer": Call<TransferConversation, ConversationSummary>;
  "conversation:look": Call<LookAt, null>;
  "search:shares": Call<AskSearchShares, SearchShares>;
  "conversation:reopen": Call<NameConversation, ConversationSummary>;
  "conversation:label": Call<LabelConversation, ConversationSummary>;
  "conversation:snooze": Call<SnoozeConversation, ConversationSummary>;
  "conversation:wake": Call<NameConversation, ConversationSummary>;
  "conversation:block": Call<BlockConversation, Blocked>;
  "conversation:unblock": Call<NameConversation, null>;
  "presence:load": Call<LoadPresence, DeskPresence>;
  "presence:set": Call<SetPresence, MemberPresence>;
};

/** What the gateway tells. `message:new` and the others go to whoever has loaded the conversation. */
type ConversationNews = {
  "message:new": (message: StoredMessage) => void;
  "epoch:new": (epoch: StoredEpoch) => void;
  "ephemeral:new": (ephemeral: Ephemeral) => void;
  /** To a citizen for their conversation, to agents for every conversation of their desks: what an act made of it. */
  "conversation:changed": (summary: ConversationSummary) => void;
  /** To who has loaded it, and to agents for every conversation of their desks. */
  "conversation:destroyed": (destroyed: DestroyedConversation) => void;
  /** Some news may never have come: fetch what is followed, as after a reconnection. */
  "news:missed": () => void;
};

export type CitizenNews = ConversationNews & {
  challenge: (challenge: Challenge) => void;
  "holds:changed": (changed: HoldsChanged) => void;
};

/** Settings of the town are others from now on, or will be: fetch the directory. */
const TownChanged = z.strictObject({});
type TownChanged = z.infer<typeof TownChanged>;

export type AgentNews = ConversationNews & {
  "conversations:changed": (changed: ChangedConversations) => void;
  "session:ended": () => void;
  /** Of the colleagues of one's desks, and of oneself. */
  "presence:changed": (presence: MemberPresence) => void;
  "conversation:moved": (moved: MovedConversation) => void;
  "viewer:changed": (viewer: Viewer) => void;
  "town:changed": (changed: TownChanged) => void;
  /** To who supervises the desk, and to nobody else. */
  "board:changed": (changed: ChangedBoard) => void;
};

/** Requests by event name, for parsing at the gateway's door and for generating hostile ones in tests. */
export const citizenRequests = {
  authenticate: Authenticate,
  "conversation:open": OpenConversation,
  "conversation:find": FindConversation,
  "queue:position": NameConversation,
  "overflow:accept": AcceptOverflow,
  "overflow:decline": NameConversation,
  "conversation:load": LoadConversation,
  "conversation:leave": NameConversation,
  "conversation:close": CloseConversation,
  "message:send": SendMessage,
  "ephemeral:send": Ephemeral,
  "epoch:publish": PublishEpoch,
  "notice:load": NameConversation,
  "notice:ask": AskNotice,
  "notice:withdraw": NameConversation,
  "hold:load": NameConversation,
  "erasure:ask": NameConversation,
  "verdict:give": GiveVerdict,
  "remark:share": ShareRemark,
} as const satisfies Record<keyof CitizenCalls, z.ZodMiniType>;

export const agentRequests = {
  "queue:load": LoadQueue,
  "conversation:begin": BeginConversation,
  "conversation:take": NameConversation,
  "conversation:give": GiveConversation,
  "conversation:transfer": TransferConversation,
  "conversation:reopen": NameConversation,
  "conversation:label": LabelConversation,
  "conversation:snooze": SnoozeConversation,
  "conversation:wake": NameConversation,
  "conversation:block": BlockConversation,
  "conversation:unblock": NameConversation,
  "presence:load": LoadPresence,
  "presence:set": SetPresence,
  "conversation:load": LoadConversation,
  "conversation:look": LookAt,
  "search:shares": AskSearchShares,
  "conversation:leave": NameConversation,
  "conversation:close": CloseConversation,
  "message:send": SendMessage,
  "ephemeral:send": Ephemeral,
  "epoch:publish": PublishEpoch,
} as const satisfies Record<keyof AgentCalls, z.ZodMiniType>;

const conversationAnswers = {
  "conversation:load": LoadedConversation,
  "conversation:leave": z.null(),
  "conversation:close": ConversationSummary,
  "message:send": SentMessage,
  "ephemeral:send": z.null(),
  "epoch:publish": StoredEpoch,
} as const satisfies Record<keyof ConversationCalls, z.ZodMiniType>;

/** Answers by event name, for checking at the client's door; of each side apart, so that neither carries the other's. */
export const citizenAnswers = {
  ...conversationAnswers,
  authenticate: z.null(),
  "conversation:open": ConversationSummary,
  "conversation:find": ConversationSummary,
  "queue:position": QueuePosition,
  "overflow:accept": ConversationSummary,
  "overflow:decline": ConversationSummary,
  "notice:load": NoticeState,
  "notice:ask": NoticeState,
  "notice:withdraw": NoticeState,
  "hold:load": HoldState,
  "erasure:ask": Erasure,
  "verdict:give": ConversationSummary,
  "remark:share": z.null(),
} as const satisfies Record<keyof CitizenCalls, z.ZodMiniType>;

export const agentAnswers = {
  ...conversationAnswers,
  "queue:load": Queue,
  "conversation:begin": ConversationSummary,
  "conversation:take": ConversationSummary,
  "conversation:give": ConversationSummary,
  "conversation:transfer": ConversationSummary,
  "conversation:look": z.null(),
  "search:shares": SearchShares,
  "conversation:reopen": ConversationSummary,
  "conversation:label": ConversationSummary,
  "conversation:snooze": ConversationSummary,
  "conversation:wake": ConversationSummary,
  "conversation:block": Blocked,
  "conversation:unblock": z.null(),
  "presence:load": DeskPresence,
  "presence:set": MemberPresence,
} as const satisfies Record<keyof AgentCalls, z.ZodMiniType>;

const conversationNews = {
  "message:new": StoredMessage,
  "epoch:new": StoredEpoch,
  "ephemeral:new": Ephemeral,
  "conversation:changed": ConversationSummary,
  "conversation:destroyed": DestroyedConversation,
} as const satisfies Record<Exclude<keyof ConversationNews, "news:missed">, z.ZodMiniType>;

/** News by event name, for the same. The challenge is heard before there is a connection to hear news on. */
export const citizenNews = {
  ...conversationNews,
  "holds:changed": HoldsChanged,
} as const satisfies Record<Exclude<keyof CitizenNews, "challenge" | "news:missed">, z.ZodMiniType>;

export const agentNews = {
  ...conversationNews,
  "conversations:changed": ChangedConversations,
  "presence:changed": MemberPresence,
  "conversation:moved": MovedConversation,
  "viewer:changed": Viewer,
  "town:changed": TownChanged,
  "board:changed": ChangedBoard,
} as const satisfies Record<Exclude<keyof AgentNews, "session:ended" | "news:missed">, z.ZodMiniType>;
