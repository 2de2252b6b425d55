import { findPersonalData } from "@eigenkanaal/domain";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Surroundings } from "../shell/surroundings.js";
import { beforeSendingTexts } from "../texts/beforeSending.js";
import { useReading } from "../texts/reading.js";

/** A chunk of its own: it is fetched while the person reads or writes, and nothing is sent before it has come. */

/** Personal data in what was written, found on this device; the town's own numbers and addresses are none. */
export const personalDataIn = (
  text: string,
  { phone, counterUrl }: Pick<Surroundings, "phone" | "counterUrl">,
) =>
  findPersonalData(text, {
    phones: phone === null ? [] : [phone],
    hosts: counterUrl === null ? [] : [new URL(counterUrl).hostname],
  });

export type PersonalDataFound = ReturnType<typeof personalDataIn>;

/** Asks once, in place, whether personal data is meant to go along. The focus begins on what sends nothing. */
export const BeforeSending = ({
  found,
  onAdjust,
  onSend,
}: {
  found: PersonalDataFound;
  onAdjust: () => void;
  onSend: () => void;
}) => {
  const { lang } = useReading();
  const words = beforeSendingTexts[lang];
  const questionId = useId();
  const adjust = useRef<HTMLButtonElement>(null);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  useEffect(() => adjust.current?.focus(), []);
  return (
    <fieldset
      class="composer-question"
      aria-labelledby={questionId}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Esc answers the question first; only then does it minimise the chat.
        event.stopPropagation();
        onAdjust();
      }}
    >
      <p id={questionId}>
        <strong>{words.question(kinds)}</strong> {words.advice(kinds)}
      </p>
      <button
        ref={adjust}
        type="button"
        class="nl-button nl-button--primary"
        aria-describedby={questionId}
        onClick={onAdjust}
      >
        {words.adjust}
      </button>
      <button type="button" class="nl-button nl-button--secondary" onClick={onSend}>
        {words.send}
      </button>
    </fieldset>
  );
};
