import type { Entry } from "@eigenkanaal/client";
import { DoneIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** What a conversation was registered with when it was closed: for colleagues only. */
export const Registered = ({
  entry: { id, author, own, card, atMs, delivery },
  found,
}: {
  entry: Extract<Entry, { kind: "registration" }>;
  /** The entry that was searched for. */
  found: string | null;
}) => {
  const { closing: words, conversation } = useTexts();
  const formats = useFormats();
  const about = [card.place, card.topic].filter(Boolean).join(" · ");
  return (
    <li
      className={id === found ? "words words-internal bubble-found" : "words words-internal"}
      data-entry={id}
    >
      <p className="words-head">
        <span className="words-note">
          <DoneIcon />
          {own || author.role === "citizen" ? words.registeredByYou : words.registered(author.alias)}
        </span>
        <time className="moment">{formats.time(atMs)}</time>
      </p>
      <p className="bubble" dir="auto">
        {card.summary}
      </p>
      {about !== "" && (
        <p className="registered-about" dir="auto">
          {about}
        </p>
      )}
      {delivery?.state === "queued" && <p className="progress">{conversation.delivery.queued}</p>}
    </li>
  );
};
