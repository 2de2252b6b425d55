import type { ConversationView } from "@eigenkanaal/client";
import { keepingOf } from "@eigenkanaal/domain";
import type { RetentionTable } from "@eigenkanaal/protocol";
import { civilDay } from "../texts/dates.js";
import { type KeptTexts, keptTexts } from "../texts/kept.js";
import { localised, type Reading, useReading } from "../texts/reading.js";

type Keeping = NonNullable<ConversationView["keeping"]>;

/** Until when a closed conversation is kept, whether it is kept longer, and for who opens it, why. */
export const KeptLine = ({
  keeping,
  table,
  longer,
}: {
  keeping: Keeping;
  table: RetentionTable;
  longer: boolean;
}) => {
  const reading = useReading();
  const words = keptTexts[reading.lang];
  return (
    <details class="kept">
      <summary>
        {until(keeping, table, { words, reading })} {longer && `${words.longer} `}
        <span class="kept-why">{words.why}</span>
      </summary>
      <p class="nl-paragraph">
        {why(keeping, table, { words, reading })} {longer && `${words.longerWhy} `}
        {words.anew}
      </p>
    </details>
  );
};

type Wording = { words: KeptTexts; reading: Reading };

const until = (keeping: Keeping, table: RetentionTable, { words, reading }: Wording): string => {
  const kept = keepingOf(table, keeping);
  return kept.kept === "until" ? words.until(civilDay(kept.through, reading)) : words[kept.kept];
};

const why = ({ retention }: Keeping, { classes }: RetentionTable, { words, reading }: Wording): string => {
  const found = classes.find((one) => one.class === retention);
  if (!found) return words.noTerm;
  const then = found.term === null ? words.neverDestroyed : words.destroyed;
  return `${words.class(localised(found.name, reading.lang), found.ground)} ${then}`;
};
