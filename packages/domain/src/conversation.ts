import type {
  AskedVerdict,
  Block,
  BlockReason,
  CampaignCode,
  Channel,
  ConversationId,
  ConversationState,
  ConversationSummary,
  DeskId,
  ErrorCode,
  Handover,
  LabelId,
  Late,
  MemberId,
  MessageId,
  Outcome,
  Overflow,
  Registration,
  Reopened,
  RetentionCode,
  RetentionTable,
  Snooze,
  TopicId,
  Verdict,
  VerdictAnswer,
} from "@eigenkanaal/protocol";
import { type Lateness, offerWithdrawn, onTime } from "./lateness.js";
import { classOf } from "./retention.js";

/** In whose hands a conversation is, with what belongs to that state and to no other (PROTOCOL.md C2). */
export type Handling =
  | { state: "waiting" }
  | { state: "in_hand"; assignee: MemberId; snooze: Snooze | null }
  /** `had`: who had it in hand when it was closed. */
  | {
      state: "closed";
      closedAtMs: number;
      outcome: Outcome;
      had: MemberId | null;
      registered: Registered;
      /** What its citizen answered to whether they were helped; null while they have not. */
      verdict: VerdictAnswer | null;
    };

/** How a closed conversation is kept (PROTOCOL.md P1): by which class, and which internal message sums it up, if any. */
export type Registered = { retention: RetentionCode; card: MessageId | null };

/** A conversation as the gateway knows it: nothing of what is said. Times are unix milliseconds. */
export type Conversation = {
  conversation: ConversationId;
  desk: DeskId;
  topic: TopicId | null;
  language: string | null;
  handling: Handling;
  /** By whom and from where it came, since it was last handed over; null when it was not, and once it is closed. */
  handover: Handover | null;
  /** Who handed it to this desk and reads along until somebody takes it. */
  reader: MemberId | null;
  /** Of its desk, in their own order. */
  labels: readonly LabelId[];
  /** Null where it was never closed, and while it is. */
  reopened: Reopened | null;
  /** Stays when its moment has passed. */
  block: Block | null;
  openedAtMs: number;
  waitingSinceMs: number | null;
  late: Lateness;
  lastActivityAtMs: number;
  /** Newest sequence number per channel, 0 while empty. */
  seq: Record<Channel, number>;
  /** Newest class 1 message of the citizen. */
  citizenSeq: number;
};

/** Who acts: a citizen by the key (32 bytes, base64url) that made the conversation, a colleague by their id. */
export type Actor = { kind: "citizen"; vkB64: string } | { kind: "member"; member: MemberId };

/**
 * A conversation began, about what and in which language. `campaign`: the registered link through which it was begun. At
 * the counter a colleague begins it for somebody.
 */
type Opened = {
  kind: "opened";
  campaign: CampaignCode | null;
  begunAt: "chat" | "counter";
  topic: TopicId | null;
  language: string | null;
};

/** What is written down of an act, in the act's own transaction (PROTOCOL.md C7). */
export type ConversationEvent =
  /** `topic`: as it was registered, or as it stood where nothing was. */
  | { kind: "closed"; outcome: Outcome; topic: TopicId | null }
  | Opened
  | { kind: "blocked"; reason: BlockReason; untilMs: number }
  | { kind: "verdict_given"; verdict: Verdict }
  | { kind: "block_lifted" }
  | { kind: "transferred" | "handed_back" | "overflow_offered" | "overflowed"; toDesk: DeskId }
  | {
      kind:
        | "taken"
        | "citizen_message"
        | "agent_answer"
        | "internal_note"
        | "epoch_published"
        | "reopened"
        | "norm_warned"
        | "norm_passed"
        | "overflow_declined"
        | "verdict_skipped"
        | "labelled"
        | "snoozed"
        | "woken";
    };

export type Change =
  | { outcome: "changed"; conversation: Conversation; event: ConversationEvent }
  | { outcome: "unchanged" }
  | { outcome: "refused"; code: ErrorCode };

/** Whether two actors are one and the same. */
export const isSameActor = (one: Actor, other: Actor): boolean =>
  one.kind === "citizen"
    ? other.kind === "citizen" && one.vkB64 === other.vkB64
    : other.kind === "member" && one.member === other.member;

/**
 * A colleague takes a waiting conversation in hand, or one that was handed over to them; who offered it to a colleague
 * takes it back while it is not accepted. Taking what one has is no error (PROTOCOL.md C2, C3, X2).
 */
export const take = (conversation: Conversation, member: MemberId, nowMs: number): Change => {
  const { handling, handover } = conversation;
  const taken = (then: Handover | null): Change => ({
    outcome: "changed",
    conversation: {
      ...conversation,
      handling: { state: "in_hand", assignee: member, snooze: null },
      handover: then,
      reader: null,
      late: offerWithdrawn(conversation.late),
      lastActivityAtMs: nowMs,
    },
    event: { kind: "taken" },
  });
  const accepted: Handover | null = handover && { ...handover, state: "accepted" };
  switch (handling.state) {
    case "waiting":
      return taken(accepted);
    case "in_hand": {
      const offered = handover?.state === "offered";
      if (handling.assignee === member) return offered ? taken(accepted) : { outcome: "unchanged" };
      return offered && handover.by === member ? taken(null) : { outcome: "refused", code: "already_taken" };
    }
    case "closed":
      return { outcome: "refused", code: "conversation_closed" };
  }
};

/** Who closes, with what they say of it, and what the town's rules make of that. */
export type Closer = {
  by: Actor["kind"] | "gateway";
  outcome: Outcome;
  /** A colleague's, and nobody else's. */
  registration?: Registration | undefined;
  /** What the town keeps for how long, and the class of the topic that it is closed with. */
  rules: { table: RetentionTable; topicClass: RetentionCode | null };
};

/** The outcomes that are for one side to say. */
const outcomesOf: Record<Closer["by"], readonly Outcome[]> = {
  citizen: ["left"],
  member: ["answered", "refused", "no_answer", "spam"],
  gateway: ["abandoned"],
};

/**
 * Each closes with the outcomes that are their own, a colleague with what they registered; nobody waits any longer, and how
 * long it is kept is settled. Closing what is closed is no error and changes nothing (PROTOCOL.md C2, C8, P1).
 */
export const close = (conversation: Conversation, closer: Closer, nowMs: number): Change => {
  const { by, outcome, registration, rules } = closer;
  const isTheirs = outcomesOf[by].includes(outcome) && (by === "member") === (registration !== undefined);
  // The class follows from the topic where there is one.
  const isTwice = registration?.topic != null && registration.class !== null;
  if (!isTheirs || isTwice) return { outcome: "refused", code: "malformed" };
  const { handling, waitingSinceMs } = conversation;
  if (handling.state === "closed") return { outcome: "unchanged" };
  const topicClass = registration?.class ?? rules.topicClass;
  const answer = waitingSinceMs === null && conversation.seq.public > 0 ? "given" : "due";
  const retention = classOf(rules.table, { outcome, topicClass, answer });
  const topic = registration ? registration.topic : conversation.topic;
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      topic,
      handling: {
        state: "closed",
        closedAtMs: nowMs,
        outcome,
        had: handling.state === "in_hand" ? handling.assignee : null,
        registered: { retention, card: registration?.card ?? null },
        verdict: null,
      },
      reopened: null,
      handover: null,
      reader: null,
      waitingSinceMs: null,
      late: onTime,
      lastActivityAtMs: nowMs,
    },
    event: { kind: "closed", outcome, topic },
  };
};

/**
 * A colleague goes on with a closed conversation and has it in hand from then on; the citizen waits for nothing. Of one
 * that is open it is taking it: the citizen, or a colleague, was first (PROTOCOL.md W6).
 */
export const reopen = (conversation: Conversation, member: MemberId, nowMs: number): Change => {
  const { handling } = conversation;
  if (handling.state !== "closed") return take(conversation, member, nowMs);
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      handling: { state: "in_hand", assignee: member, snooze: null },
      reopened: { atMs: nowMs, had: handling.had },
      lastActivityAtMs: nowMs,
    },
    event: { kind: "reopened" },
  };
};

/** What a side may know of a conversation: to a citizen the internal channel does not exist (PROTOCOL.md C6). */
export const summaryFor = (side: "citizen" | "desk", conversation: Conversation): ConversationSummary => {
  const { handling, labels, late } = conversation;
  return {
    conversation: conversation.conversation,
    desk: conversation.desk,
    topic: conversation.topic,
    language: conversation.language,
    state: handling.state satisfies ConversationState,
    assignee: handling.state === "in_hand" ? handling.assignee : null,
    handover: side === "desk" ? conversation.handover : null,
    reader: side === "desk" ? conversation.reader : null,
    labels: side === "desk" ? [...labels] : [],
    snooze: side === "desk" && handling.state === "in_hand" ? handling.snooze : null,
    reopened: side === "desk" ? conversation.reopened : null,
    block: conversation.block && blockFor(side, conversation.block),
    openedAtMs: conversation.openedAtMs,
    waitingSinceMs: conversation.waitingSinceMs,
    late: side === "desk" ? latenessFor(late) : null,
    overflow: overflowFor(side, late),
    closedAtMs: handling.state === "closed" ? handling.closedAtMs : null,
    retention: handling.state === "closed" ? handling.registered.retention : null,
    verdict: verdictFor(side, conversation),
    lastActivityAtMs: conversation.lastActivityAtMs,
    publicSeq: conversation.seq.public,
    internalSeq: side === "desk" ? conversation.seq.internal : 0,
    citizenSeq: conversation.citizenSeq,
  };
};

/** Until when is the citizen's to know; by whom is not, for whoever is blocked may come to the counter. */
const blockFor = (side: "citizen" | "desk", block: Block): Block =>
  side === "desk" ? block : { ...block, by: null, reason: null };

/** For so many days after its closing. */
const verdictMs = 14 * 86_400_000;

/**
 * Until when (unix ms) its citizen can say whether they were helped. Undefined where nobody asks: it is open, it was closed as
 * spam, or its citizen is or was blocked (PROTOCOL.md Q1).
 */
export const verdictUntilMs = ({ handling, block }: Pick<Conversation, "handling" | "block">) =>
  handling.state !== "closed" || handling.outcome === "spam" || block !== null
    ? undefined
    : handling.closedAtMs + verdictMs;

/** That they would rather not say is not a desk's to know. */
const verdictFor = (side: "citizen" | "desk", conversation: Conversation): AskedVerdict | null => {
  const { handling } = conversation;
  const untilMs = verdictUntilMs(conversation);
  if (untilMs === undefined || handling.state !== "closed") return null;
  return { given: side === "desk" && handling.verdict === "skipped" ? null : handling.verdict, untilMs };
};

const latenessFor = ({ stage }: Lateness): Late | null =>
  stage === null || stage === "warned" ? stage : "passed";

/** A citizen who said no is not asked again; colleagues see that they did. */
const overflowFor = (side: "citizen" | "desk", { stage, overflow: to }: Lateness): Overflow | null => {
  if (to === null || (stage !== "offered" && stage !== "declined")) return null;
  return side === "citizen" && stage === "declined" ? null : { to, state: stage };
};
