import type { Review } from "@eigenkanaal/protocol";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { memberName, type ReviewProps } from "./roomProps.js";

type Named = { review: Review } & Pick<ReviewProps, "members" | "names">;

/** Who reviews which desk. */
export const ReviewTitle = ({ review: { reviewer, selection }, ...props }: Named) => {
  const { reviews: words } = useTexts();
  return words.reviewOf(memberName(reviewer, props), props.names.desk(selection.desk));
};

/** Why, by whom it was asked, and until when the reviewer can read. */
export const ReviewFacts = ({
  review: { reason, askedBy, askedAtMs, endsAtMs, endedAtMs },
  ...props
}: Named) => {
  const { reviews: words } = useTexts();
  const { dateTime, longDate } = useFormats();
  const until = endedAtMs === null ? words.until(longDate(endsAtMs - 1)) : words.ended(dateTime(endedAtMs));
  return (
    <span className="review-facts">
      <q className="review-reason">{reason}</q>
      <span className="quiet">
        {words.askedBy(memberName(askedBy, props), dateTime(askedAtMs))} · {until}
      </span>
    </span>
  );
};
