import type { Review, Reviews } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useState } from "react";
import { BackIcon, OfflineIcon, QualityIcon } from "../icons.js";
import { WhenLoaded } from "../records/WhenLoaded.js";
import { useTexts } from "../texts/texts.js";
import { goToReviews, hashOfReviews, type ReviewsPlace, reviewsHome } from "./place.js";
import { ReadingPage } from "./ReadingPage.js";
import { RequestPart } from "./RequestPart.js";
import { ReviewerPart } from "./ReviewerPart.js";
import { ReviewFacts, ReviewTitle } from "./ReviewFacts.js";
import type { ReviewProps } from "./roomProps.js";
import { askedIn, dueIn, readableIn } from "./sums.js";
import { useReviews } from "./useReviews.js";

/** What a supervisor asks of this member: as a colleague of the desk to let a reviewer in, or as the reviewer to read. */
export const ReviewsRoom = ({ place, ...props }: ReviewProps & { place: ReviewsPlace }) => {
  const { reviews: words } = useTexts();
  const { state, isCurrent } = useReviews(props.actions);
  const [said, setSaid] = useState("");
  const { review, conversation } = place;
  // Who comes along a link arrives at the words it leads to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each place anew
  useEffect(() => document.getElementById("reviews-title")?.focus(), [review, conversation, state.at]);
  return (
    <main className="town reviews">
      <header className="town-header">
        {review && (
          <a
            className="town-back reviews-back"
            href={hashOfReviews(conversation ? { review, conversation: null } : reviewsHome)}
          >
            <BackIcon />
            {words.back}
          </a>
        )}
        <Heading level={1} appearance="level-3" id="reviews-title" tabIndex={-1}>
          {words.title}
        </Heading>
        {!(props.online && isCurrent) && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      <WhenLoaded state={state} load={props.actions.refresh} loading={words.loading}>
        {(reviews) => (
          <div className="town-body">
            <p className={said === "" || review ? "unseen" : "notice notice-ok"} role="status">
              {review ? "" : said}
            </p>
            {review === null ? (
              <AllReviews reviews={reviews} {...props} />
            ) : (
              <OneReview
                key={review}
                {...props}
                {...{ place, reviews }}
                onDone={(words) => {
                  setSaid(words);
                  goToReviews(reviewsHome);
                }}
              />
            )}
          </div>
        )}
      </WhenLoaded>
    </main>
  );
};

const AllReviews = ({ reviews, ...props }: { reviews: Reviews } & ReviewProps) => {
  const { reviews: words } = useTexts();
  const { toRelease, toReview } = dueIn(reviews);
  if (toRelease.length === 0 && toReview.length === 0)
    return (
      <div className="empty">
        <QualityIcon />
        <Heading level={2} appearance="level-4">
          {words.nothing.title}
        </Heading>
        <Paragraph>{words.nothing.text}</Paragraph>
      </div>
    );
  const listed = (title: string, some: readonly Review[], toDo: (review: Review) => number) =>
    some.length > 0 && (
      <section className="review-list" aria-label={title}>
        <Heading level={2} appearance="level-4">
          {title}
        </Heading>
        <ul>
          {some.map((review) => (
            <li key={review.review}>
              <a className="review-card" href={hashOfReviews({ review: review.review, conversation: null })}>
                <strong>
                  <ReviewTitle review={review} {...props} />
                </strong>
                <span className="review-to-do">{words.toDo(toDo(review))}</span>
                <ReviewFacts review={review} {...props} />
              </a>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {listed(words.release.title, toRelease, (review) => askedIn(review).length)}
      {listed(
        words.review.title,
        toReview,
        (review) => readableIn(review).filter(({ scores }) => !scores).length,
      )}
    </>
  );
};

const OneReview = ({
  place: { review: id, conversation },
  reviews,
  onDone,
  ...props
}: ReviewProps & { place: ReviewsPlace; reviews: Reviews; onDone: (said: string) => void }) => {
  const { reviews: words } = useTexts();
  const named = (some: readonly Review[]) => some.find(({ review }) => review === id);
  // What somebody works at stays while they do, also once nothing of it waits any more.
  const [request] = useState(() => named(reviews.toRelease));
  const asked = named(reviews.toRelease) ?? (request && { ...request, conversations: [] });
  const own = named(reviews.toReview);
  const reviewed = own?.conversations.find((one) => one.conversation === conversation);
  if (own && conversation && reviewed)
    return <ReadingPage key={conversation} review={own} {...{ conversation, reviewed }} {...props} />;
  if (!asked && !own) return <Paragraph className="notice">{words.notFound}</Paragraph>;
  const shown = own ?? request ?? asked;
  return (
    <div className="review-page">
      {shown && (
        <div>
          <Heading level={2} appearance="level-4">
            <ReviewTitle review={shown} {...props} />
          </Heading>
          <ReviewFacts review={shown} {...props} />
        </div>
      )}
      {asked && <RequestPart review={asked} {...props} />}
      {own && <ReviewerPart review={own} onDone={onDone} {...props} />}
    </div>
  );
};
