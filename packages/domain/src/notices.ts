/** What decides about a notice: sequence numbers of the public channel, moments in unix ms. */
export type NoticeFacts = {
  /** The newest answer; null while there is none. */
  answer: { seq: number; storedAtMs: number } | null;
  /** The newest message or receipt of the citizen: up to there they have seen what there was. */
  citizenSeq: number;
  /** The newest answer that a notice was sent of; 0 before the first. */
  toldSeq: number;
  failures: number;
  nextAttemptAtMs: number;
  closed: boolean;
};

/** `send`: tell of the answer. `delete`: there is nothing left to tell, ever. `wait`: not now. */
export type NoticeStep = "send" | "delete" | "wait";

const minuteMs = 60_000;
/** Pauses after each failure in a row; after the last the address is dropped. */
const pausesMs = [1, 5, 15, 60, 240, 720].map((minutes) => minutes * minuteMs);

/**
 * One notice for each burst of answers that the citizen has not seen: none while they answer or confirm that they read,
 * and no second one before they have been back. `afterMs`: so long they may take to see it by themselves. A closed
 * conversation keeps its address only until its last answer was told.
 */
export const noticeStep = (facts: NoticeFacts, nowMs: number, afterMs: number): NoticeStep => {
  const { answer, citizenSeq, toldSeq, closed } = facts;
  const unseen = answer !== null && answer.seq > citizenSeq && toldSeq < citizenSeq;
  if (!unseen) return closed ? "delete" : "wait";
  return nowMs >= Math.max(answer.storedAtMs + afterMs, facts.nextAttemptAtMs) ? "send" : "wait";
};

/** How long to wait after so many failures in a row (ms); undefined: give up, the address is of no use. */
export const noticePause = (failures: number): number | undefined => pausesMs[failures - 1];
