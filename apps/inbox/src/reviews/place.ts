import { ConversationId, ReviewId } from "@eigenkanaal/protocol";
import { useSyncExternalStore } from "react";

/** Where among the reviews somebody is: at all of them, at one, or reading a conversation of it. */
export type ReviewsPlace = { review: ReviewId | null; conversation: ConversationId | null };

export const reviewsHome: ReviewsPlace = { review: null, conversation: null };

/** `#/reviews`, `#/reviews/<review>`, `#/reviews/<review>/<conversation>`. */
export const hashOfReviews = ({ review, conversation }: ReviewsPlace): string =>
  ["#", "reviews", ...(review ? [review] : []), ...(review && conversation ? [conversation] : [])].join("/");

/** The place of a fragment; null for one that is elsewhere in the inbox. */
export const reviewsPlaceOf = (hash: string): ReviewsPlace | null => {
  const [, reviews, named, opened] = hash.split("/");
  if (reviews !== "reviews") return null;
  const review = ReviewId.safeParse(named).data ?? null;
  return { review, conversation: review && (ConversationId.safeParse(opened).data ?? null) };
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

export const useReviewsPlace = (): ReviewsPlace | null => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return reviewsPlaceOf(hash);
};

export const goToReviews = (place: ReviewsPlace): void => {
  window.location.hash = hashOfReviews(place);
};
