import type { SignInFailure } from "@eigenkanaal/client";
import { ReviewScores } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { Choice, Group } from "../townSettings/fields.js";
import type { ReviewProps } from "./roomProps.js";
import { scales, scores } from "./sums.js";

/** What a reviewer makes of one conversation, on the three scales. */
export const ScoresForm = ({
  place,
  now,
  actions,
  online,
}: Pick<ReviewProps, "actions" | "online"> & {
  place: Parameters<ReviewProps["actions"]["score"]>[0];
  now: ReviewScores | null;
}) => {
  const { reviews: texts } = useTexts();
  const { review: words } = texts;
  const id = useId();
  const [given, setGiven] = useState<Partial<ReviewScores>>(now ?? {});
  const [said, setSaid] = useState<"nothing" | "saved" | "incomplete">("nothing");
  const [failure, setFailure] = useState<SignInFailure>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(undefined);
    const whole = ReviewScores.safeParse(given);
    if (!whole.success) return setSaid("incomplete");
    setSaid("nothing");
    const answer = await actions.score(place, whole.data);
    if (answer.ok) setSaid("saved");
    else setFailure(answer.failure);
  };
  return (
    <form className="review-scores" aria-labelledby={`${id}title`} onSubmit={(event) => void save(event)}>
      <Heading level={2} appearance="level-4" id={`${id}title`}>
        {words.scoresTitle}
      </Heading>
      {scales.map((scale) => (
        <Group key={scale} title={words.scales[scale]}>
          <div className="review-scale">
            {scores.map((score) => (
              <Choice
                key={score}
                type="radio"
                name={`${id}${scale}`}
                label={texts.scores[score]}
                checked={given[scale] === score}
                onChange={() => setGiven({ ...given, [scale]: score })}
              />
            ))}
          </div>
        </Group>
      ))}
      {failure && <SessionFailure failure={failure} />}
      {said === "incomplete" && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.incomplete}
        </Paragraph>
      )}
      <p className={said === "saved" ? "notice notice-ok" : "unseen"} role="status">
        {said === "saved" ? words.saved : ""}
      </p>
      <Button purpose="primary" type="submit" disabled={!online}>
        {words.save}
      </Button>
    </form>
  );
};
