import type { SignInFailure } from "@eigenkanaal/client";
import type { Review, Reviewed } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { focusStep } from "./focusStep.js";
import { hashOfReviews } from "./place.js";
import type { ReviewProps } from "./roomProps.js";
import { readableIn } from "./sums.js";

/** What was released to the reviewer, and ending it. */
export const ReviewerPart = ({
  review,
  onDone,
  ...props
}: ReviewProps & { review: Review; onDone: (said: string) => void }) => {
  const texts = useTexts();
  const { review: words } = texts.reviews;
  const [ending, setEnding] = useState<"no" | "asked">("no");
  const [failure, setFailure] = useState<SignInFailure>();
  const readable = readableIn(review);
  const open = readable.filter(({ scores }) => scores === null).length;
  const end = async () => {
    const answer = await props.actions.end(review.review);
    if (answer.ok) onDone(words.finished);
    else setFailure(answer.failure);
  };
  return (
    <section className="review-own" aria-labelledby="review-own">
      <Heading level={3} appearance="level-4" id="review-own">
        {words.title}
      </Heading>
      <Paragraph>{words.intro}</Paragraph>
      <p className="quiet">{words.progress(readable.length - open, readable.length)}</p>
      <ul className="review-rows">
        {review.conversations.map((reviewed, index) => (
          <OwnRow key={reviewed.conversation ?? index} {...{ review, reviewed }} {...props} />
        ))}
      </ul>
      {failure && <SessionFailure failure={failure} />}
      <div key={ending} className="review-actions" ref={ending === "no" ? null : focusStep} tabIndex={-1}>
        {ending === "no" ? (
          <Button purpose="secondary" disabled={!props.online} onClick={() => setEnding("asked")}>
            {words.finish}
          </Button>
        ) : (
          <>
            <p className="notice" role="alert">
              {words.finishAsk(open)}
            </p>
            <Button
              purpose="primary"
              disabled={!props.online}
              data-purpose="finish"
              onClick={() => void end()}
            >
              {words.finish}
            </Button>
            <Button purpose="secondary" onClick={() => setEnding("no")}>
              {texts.cancel}
            </Button>
          </>
        )}
      </div>
    </section>
  );
};

const OwnRow = ({
  review: { review },
  reviewed: { conversation, topic, closedAtMs, state, scores },
  names,
}: { review: Review; reviewed: Reviewed } & Pick<ReviewProps, "names">) => {
  const { reviews: texts } = useTexts();
  const { review: words } = texts;
  const { longDate } = useFormats();
  const name = names.topic(topic);
  return (
    <li className="review-row">
      <span>
        {name}
        <span className="quiet keys-hint">{texts.closedOn(longDate(closedAtMs))}</span>
      </span>
      {state === "released" && conversation ? (
        <a className="nl-link" href={hashOfReviews({ review, conversation })}>
          {scores ? words.again : words.open}
          <span className="unseen">: {name}</span>
        </a>
      ) : (
        <span className="quiet">{state === "asked" ? words.waiting : texts.states[state]}</span>
      )}
    </li>
  );
};
