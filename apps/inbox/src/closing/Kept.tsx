import type { ConversationView } from "@eigenkanaal/client";
import { type Keeping, keepingOf } from "@eigenkanaal/domain";
import type { RetentionTable } from "@eigenkanaal/protocol";
import { type Formats, useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { classWords } from "./keptWords.js";

/** Until when a closed conversation is kept, and by which class. */
export const Kept = ({
  keeping,
  retention: table,
}: {
  keeping: NonNullable<ConversationView["keeping"]>;
  retention: RetentionTable;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <>
      {untilWords(keepingOf(table, keeping), texts.closing.facts, formats)}
      <span className="quiet label-hint">{classWords(table, keeping.retention, { texts, formats })}</span>
    </>
  );
};

const untilWords = (keeping: Keeping, words: Texts["closing"]["facts"], { civilDay }: Formats): string =>
  keeping.kept === "until" ? words.until(civilDay(keeping.through)) : words[keeping.kept];
