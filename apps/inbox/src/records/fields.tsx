import type { ReactNode } from "react";
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

/** A day, as YYYY-MM-DD; empty for none. */
export const DayField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) => (
  <Field label={label}>
    {(described) => (
      <input
        {...described}
        className="field field-moment"
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

/** One of some; empty for none of them. */
export const SelectField = ({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string | null | undefined;
  onChange: (value: string) => void;
  children: ReactNode;
}) => (
  <Field label={label}>
    {(described) => (
      <select
        {...described}
        className="field"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    )}
  </Field>
);
