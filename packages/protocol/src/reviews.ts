import * as z from "zod/mini";
import { Outcome } from "./events.js";
import { ConversationId, DeskId, MemberId, ReviewId, TopicId } from "./ids.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** A colleague looks at a sample of what a desk answered, at a supervisor's wish. Rules: PROTOCOL.md, Q. */

/** So many conversations are in one sample at most. */
export const maxReviewed = 20;
/** So many days after it was asked a review ends at the latest. */
export const maxReviewDays = 31;
/** So many reviews that have ended are told, the newest ones. */
export const maxEndedReviews = 100;

/** Out of which conversations the gateway draws: closed in this period, the last moment not with it. Null: whichever. */
export const ReviewSelection = z
  .strictObject({
    desk: DeskId,
    topic: z.nullable(TopicId),
    outcome: z.nullable(Outcome),
    fromMs: timeMs,
    toMs: timeMs,
  })
  .check(z.refine(({ fromMs, toMs }) => fromMs < toMs));
export type ReviewSelection = z.infer<typeof ReviewSelection>;

/** Why, in a supervisor's own words; colleagues and the reviewer read it. */
const ReviewReason = z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.refine(isStorable));

/** `POST /api/v1/reviews`. `number`: how many at most. */
export const AskReview = z.strictObject({
  selection: ReviewSelection,
  number: z.int().check(z.positive(), z.maximum(maxReviewed)),
  reviewer: MemberId,
  reason: ReviewReason,
  endsAtMs: timeMs,
});
export type AskReview = z.infer<typeof AskReview>;

/** Why a colleague does not let a reviewer in: what is said there is too personal, it is not finished, or another reason. */
export const ReviewRefusal = z.enum(["too_personal", "not_finished", "other"]);
export type ReviewRefusal = z.infer<typeof ReviewRefusal>;

/** `POST /api/v1/reviews/{review}/conversations/{conversation}/refusal`. */
export const RefuseReview = z.strictObject({ reason: ReviewRefusal });
export type RefuseReview = z.infer<typeof RefuseReview>;

const Score = z.enum(["good", "fair", "poor"]);

/** What a reviewer makes of one: whether the question was answered, whether it was clear, whether it was kind. */
export const ReviewScores = z.strictObject({ answered: Score, clear: Score, kind: Score });
export type ReviewScores = z.infer<typeof ReviewScores>;

/**
 * How it stands with one conversation of a sample. `released`: a colleague of its desk let the reviewer in, by an epoch that
 * names them. `over`: the review has ended and the newest epoch names them still. `gone`: it was destroyed, or is of
 * another desk now.
 */
const ReviewedState = z.enum(["asked", "released", "refused", "over", "left_out", "gone"]);
export type ReviewedState = z.infer<typeof ReviewedState>;

/** `conversation`: null towards who only supervises, and where it is gone. */
const Reviewed = z.strictObject({
  conversation: z.nullable(ConversationId),
  closedAtMs: timeMs,
  topic: z.nullable(TopicId),
  state: ReviewedState,
  refusal: z.nullable(ReviewRefusal),
  scores: z.nullable(ReviewScores),
});
export type Reviewed = z.infer<typeof Reviewed>;

export const Review = z.strictObject({
  review: ReviewId,
  selection: ReviewSelection,
  reviewer: MemberId,
  reason: z.string(),
  askedBy: MemberId,
  askedAtMs: timeMs,
  endsAtMs: timeMs,
  /** Ended by hand, or by its last moment; null while it is open. */
  endedAtMs: z.nullable(timeMs),
  conversations: z.array(Reviewed).check(z.maxLength(maxReviewed)),
});
export type Review = z.infer<typeof Review>;

/**
 * `GET /api/v1/reviews`: newest first. `asked`: of the desks that the caller supervises. `toRelease`: of the desks that they
 * answer at, while one conversation of it is `asked` or `over`. `toReview`: whose reviewer they are, while it is open.
 */
export const Reviews = z.strictObject({
  /** Whether the town chose that reviewers may read along (considerations, `reviewers`). */
  allowed: z.boolean(),
  asked: z.array(Review),
  toRelease: z.array(Review),
  toReview: z.array(Review),
});
export type Reviews = z.infer<typeof Reviews>;
