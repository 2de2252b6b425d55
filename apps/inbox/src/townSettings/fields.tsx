import { type ReactNode, useId } from "react";
import { useTexts } from "../texts/texts.js";

/** Fields as the forms of a town's settings have them: a label, what is worth knowing, and what one fills in. */

type Described = { id: string; "aria-describedby"?: string };

/** A field with its label and hint. */
export const Field = ({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string | undefined;
  children: (described: Described) => ReactNode;
}) => {
  const id = useId();
  return (
    <div className="town-field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="hint" id={`${id}hint`}>
          {hint}
        </p>
      )}
      {children({ id, ...(hint !== undefined && { "aria-describedby": `${id}hint` }) })}
    </div>
  );
};

export const TextField = ({
  label,
  hint,
  value,
  missing = false,
  lang,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  /** It must be filled in, and is not. */
  missing?: boolean;
  lang?: string;
  onChange: (value: string) => void;
}) => (
  <Field label={label} hint={hint}>
    {(described) => (
      <input
        {...described}
        className="field"
        maxLength={120}
        lang={lang}
        aria-invalid={missing || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

export const NumberField = ({
  label,
  hint,
  value,
  max,
  onChange,
}: {
  label: string;
  hint?: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}) => (
  <Field label={label} hint={hint}>
    {(described) => (
      <input
        {...described}
        className="field field-number"
        type="number"
        inputMode="numeric"
        min={1}
        max={max}
        required
        value={Number.isNaN(value) ? "" : value}
        aria-invalid={!isCount(value, max) || undefined}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    )}
  </Field>
);

/** Whether a number field holds a whole number that can be set. */
export const isCount = (value: number, max: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= max;

/** One thing or not, with what it means. */
export const Choice = ({
  label,
  hint,
  type = "checkbox",
  name,
  checked,
  onChange,
}: {
  label: ReactNode;
  hint?: string;
  type?: "checkbox" | "radio";
  name?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) => (
  <label className="choice">
    <input type={type} name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>
      {label}
      {hint !== undefined && <span className="quiet keys-hint">{hint}</span>}
    </span>
  </label>
);

export const Group = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => {
  const id = useId();
  return (
    <fieldset className="town-group" aria-describedby={hint === undefined ? undefined : id}>
      <legend className="label">{title}</legend>
      {hint !== undefined && (
        <p className="hint" id={id}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
};

/** From when on a setting holds: now, or from a moment as it was typed. */
export type From = { at: "now" } | { at: "later"; moment: string };

/** Unix ms, null for now; undefined where no moment was chosen. */
export const validFromOf = (from: From): number | null | undefined => {
  if (from.at === "now") return null;
  const atMs = Date.parse(from.moment);
  return Number.isNaN(atMs) ? undefined : atMs;
};

export const FromField = ({ from, onChange }: { from: From; onChange: (from: From) => void }) => {
  const { townSettings: words } = useTexts();
  const name = useId();
  return (
    <Group title={words.validFrom}>
      <Choice
        type="radio"
        name={name}
        label={words.fromNow}
        checked={from.at === "now"}
        onChange={() => onChange({ at: "now" })}
      />
      <Choice
        type="radio"
        name={name}
        label={words.fromLater}
        hint={words.fromLaterHint}
        checked={from.at === "later"}
        onChange={() => onChange({ at: "later", moment: "" })}
      />
      {from.at === "later" && (
        <Field label={words.moment}>
          {(described) => (
            <input
              {...described}
              className="field field-moment"
              type="datetime-local"
              required
              value={from.moment}
              onChange={(event) => onChange({ at: "later", moment: event.target.value })}
            />
          )}
        </Field>
      )}
    </Group>
  );
};
