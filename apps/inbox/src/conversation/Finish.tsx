import type { Judgement } from "@eigenkanaal/client";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";

type FinishProps = {
  onFinish: (outcome: Judgement) => Promise<ErrorCode | undefined>;
  onClose: () => void;
  /** In the place of the words for one conversation. */
  title?: string;
  confirm?: string;
  children?: ReactNode;
};

const outcomes = ["answered", "refused", "no_answer", "spam"] as const satisfies readonly Judgement[];

/** Closing a conversation, or several, with how it ended. */
export const Finish = ({ onFinish, onClose, title, confirm, children }: FinishProps) => {
  const texts = useTexts();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>("answered");
  const [refused, setRefused] = useState<ErrorCode>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const code = await onFinish(outcome);
    if (code) setRefused(code);
    else onClose();
  };
  return (
    <Modal title={title ?? texts.finish.title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <fieldset className="outcomes">
          <legend>{texts.finish.question}</legend>
          {outcomes.map((each) => (
            <label key={each} className="choice outcome">
              <input
                type="radio"
                name="outcome"
                checked={outcome === each}
                data-first={outcome === each || undefined}
                onChange={() => setOutcome(each)}
              />
              <span>
                {texts.finish.outcomes[each]}
                <span className="quiet outcome-hint">{texts.finish.hints[each]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {refused && (
          <Paragraph className="notice notice-danger" role="alert">
            {texts.refused[refused]}
          </Paragraph>
        )}
        {children}
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {confirm ?? texts.finish.confirm}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
