import type { Channel, ErrorCode, messageClass } from "@eigenkanaal/protocol";
import { currentBlock } from "./block.js";
import { type Actor, type Conversation, type ConversationEvent, isSameActor } from "./conversation.js";
import { waitBegun, waitEnded } from "./lateness.js";

/** The readable part of a message that asks to be stored. */
export type Incoming = {
  channel: Channel;
  sender: Actor;
  class: keyof typeof messageClass;
  /** The conversation's id inside the sealed bytes: the channel's own cryptographic id. */
  cryptoId: string;
  epoch: number;
  senderSeq: number;
};

/** The row that holds this message id already. */
export type EarlierRow = { seq: number; storedAtMs: number; sender: Actor; bytes: "same" | "other" };

/** What the decision needs to know of the place where the message wants to stand. */
export type AppendPlace = {
  conversation: Conversation;
  /**
   * Undefined before the channel's epoch 0. `keys` says whether the keys that the newest epoch names are still the
   * newest of the desk and of the archive.
   */
  epoch: { newest: number; cryptoId: string; keys: "newest" | "replaced" } | undefined;
  /** The newest row of the sender's chain, undefined when it has none. */
  chain: { senderSeq: number; sender: Actor } | undefined;
  earlier: EarlierRow | undefined;
};

export type AppendDecision =
  | { outcome: "accepted"; seq: number; conversation: Conversation; events: ConversationEvent[] }
  | { outcome: "duplicate"; earlier: EarlierRow }
  /** `untilMs`: of `blocked`, until when. */
  | { outcome: "refused"; code: ErrorCode; untilMs?: number };

const refused = (code: ErrorCode): AppendDecision => ({ outcome: "refused", code });

/**
 * Whether a message is stored, and what becomes of its conversation (PROTOCOL.md M1, M3–M5, M7, M10, B1). Its caller has
 * found that the sender may write in this channel. A repeated id is answered before anything else is asked: what
 * was stored stays stored, whatever has happened since.
 */
export const decideAppend = (message: Incoming, place: AppendPlace, nowMs: number): AppendDecision => {
  const { conversation, epoch, chain, earlier } = place;
  if (earlier)
    return isSameActor(earlier.sender, message.sender)
      ? { outcome: "duplicate", earlier }
      : refused("id_in_use");
  if (message.class === "ephemeral") return refused("malformed");
  // Before the epoch: nobody makes one for what will not be stored.
  const blocked = message.sender.kind === "citizen" ? currentBlock(conversation, nowMs) : null;
  if (blocked) return { outcome: "refused", code: "blocked", untilMs: blocked.untilMs };
  if (!epoch) return refused("out_of_order");
  if (message.cryptoId !== epoch.cryptoId) return refused("malformed");
  if (chain && !isSameActor(chain.sender, message.sender)) return refused("id_in_use");
  if (message.epoch !== epoch.newest) return refused("epoch_superseded");
  // Before the number: of several sent at once, each hears the reason that its sender can act on.
  if (epoch.keys === "replaced") return refused("desk_superseded");
  if (message.senderSeq !== (chain ? chain.senderSeq + 1 : 0)) return refused("out_of_order");

  const seq = conversation.seq[message.channel] + 1;
  const stored = { ...conversation, seq: { ...conversation.seq, [message.channel]: seq } };
  if (message.class === "service") return { outcome: "accepted", seq, conversation: stored, events: [] };
  // Nothing of the internal channel may show towards the citizen, not even that somebody was busy in it.
  if (message.channel === "internal")
    return { outcome: "accepted", seq, conversation: stored, events: [{ kind: "internal_note" }] };
  return message.sender.kind === "citizen"
    ? acceptFromCitizen(stored, nowMs)
    : acceptFromColleague(stored, nowMs);
};

/** A citizen who writes is there again: what was closed is open, what was put off is not any more (PROTOCOL.md C2, W5). */
const acceptFromCitizen = (stored: Conversation, nowMs: number): AppendDecision => {
  const { conversation, events } = backWith(stored, nowMs);
  return {
    outcome: "accepted",
    seq: stored.seq.public,
    conversation: {
      ...conversation,
      waitingSinceMs: stored.waitingSinceMs ?? nowMs,
      late: stored.waitingSinceMs === null ? waitBegun(stored.late, nowMs) : stored.late,
      lastActivityAtMs: nowMs,
      citizenSeq: stored.seq.public,
    },
    events: [...events, { kind: "citizen_message" }],
  };
};

const backWith = (
  stored: Conversation,
  nowMs: number,
): { conversation: Conversation; events: ConversationEvent[] } => {
  const { handling } = stored;
  if (handling.state === "closed") {
    const reopened = { atMs: nowMs, had: handling.had };
    return {
      conversation: { ...stored, handling: { state: "waiting" }, reopened },
      events: [{ kind: "reopened" }],
    };
  }
  if (handling.state === "in_hand" && handling.snooze !== null)
    return {
      conversation: { ...stored, handling: { ...handling, snooze: null } },
      events: [{ kind: "woken" }],
    };
  return { conversation: stored, events: [] };
};

const acceptFromColleague = (stored: Conversation, nowMs: number): AppendDecision =>
  stored.handling.state === "closed"
    ? refused("conversation_closed")
    : {
        outcome: "accepted",
        seq: stored.seq.public,
        conversation: {
          ...stored,
          waitingSinceMs: null,
          late: waitEnded(stored.late),
          lastActivityAtMs: nowMs,
        },
        events: [{ kind: "agent_answer" }],
      };
