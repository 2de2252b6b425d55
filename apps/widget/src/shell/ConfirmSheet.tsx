import { useState } from "preact/hooks";
import { useReading } from "../texts/reading.js";
import { Sheet } from "./Sheet.js";

type Question = { title: string; how: string; keeps?: string; confirm: string; failed: string };

/** Asks before something that cannot be undone lightly; stays open with what went wrong when the act fails. */
export const ConfirmSheet = ({
  question,
  act,
  onClose,
}: {
  question: Question;
  act: () => Promise<void>;
  onClose: () => void;
}) => {
  const { texts } = useReading();
  const [state, setState] = useState<"asking" | "acting" | "failed">("asking");
  const confirm = (): void => {
    if (state === "acting") return;
    setState("acting");
    act().then(onClose, () => setState("failed"));
  };
  return (
    <Sheet title={question.title} onClose={onClose}>
      <p class="nl-paragraph">{question.how}</p>
      {question.keeps !== undefined && <p class="nl-paragraph">{question.keeps}</p>}
      {state === "failed" && (
        <p class="nl-paragraph failure" role="alert">
          {question.failed}
        </p>
      )}
      <div class="sheet-actions">
        <button
          type="button"
          class="nl-button nl-button--primary nl-button--negative"
          aria-disabled={state === "acting"}
          onClick={confirm}
        >
          {question.confirm}
        </button>
        <button type="button" class="nl-button nl-button--secondary" onClick={onClose}>
          {texts.widget.cancel}
        </button>
      </div>
    </Sheet>
  );
};
