import { type KeyboardEvent, type Ref, useId, useRef } from "react";
import { bytesOver } from "../conversation/textLimit.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { maxCardBytes } from "./card.js";

/** Where it was about, for colleagues. */
export const PlaceField = ({
  place,
  fieldRef,
  onChange,
}: {
  place: string;
  fieldRef: Ref<HTMLInputElement>;
  onChange: (place: string) => void;
}) => {
  const { closing: words } = useTexts();
  const { number } = useFormats();
  const id = useId();
  const over = bytesOver(place.trim(), maxCardBytes.place);
  return (
    <div className="closing-field">
      <label htmlFor={id}>{words.place}</label>
      <p id={`${id}hint`} className="quiet">
        {words.placeHint}
      </p>
      <input
        id={id}
        className="field"
        ref={fieldRef}
        dir="auto"
        autoComplete="off"
        aria-describedby={`${id}hint ${id}problem`}
        aria-invalid={over > 0 || undefined}
        value={place}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}problem`} className="closing-problem" role="alert">
        {over > 0 && words.placeTooLong(number(over))}
      </p>
    </div>
  );
};

type SummaryFieldProps = {
  label: string;
  hint: string;
  summary: string;
  /** What else is wrong with it than its length. */
  problem: string | undefined;
  /** Nobody wrote it: the first letter that is typed replaces it. */
  prefilled: boolean;
  fieldRef: Ref<HTMLTextAreaElement>;
  onChange: (summary: string) => void;
};

/** What it was about, in a sentence. Enter begins a line; with Ctrl or Cmd it sends the form. */
export const SummaryField = ({ label, hint, summary, problem, prefilled, ...rest }: SummaryFieldProps) => {
  const { closing: words } = useTexts();
  const { number } = useFormats();
  const id = useId();
  // A click puts the cursor where one wants it, the second time.
  const selected = useRef(false);
  const over = bytesOver(summary.trim(), maxCardBytes.summary);
  const says = over > 0 ? words.summaryTooLong(number(over)) : problem;
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <div className="closing-field">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}hint`} className="quiet">
        {hint}
      </p>
      <textarea
        id={id}
        className="field"
        ref={rest.fieldRef}
        dir="auto"
        rows={2}
        aria-describedby={`${id}hint ${id}problem`}
        aria-invalid={says !== undefined || undefined}
        value={summary}
        onFocus={(event) => {
          if (prefilled && !selected.current) event.currentTarget.select();
          selected.current = true;
        }}
        onChange={(event) => rest.onChange(event.target.value)}
        onKeyDown={keys}
      />
      <p id={`${id}problem`} className="closing-problem" role="alert">
        {says}
      </p>
    </div>
  );
};
