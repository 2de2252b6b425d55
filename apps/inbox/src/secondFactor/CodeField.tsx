import { useId } from "react";
import { useTexts } from "../texts/texts.js";

type CodeFieldProps = {
  /** `app`: only a code of the app serves. */
  accepts: "app" | "any";
  value: string;
  onChange: (value: string) => void;
};

/** Where a one-time code is typed; browsers offer what they know of it. */
export const CodeField = ({ accepts, value, onChange }: CodeFieldProps) => {
  const texts = useTexts();
  const id = useId();
  return (
    <>
      <label className="label" htmlFor={id}>
        {texts.secondFactor.code}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {texts.secondFactor.codeHints[accepts]}
      </p>
      <input
        id={id}
        className="field field-code"
        type="text"
        inputMode={accepts === "app" ? "numeric" : "text"}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={20}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
};
