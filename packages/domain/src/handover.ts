import type { DeskId, MemberId, Reading } from "@eigenkanaal/protocol";
import type { Change, Conversation } from "./conversation.js";
import { deskChanged, offerWithdrawn, onTime } from "./lateness.js";

/** So often is a conversation given back; once more, and it goes elsewhere instead (PROTOCOL.md X3, X7). */
export const maxReturns = 3;

/**
 * A colleague hands the conversation to another of the same desk, who has it from then on; `offered` until they accept.
 * Giving it to whom one has it from gives it back, and counts; what went to and fro too often waits for anybody of the
 * desk. Only who has a conversation in hand may, or anybody while it waits (PROTOCOL.md X1, X3).
 */
export const give = (
  conversation: Conversation,
  { by, to }: { by: MemberId; to: MemberId },
  nowMs: number,
): Change => {
  const { handling, handover, desk } = conversation;
  const refused = refusal(conversation, by);
  if (refused) return refused;
  if (to === by) return { outcome: "refused", code: "malformed" };
  const isReturn = handling.state === "in_hand" && handover?.from === desk && handover.by === to;
  const returns = (handover?.returns ?? 0) + (isReturn ? 1 : 0);
  const isLoop = isReturn && returns > maxReturns;
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      handling: isLoop ? { state: "waiting" } : { state: "in_hand", assignee: to, snooze: null },
      handover: isLoop ? null : { by, from: desk, state: "offered", returns },
      reader: null,
      late: offerWithdrawn(conversation.late),
      lastActivityAtMs: nowMs,
    },
    event: { kind: isReturn ? "handed_back" : "transferred", toDesk: desk },
  };
};

/** Whoever has it in hand may hand it over, and anybody while it waits. */
const refusal = (
  { handling }: Conversation,
  by: MemberId,
): Extract<Change, { outcome: "refused" }> | undefined => {
  if (handling.state === "closed") return { outcome: "refused", code: "conversation_closed" };
  return handling.state === "in_hand" && handling.assignee !== by
    ? { outcome: "refused", code: "already_taken" }
    : undefined;
};

/** A transfer that is asked for, with what the caller has found out of the desk that gets it. */
export type Transfer = {
  by: MemberId;
  to: { desk: DeskId; kind: "general" | "special" };
  reading: Reading;
  /** Whether who handed it over before is there to have it back. */
  giver: "on_duty" | "away";
};

/**
 * A colleague hands the conversation to another desk, where it waits; since when the citizen waits stays. To the desk
 * that it came from it goes back, to who handed it over while they are there; a fourth time only the general desk
 * takes it back (PROTOCOL.md X4, X7). The labels of the desk before stay behind: they are its own words (W2).
 */
export const transfer = (
  conversation: Conversation,
  { by, to, reading, giver }: Transfer,
  nowMs: number,
): Change => {
  const { handover, desk } = conversation;
  const refused = refusal(conversation, by);
  if (refused) return refused;
  if (to.desk === desk) return { outcome: "refused", code: "malformed" };
  const isReturn = handover?.from === to.desk;
  const returns = (handover?.returns ?? 0) + (isReturn ? 1 : 0);
  if (isReturn && returns > maxReturns && to.kind !== "general")
    return { outcome: "refused", code: "returned_too_often" };
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      desk: to.desk,
      handling:
        isReturn && giver === "on_duty"
          ? { state: "in_hand", assignee: handover.by, snooze: null }
          : { state: "waiting" },
      handover: { by, from: desk, state: "offered", returns },
      labels: [],
      reader: reading === "along" ? by : null,
      late: deskChanged(nowMs),
      lastActivityAtMs: nowMs,
    },
    event: { kind: isReturn ? "handed_back" : "transferred", toDesk: to.desk },
  };
};

/**
 * The citizen chooses the other desk that they were offered: it waits there, since when they have waited stays, and what
 * comes of the wait has come. Nothing else is taken: not a desk that was not offered, nor an offer that was withdrawn
 * (PROTOCOL.md O4).
 */
export const acceptOverflow = (
  conversation: Conversation,
  { to, internal }: { to: DeskId; internal: "begun" | "none" },
  nowMs: number,
): Change => {
  const { handling, late } = conversation;
  if (handling.state === "closed") return { outcome: "refused", code: "conversation_closed" };
  if (late.stage !== "offered" || late.overflow !== to || internal === "begun")
    return { outcome: "refused", code: "not_found" };
  return {
    outcome: "changed",
    conversation: {
      ...conversation,
      desk: to,
      handover: null,
      labels: [],
      reader: null,
      late: { ...onTime, stage: "passed" },
      lastActivityAtMs: nowMs,
    },
    event: { kind: "overflowed", toDesk: to },
  };
};

/** They wait on, and are not asked again in this wait (PROTOCOL.md O4). Saying so twice is no error. */
export const declineOverflow = (conversation: Conversation): Change => {
  const { late } = conversation;
  if (late.stage === "declined") return { outcome: "unchanged" };
  if (late.stage !== "offered") return { outcome: "refused", code: "not_found" };
  return {
    outcome: "changed",
    conversation: { ...conversation, late: { ...late, stage: "declined" } },
    event: { kind: "overflow_declined" },
  };
};
