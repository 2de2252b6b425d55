import type {
  AskReview,
  ConversationId,
  DeskId,
  ErrorCode,
  MemberId,
  Review,
  ReviewId,
  ReviewRefusal,
  ReviewScores,
  Reviews,
} from "@eigenkanaal/protocol";
import type { StoreApi } from "zustand/vanilla";
import type { RecordOutcome } from "./archiveReadingViews.js";
import type { AccountAnswer, SignInFailure } from "./failures.js";

/** Samples of what a desk answered, that a colleague lets a reviewer read (PROTOCOL.md Q). */

/** `failure`: why what is shown is not of now; null while it is. */
export type ReviewsState =
  | { phase: "loading" }
  | { phase: "failed"; failure: SignInFailure }
  | { phase: "shown"; reviews: Reviews; failure: SignInFailure | null };

/** One conversation of a sample. */
export type ReviewedPlace = { review: ReviewId; conversation: ConversationId };

/**
 * `untrusted`: its records do not stand. `no_key`: it cannot be opened here, or there is no valid key to seal to. `no_right`: the
 * desk's signed roster does not let that member review.
 */
export type ReleaseFailure = ErrorCode | "untrusted" | "no_key" | "no_right";

/** What became of letting a reviewer into one conversation. `number`: its gespreksnummer, where it opened. */
export type Released = {
  conversation: ConversationId;
  number: string | null;
  failure: ReleaseFailure | null;
};

export type ReviewActions = {
  readonly state: Pick<StoreApi<ReviewsState>, "getState" | "getInitialState" | "subscribe">;
  /** Keeps it as it is now until what is given back is called. */
  follow(): () => void;
  /** Fetches it now. */
  refresh(): Promise<void>;
  /** The desks that this member supervises, and whom each lets review, by their signed rosters. */
  desks(): Promise<{ desk: DeskId; reviewers: { member: MemberId; name: string }[] }[]>;
  ask(asked: AskReview): Promise<AccountAnswer<Review>>;
  /** Says that a reviewer is not let into a conversation, and why. */
  refuse(place: ReviewedPlace, reason: ReviewRefusal): Promise<AccountAnswer<Review>>;
  /**
   * Lets its reviewer into these conversations, one after another; one that fails is told and stops none. Ends early when it is
   * aborted: what was released by then is.
   */
  release(
    review: Review,
    conversations: readonly ConversationId[],
    how?: { signal?: AbortSignal; told?: (released: Released[]) => void },
  ): Promise<Released[]>;
  /** Opens a conversation that was released to this member, whole; nothing of it is kept. */
  read(conversation: ConversationId, how?: { signal?: AbortSignal }): Promise<RecordOutcome>;
  score(place: ReviewedPlace, scores: ReviewScores): Promise<AccountAnswer<Review>>;
  end(review: ReviewId): Promise<AccountAnswer<Review>>;
};
