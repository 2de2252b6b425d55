import type { Review, Reviewed, ReviewScores, Reviews } from "@eigenkanaal/protocol";

type Score = ReviewScores[keyof ReviewScores];

/** In the order in which a reviewer is asked. */
export const scales = ["answered", "clear", "kind"] as const satisfies (keyof ReviewScores)[];
export const scores = ["good", "fair", "poor"] as const satisfies Score[];

/** The conversations that wait for a colleague of their desk. */
export const askedIn = ({ conversations }: Review): Reviewed[] =>
  conversations.filter(({ state, conversation }) => state === "asked" && conversation !== null);

/** Those that the reviewer can read now. */
export const readableIn = ({ conversations }: Review): Reviewed[] =>
  conversations.filter(({ state, conversation }) => state === "released" && conversation !== null);

/** The reviews of which a member has something to decide as a colleague of the desk, and to do as a reviewer. */
export const dueIn = ({ toRelease, toReview }: Reviews) => ({
  toRelease: toRelease.filter((review) => askedIn(review).length > 0),
  toReview,
});

/** How many conversations wait for this member; null where there is nothing for them at all. */
export const waitingIn = (reviews: Reviews): number | null => {
  const { toRelease, toReview } = dueIn(reviews);
  if (toRelease.length === 0 && toReview.length === 0) return null;
  const unscored = toReview.flatMap((review) => readableIn(review).filter((one) => one.scores === null));
  return toRelease.flatMap(askedIn).length + unscored.length;
};

/** How often each verdict was given on each scale; undefined before the first. */
export const countsOf = ({
  conversations,
}: Review): Record<keyof ReviewScores, Record<Score, number>> | undefined => {
  const given = conversations.flatMap((one) => one.scores ?? []);
  if (given.length === 0) return undefined;
  const count = (scale: keyof ReviewScores) => {
    const of = (score: Score) => given.filter((one) => one[scale] === score).length;
    return { good: of("good"), fair: of("fair"), poor: of("poor") };
  };
  return { answered: count("answered"), clear: count("clear"), kind: count("kind") };
};
