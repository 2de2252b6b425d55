import type { SignInFailure } from "@eigenkanaal/client";
import type { Review, Reviewed } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useState } from "react";
import { focusStep } from "../../reviews/focusStep.js";
import { ReviewFacts, ReviewTitle } from "../../reviews/ReviewFacts.js";
import { countsOf, scales, scores } from "../../reviews/sums.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import type { QualityProps } from "./roomProps.js";

/** How it stands with one sample: its conversations by topic and day, never by what was said, and how often each verdict was given. */
export const AskedReview = ({
  review,
  onEnded,
  ...props
}: QualityProps & { review: Review; onEnded: () => void }) => {
  const texts = useTexts();
  const { quality: words } = texts.reviews;
  const { longDate } = useFormats();
  const [ending, setEnding] = useState<"no" | "asked">("no");
  const [failure, setFailure] = useState<SignInFailure>();
  const { selection, conversations, endedAtMs } = review;
  const released = conversations.filter(({ state }) =>
    ["released", "over", "left_out"].includes(state),
  ).length;
  const id = `review-${review.review}`;
  const end = async () => {
    const answer = await props.actions.end(review.review);
    if (!answer.ok) return setFailure(answer.failure);
    setEnding("no");
    onEnded();
  };
  return (
    <article className="review-asked" aria-labelledby={id}>
      <Heading level={2} appearance="level-4" id={id}>
        <ReviewTitle review={review} {...props} />
      </Heading>
      <ReviewFacts review={review} {...props} />
      <p className="quiet">
        {words.summary(conversations.length, released)},{" "}
        {words.period(longDate(selection.fromMs), longDate(selection.toMs - 1))}
      </p>
      <Counts review={review} />
      <details className="review-conversations">
        <summary>{words.conversations}</summary>
        <ul>
          {conversations.map((reviewed, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no id here, and keep their order
            <AskedRow key={index} reviewed={reviewed} names={props.names} />
          ))}
        </ul>
      </details>
      {failure && <SessionFailure failure={failure} />}
      {endedAtMs === null && (
        <div key={ending} className="review-actions" ref={ending === "no" ? null : focusStep} tabIndex={-1}>
          {ending === "no" ? (
            <Button purpose="secondary" disabled={!props.online} onClick={() => setEnding("asked")}>
              {words.end}
            </Button>
          ) : (
            <>
              <p className="notice" role="alert">
                {words.endAsk}
              </p>
              <Button purpose="primary" disabled={!props.online} onClick={() => void end()}>
                {words.end}
              </Button>
              <Button purpose="secondary" onClick={() => setEnding("no")}>
                {texts.cancel}
              </Button>
            </>
          )}
        </div>
      )}
    </article>
  );
};

const AskedRow = ({
  reviewed: { topic, closedAtMs, state, refusal },
  names,
}: { reviewed: Reviewed } & Pick<QualityProps, "names">) => {
  const { reviews: words } = useTexts();
  const { longDate } = useFormats();
  return (
    <li>
      {names.topic(topic)}, <span className="quiet">{words.closedOn(longDate(closedAtMs))}</span>:{" "}
      {refusal ? words.refusedBecause(words.states[state], words.refusals[refusal]) : words.states[state]}
    </li>
  );
};

const Counts = ({ review }: { review: Review }) => {
  const { reviews: words } = useTexts();
  const { number } = useFormats();
  const counts = countsOf(review);
  if (!counts) return <p className="quiet">{words.quality.noScores}</p>;
  return (
    <table className="review-counts">
      <caption>{words.quality.counts}</caption>
      <thead>
        <tr>
          <th scope="col">{words.quality.scale}</th>
          {scores.map((score) => (
            <th key={score} scope="col">
              {words.scores[score]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scales.map((scale) => (
          <tr key={scale}>
            <th scope="row">{words.review.scales[scale]}</th>
            {scores.map((score) => (
              <td key={score}>{number(counts[scale][score])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
