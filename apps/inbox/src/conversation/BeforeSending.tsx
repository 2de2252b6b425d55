import type { PersonalData } from "@eigenkanaal/domain";
import { Button } from "@nl-design-system-candidate/button-react";
import { useEffect, useId, useRef } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

/** Asks once, in place, whether personal data is meant to stand in what is sent. The focus begins on what sends nothing. */
export const BeforeSending = ({
  found,
  words: own,
  onAdjust,
  onSend,
}: {
  found: PersonalData[];
  /** In the place of the words for an answer. */
  words?: Pick<Texts["beforeSending"], "question" | "advice" | "send">;
  onAdjust: () => void;
  onSend: () => void;
}) => {
  const { beforeSending } = useTexts();
  const words = { ...beforeSending, ...own };
  const formats = useFormats();
  const questionId = useId();
  const adjust = useRef<HTMLButtonElement>(null);
  useEffect(() => adjust.current?.focus(), []);
  const kinds = [...new Set(found.map(({ kind }) => words.kinds[kind]))];
  return (
    <fieldset
      className="before-sending"
      aria-labelledby={questionId}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Esc answers the question first; only then does it leave the dialog, or the conversation.
        event.preventDefault();
        event.stopPropagation();
        onAdjust();
      }}
    >
      <p id={questionId}>
        <strong>{words.question(formats.list(kinds), kinds.length)}</strong> {words.advice}
      </p>
      <Button purpose="primary" ref={adjust} aria-describedby={questionId} onClick={onAdjust}>
        {words.adjust}
      </Button>
      <Button purpose="secondary" onClick={onSend}>
        {words.send}
      </Button>
    </fieldset>
  );
};
