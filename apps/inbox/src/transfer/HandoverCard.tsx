import type { Entry } from "@eigenkanaal/client";
import type { DeskId, MemberId } from "@eigenkanaal/protocol";
import { HandOverIcon } from "../icons.js";
import type { TownNames } from "../queue/names.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

export type HandoverEntry = Extract<Entry, { kind: "handover" }>;

/** Who handed the conversation to whom, and why: for colleagues only. */
export const HandoverCard = ({
  entry,
  found,
  names,
}: {
  entry: HandoverEntry;
  /** The entry that was searched for. */
  found: string | null;
  names: TownNames;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <li
      className={entry.id === found ? "words words-internal bubble-found" : "words words-internal"}
      data-entry={entry.id}
    >
      <p className="words-head">
        <span className="words-note">
          <HandOverIcon />
          {handoverTitle(entry, names, texts)}
        </span>
        <time className="moment">{formats.time(entry.atMs)}</time>
      </p>
      {entry.note.text !== "" && (
        <p className="bubble" dir="auto">
          {entry.note.text}
        </p>
      )}
      {entry.delivery?.state === "queued" && <p className="progress">{texts.conversation.delivery.queued}</p>}
    </li>
  );
};

/** The card's title, as a sentence. */
export const handoverTitle = (
  { author, own, note }: HandoverEntry,
  names: TownNames,
  texts: Texts,
): string => {
  const { given, returned, givenByYou, returnedByYou } = texts.transfer;
  const to = note.to === "desk" ? names.desk(note.id as DeskId) : names.colleague(note.id as MemberId);
  if (own) return note.step === "given" ? givenByYou(to) : returnedByYou(to);
  const by = author.role === "member" ? author.alias : "";
  return note.step === "given" ? given(by, to) : returned(by, to);
};
