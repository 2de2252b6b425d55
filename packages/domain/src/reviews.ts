import type { AskReview, Review, Reviewed, ReviewRefusal } from "@eigenkanaal/protocol";

/** A sample of a desk's closed conversations that a colleague looks at (PROTOCOL.md, Q10 to Q16). */

const dayMs = 86_400_000;

/** Why a review cannot be asked at a moment with this last one (unix ms), at most so many days later; undefined when it can. */
export const reviewFault = (
  { endsAtMs }: Pick<AskReview, "endsAtMs">,
  { nowMs, maxDays }: { nowMs: number; maxDays: number },
): "in_the_past" | "malformed" | undefined => {
  if (endsAtMs <= nowMs) return "in_the_past";
  return endsAtMs > nowMs + maxDays * dayMs ? "malformed" : undefined;
};

/**
 * So many of these, or all where there are fewer: none twice, and each as likely as any other. `below(n)` gives a whole
 * number from 0 and below n, each as likely as any other.
 */
export const drawSample = <One>(
  from: readonly One[],
  number: number,
  below: (bound: number) => number,
): One[] => {
  const left = [...from];
  const drawn: One[] = [];
  while (drawn.length < number && left.length > 0) drawn.push(...left.splice(below(left.length), 1));
  return drawn;
};

/** Since when a review has ended (unix ms), by hand or by its last moment; null while it is open. */
export const reviewEndedAtMs = (
  { endsAtMs, endedByHandMs }: { endsAtMs: number; endedByHandMs: number | null },
  nowMs: number,
): number | null => endedByHandMs ?? (endsAtMs <= nowMs ? endsAtMs : null);

/**
 * One conversation of a sample as it is stored. `isThere`: it is not destroyed, and at the desk that was asked. `isNamed`: its
 * newest epoch names the reviewer, because a colleague let them in.
 */
export type ReviewItem = { isThere: boolean; isNamed: boolean; refusal: ReviewRefusal | null };

/** How it stands with it. What nobody answered by the end is left out, as is what the reviewer has no key of any more. */
export const reviewedState = (
  { isThere, isNamed, refusal }: ReviewItem,
  review: "open" | "ended",
): Reviewed["state"] => {
  if (!isThere) return "gone";
  if (refusal !== null) return "refused";
  if (review === "ended") return isNamed ? "over" : "left_out";
  return isNamed ? "released" : "asked";
};

/**
 * What is told of a review: to who supervises the desk nothing that leads to a conversation, to who answers there nothing of
 * what the reviewer makes of their colleagues' work, to the reviewer all of it.
 */
export const reviewFor = (whom: "supervisor" | "colleague" | "reviewer", review: Review): Review => ({
  ...review,
  conversations: review.conversations.map((one) => ({
    ...one,
    ...(whom === "supervisor" && { conversation: null }),
    ...(whom === "colleague" && { scores: null }),
  })),
});

/** Whether a colleague of the desk has something to do for it: to let the reviewer in, or to leave them out. */
export const waitsForDesk = ({ conversations }: Pick<Review, "conversations">): boolean =>
  conversations.some(({ state }) => state === "asked" || state === "over");
