import { Button } from "@nl-design-system-candidate/button-react";
import { useEffect, useId, useRef } from "react";
import type { TextEntry } from "../conversation/blocks.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/**
 * Asks whether an answer still has to go, with what a colleague answered since it was begun in sight. The focus begins on
 * what sends nothing, so that a second Enter does not either.
 */
export const AnsweredMeanwhile = ({
  answers,
  onBack,
  onSend,
}: {
  answers: readonly TextEntry[];
  onBack: () => void;
  onSend: () => void;
}) => {
  const words = useTexts().together;
  const formats = useFormats();
  const questionId = useId();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const names = [...new Set(answers.map(({ author }) => (author.role === "member" ? author.alias : "")))];
  return (
    <fieldset
      className="before-sending"
      aria-labelledby={questionId}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Esc answers the question first; only then does it leave the conversation.
        event.stopPropagation();
        onBack();
      }}
    >
      <p id={questionId}>
        <strong>{words.answeredMeanwhile(formats.list(names), names.length)}</strong>
      </p>
      {/* Reached by the keyboard, for what is longer than its place. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className="meanwhile" aria-label={words.answers} tabIndex={0}>
        {answers.map(({ id, text, author }) => (
          <blockquote key={id} dir="auto">
            {names.length > 1 && author.role === "member" && <cite>{author.alias}</cite>}
            {text}
          </blockquote>
        ))}
      </section>
      <Button purpose="primary" ref={back} aria-describedby={questionId} onClick={onBack}>
        {words.goBack}
      </Button>
      <Button purpose="secondary" onClick={onSend}>
        {words.send}
      </Button>
    </fieldset>
  );
};
