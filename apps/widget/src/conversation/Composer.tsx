import type { Sending } from "@eigenkanaal/client";
import type { RefObject } from "preact";
import { type Dispatch, type StateUpdater, useEffect, useId, useState } from "preact/hooks";
import { SendIcon } from "../icons.js";
import { IconButton } from "../shell/IconButton.js";
import { useSurroundings } from "../shell/surroundings.js";
import { useReading } from "../texts/reading.js";
import type { PersonalDataFound } from "./BeforeSending.js";
import { messageLength } from "./messageLength.js";

const loadBeforeSending = () => import("./BeforeSending.js");

/** The question that stands before sending. */
type Question = {
  found: PersonalDataFound;
  BeforeSending: Awaited<ReturnType<typeof loadBeforeSending>>["BeforeSending"];
};

/**
 * Where one writes: grows to five lines; Enter sends, Shift+Enter breaks the line. Personal data is asked about first. A
 * text that could not be looked at or kept comes back.
 */
export const Composer = ({
  field,
  text,
  setText,
  sending,
  onSend,
  onTyping,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  setText: Dispatch<StateUpdater<string>>;
  sending: Sending;
  onSend: (text: string) => Promise<void>;
  onTyping: () => void;
}) => {
  const { texts } = useReading();
  const [failed, setFailed] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const contact = useSurroundings();
  const hintId = useId();
  const length = messageLength(text);
  const stopped = sending === "possible" ? null : texts.stopped[sending];
  const sendable = stopped === null && text.trim() !== "" && length.state !== "over";

  // Ahead of the first sending; should it fail, sending tries again.
  useEffect(() => void loadBeforeSending().catch(() => undefined), []);

  const comesBack = (): void => setText((since) => (since === "" ? text : `${text}\n${since}`));
  const send = async (): Promise<void> => {
    setQuestion(null);
    setFailed(false);
    field.current?.focus();
    try {
      await onSend(text.trim());
    } catch {
      comesBack();
      setFailed(true);
    }
  };
  const askOrSend = async (): Promise<void> => {
    field.current?.focus();
    if (!sendable) return;
    // At once, so that pressing Enter twice sends once.
    setText("");
    try {
      const { BeforeSending, personalDataIn } = await loadBeforeSending();
      const found = personalDataIn(text, contact);
      if (found.length === 0) return await send();
      comesBack();
      setQuestion({ found, BeforeSending });
    } catch {
      comesBack();
      setFailed(true);
    }
  };
  const adjust = ([first]: PersonalDataFound): void => {
    setQuestion(null);
    field.current?.focus();
    if (first !== undefined) field.current?.setSelectionRange(first.start, first.end);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void askOrSend();
      }}
    >
      {question !== null && (
        <question.BeforeSending
          found={question.found}
          onAdjust={() => adjust(question.found)}
          onSend={() => {
            setText("");
            void send();
          }}
        />
      )}
      <p
        id={hintId}
        class={stopped === null && length.state === "near" ? "composer-hint" : "composer-hint failure"}
        role="status"
      >
        {stopped}
        {stopped === null && failed && texts.composer.notKept}
        {length.state === "near" && texts.composer.bytesLeft(length.leftBytes)}
        {length.state === "over" && texts.composer.tooLong(length.overBytes)}
      </p>
      {/* The grid's hidden twin repeats the text and so gives the field its height, without a style of its own. */}
      <div class="composer-field" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={texts.composer.label}
          aria-describedby={hintId}
          aria-invalid={length.state === "over"}
          placeholder={texts.composer.placeholder}
          enterkeyhint="send"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setQuestion(null);
            if (event.currentTarget.value !== "") onTyping();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void askOrSend();
          }}
        />
      </div>
      <IconButton
        type="submit"
        class={`nl-button nl-button--primary nl-button--icon-only send ${sendable ? "" : "nl-button--disabled"}`}
        label={texts.composer.send}
        icon={<SendIcon />}
        aria-disabled={!sendable}
      />
    </form>
  );
};
