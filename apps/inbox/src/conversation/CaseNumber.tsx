import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { isCaseTooLong } from "./caseNumber.js";

/** The case's number among the details, to copy and to change. */
export const CaseNumber = ({
  number,
  onChange,
}: {
  number: string | null;
  /** Undefined for who only reads along. */
  onChange: (() => void) | undefined;
}) => {
  const { caseNumber: words } = useTexts();
  const [said, setSaid] = useState("");
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setSaid(words.copied);
  };
  return (
    <div className="case-number">
      <span>{number ?? words.none}</span>
      {number !== null && (
        <Button purpose="subtle" onClick={() => void copy(number)}>
          {words.copy}
        </Button>
      )}
      {onChange && (
        <Button
          purpose="subtle"
          aria-haspopup="dialog"
          aria-keyshortcuts="c"
          iconEnd={
            <span className="key" aria-hidden="true">
              c
            </span>
          }
          label={number === null ? words.set : words.change}
          onClick={onChange}
        />
      )}
      <span className="quiet" role="status">
        {said}
      </span>
    </div>
  );
};

/** Filling in the case's number, or taking it away. */
export const CaseNumberDialog = ({
  number,
  onKeep,
  onClose,
}: {
  number: string | null;
  onKeep: (number: string) => Promise<void>;
  onClose: () => void;
}) => {
  const { caseNumber: words, cancel } = useTexts();
  const [typed, setTyped] = useState(number ?? "");
  const [failure, setFailure] = useState<"none" | "not_kept">("none");
  const id = useId();
  const tooLong = isCaseTooLong(typed.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (tooLong) return;
    if (typed.trim() === (number ?? "")) return onClose();
    try {
      await onKeep(typed.trim());
      onClose();
    } catch {
      setFailure("not_kept");
    }
  };
  return (
    <Modal title={words.title} onClose={onClose}>
      <form className="snooze-moment" onSubmit={(event) => void submit(event)}>
        <label htmlFor={`${id}number`}>{words.label}</label>
        <p className="quiet" id={`${id}hint`}>
          {words.hint}
        </p>
        <input
          id={`${id}number`}
          className="field"
          data-first
          autoComplete="off"
          aria-describedby={`${id}hint ${id}problem`}
          aria-invalid={tooLong}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p id={`${id}problem`} className="transfer-problem" role="alert">
          {tooLong && words.tooLong}
        </p>
        {failure === "not_kept" && (
          <Paragraph className="notice notice-danger" role="alert">
            {words.notKept}
          </Paragraph>
        )}
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.keep}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
