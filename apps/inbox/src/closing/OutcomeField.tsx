import type { Judgement } from "@eigenkanaal/client";
import { useId } from "react";
import { useTexts } from "../texts/texts.js";

const outcomes = ["answered", "refused", "no_answer", "spam"] as const satisfies readonly Judgement[];

/** How it ended. The focus of a card begins here, so that Enter closes the commonest one. */
export const OutcomeField = ({
  outcome,
  onChange,
}: {
  outcome: Judgement;
  onChange: (outcome: Judgement) => void;
}) => {
  const { finish: words } = useTexts();
  const name = useId();
  return (
    <fieldset className="outcomes">
      <legend>{words.question}</legend>
      {outcomes.map((each) => (
        <label key={each} className="choice outcome">
          <input
            type="radio"
            name={name}
            checked={outcome === each}
            data-first={outcome === each || undefined}
            onChange={() => onChange(each)}
          />
          <span>
            {words.outcomes[each]}
            <span className="quiet outcome-hint">{words.hints[each]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
