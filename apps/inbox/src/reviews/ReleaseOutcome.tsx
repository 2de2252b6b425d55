import type { Released } from "@eigenkanaal/client";
import { useTexts } from "../texts/texts.js";
import { focusStep } from "./focusStep.js";

/** What became of letting the reviewer in: which were released, by the numbers that people know, and why others were not. */
export const ReleaseOutcome = ({ released }: { released: readonly Released[] }) => {
  const texts = useTexts();
  const { release: words } = texts.reviews;
  const failures = { ...texts.refused, ...words.failures };
  const went = released.filter(({ failure }) => failure === null);
  const failed = released.flatMap(({ failure, ...one }) => (failure === null ? [] : [{ ...one, failure }]));
  const numberOf = (number: string | null) => (number === null ? [] : [words.number(number)]);
  return (
    <div className="review-outcome" ref={focusStep} tabIndex={-1}>
      {went.length > 0 && (
        <div className="notice notice-ok" role="status">
          <p>{words.done(went.length)}</p>
          <ul>
            {went.map(
              ({ conversation, number }) =>
                number !== null && <li key={conversation}>{words.number(number)}</li>,
            )}
          </ul>
        </div>
      )}
      {failed.length > 0 && (
        <div className="notice notice-danger" role="alert">
          <p>{words.failed(failed.length)}</p>
          <ul>
            {failed.map(({ conversation, number, failure }) => (
              <li key={conversation}>{[...numberOf(number), failures[failure]].join(": ")}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
