import type { Sending } from "@eigenkanaal/client";
import type { RefObject } from "preact";
import { useId, useState } from "preact/hooks";
import { SendIcon } from "../icons.js";
import { IconButton } from "../shell/IconButton.js";
import { useReading } from "../texts/reading.js";
import { messageLength } from "./messageLength.js";

/** Where one writes: grows to five lines; Enter sends, Shift+Enter breaks the line. A text that could not be kept comes back. */
export const Composer = ({
  field,
  sending,
  onSend,
  onTyping,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  sending: Sending;
  onSend: (text: string) => Promise<void>;
  onTyping: () => void;
}) => {
  const { texts } = useReading();
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);
  const hintId = useId();
  const length = messageLength(text);
  const stopped = sending === "possible" ? null : texts.stopped[sending];
  const sendable = stopped === null && text.trim() !== "" && length.state !== "over";

  const send = (): void => {
    field.current?.focus();
    if (!sendable) return;
    setText("");
    setFailed(false);
    onSend(text.trim()).catch(() => {
      setText((since) => (since === "" ? text : `${text}\n${since}`));
      setFailed(true);
    });
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
            if (event.currentTarget.value !== "") onTyping();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
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
