import { Button } from "@nl-design-system-candidate/button-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../texts/texts.js";

/** Asks why, and takes no empty answer. */
export const ReasonForm = ({
  label,
  onReason,
  onCancel,
}: {
  label: string;
  onReason: (reason: string) => void;
  onCancel: () => void;
}) => {
  const { destruction: words, cancel } = useTexts();
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="destruction-reason"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") return onReason(reason.trim());
        setRefused(true);
        field.current?.focus();
      }}
    >
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {words.reasonHint}
      </p>
      {refused && (
        <p className="notice notice-danger" id={`${id}-error`} role="alert">
          {words.noReason}
        </p>
      )}
      <textarea
        className="field"
        id={id}
        ref={field}
        rows={2}
        maxLength={1_000}
        value={reason}
        aria-invalid={refused || undefined}
        aria-describedby={refused ? `${id}-error ${id}-hint` : `${id}-hint`}
        onChange={(event) => {
          setReason(event.target.value);
          setRefused(false);
        }}
      />
      <div className="answer-actions">
        <Button purpose="primary" type="submit">
          {words.confirm}
        </Button>
        <Button purpose="subtle" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  );
};
