import { useTexts } from "../texts/texts.js";
import { Field } from "../townSettings/fields.js";

/** A text of more than one line. */
export const TextArea = ({
  label,
  hint,
  value,
  missing = false,
  maxLength = 1_000,
  rows = 3,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  /** It must be filled in, and is not. */
  missing?: boolean;
  maxLength?: number;
  rows?: number;
  onChange: (value: string) => void;
}) => (
  <Field label={label} hint={hint}>
    {(described) => (
      <textarea
        {...described}
        className="field records-text"
        rows={rows}
        maxLength={maxLength}
        aria-invalid={missing || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

/** Why; marked where it is missing and somebody tried. */
export const ReasonField = ({
  value,
  missing,
  onChange,
}: {
  value: string;
  missing: boolean;
  onChange: (value: string) => void;
}) => {
  const { records } = useTexts();
  return (
    <TextArea
      label={records.reason}
      hint={records.reasonHint}
      value={value}
      missing={missing && value.trim() === ""}
      onChange={onChange}
    />
  );
};
