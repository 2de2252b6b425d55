import { useId } from "react";
import { bytesOver } from "../conversation/textLimit.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** The note that goes along, for colleagues only; `problem` says what is wrong with it. */
export const WhyField = ({
  label,
  value,
  problem,
  onChange,
}: {
  label: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) => {
  const { transfer, composer } = useTexts();
  const formats = useFormats();
  const id = useId();
  const over = bytesOver(value);
  const says = over > 0 ? composer.tooLong(formats.number(over)) : problem;
  return (
    <div className="transfer-why">
      <label htmlFor={id}>{label}</label>
      <p className="quiet" id={`${id}-hint`}>
        {transfer.whyHint}
      </p>
      <textarea
        id={id}
        className="field"
        data-first
        dir="auto"
        rows={3}
        aria-describedby={`${id}-hint ${id}-says`}
        aria-invalid={says !== undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-says`} className="transfer-problem" role="alert">
        {says}
      </p>
    </div>
  );
};
