import type { RecordsActions } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useCallback } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { endWords } from "./holdWords.js";
import { useLoaded } from "./useLoaded.js";

/** Among the details: by which holds the conversation is kept, and until when; nothing where there is none. */
export const HeldFact = ({
  conversation,
  holdsOf,
}: {
  conversation: ConversationId;
  holdsOf: RecordsActions["holdsOf"];
}) => {
  const { fact, holds: words } = useTexts().records;
  const formats = useFormats();
  const [state] = useLoaded(useCallback(() => holdsOf(conversation), [holdsOf, conversation]));
  if (state.at === "loading" || (state.at === "shown" && state.value.holds.length === 0)) return null;
  return (
    <div className="fact">
      <dt>{fact.title}</dt>
      <dd>
        {state.at === "failed" && <span className="quiet">{fact.failed}</span>}
        {state.at === "shown" &&
          state.value.holds.map(({ hold, kind, reference, endsAtMs }) => (
            <p key={hold}>
              {words.kinds[kind]} {reference}
              <span className="quiet label-hint">{endWords(endsAtMs, { words, formats })}</span>
            </p>
          ))}
      </dd>
    </div>
  );
};
