import type { CitizenActions } from "@eigenkanaal/client";
import type { Erasure, RetentionTable } from "@eigenkanaal/protocol";
import { useEffect, useRef, useState } from "preact/hooks";
import { Sheet } from "../shell/Sheet.js";
import { civilDay } from "../texts/dates.js";
import { erasingTexts } from "../texts/erasing.js";
import { localised, type Reading, useReading } from "../texts/reading.js";

type Refused = Extract<Erasure, { outcome: "refused" }>;

type State = { step: "asking" | "acting" | "failed" } | { step: "refused"; erasure: Refused };

/**
 * Asks the town to erase the conversation, after saying what may come of it; what it is kept for, where it is. Once it is
 * erased the whole chat is another screen. A chunk of its own.
 */
export const EraseSheet = ({
  erase,
  table,
  onClose,
}: {
  erase: CitizenActions["erase"];
  table: RetentionTable;
  onClose: () => void;
}) => {
  const reading = useReading();
  const words = erasingTexts[reading.lang];
  const [state, setState] = useState<State>({ step: "asking" });
  const answer = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state.step === "refused") answer.current?.focus();
  }, [state.step]);
  const ask = (): void => {
    if (state.step === "acting") return;
    setState({ step: "acting" });
    erase().then(
      (erasure) => {
        if (erasure?.outcome === "refused") setState({ step: "refused", erasure });
        else if (!erasure) setState({ step: "failed" });
      },
      () => setState({ step: "failed" }),
    );
  };
  if (state.step === "refused")
    return (
      <Sheet title={words.title} onClose={onClose}>
        <p ref={answer} class="nl-paragraph" tabIndex={-1}>
          <strong>{words.refused}</strong>
        </p>
        <p class="nl-paragraph">
          {groundOf(state.erasure, table, reading)} {words.law[state.erasure.ground]}
        </p>
        <p class="nl-paragraph">{words.disagree}</p>
        <p class="nl-paragraph">{words.here}</p>
        <div class="sheet-actions">
          <button type="button" class="nl-button nl-button--secondary" onClick={onClose}>
            {reading.texts.widget.close}
          </button>
        </div>
      </Sheet>
    );
  return (
    <Sheet title={words.title} onClose={onClose}>
      {[words.how, words.may, words.mayNot, words.remembered].map((one) => (
        <p key={one} class="nl-paragraph">
          {one}
        </p>
      ))}
      {state.step === "failed" && (
        <p class="nl-paragraph failure" role="alert">
          {words.failed}
        </p>
      )}
      <div class="sheet-actions">
        <button
          type="button"
          class="nl-button nl-button--primary nl-button--negative"
          aria-disabled={state.step === "acting"}
          onClick={ask}
        >
          {words.confirm}
        </button>
        <button type="button" class="nl-button nl-button--secondary" onClick={onClose}>
          {reading.texts.widget.cancel}
        </button>
      </div>
    </Sheet>
  );
};

/** What it is kept for, in words. */
const groundOf = (
  { ground, class: retention, through }: Refused,
  { classes }: RetentionTable,
  reading: Reading,
): string => {
  const words = erasingTexts[reading.lang];
  const name = classes.find((one) => one.class === retention)?.name;
  const called = name ? localised(name, reading.lang) : (retention ?? "");
  switch (ground) {
    case "held":
      return words.held;
    case "in_hand":
      return words.inHand;
    case "term":
      return words.term(called, through === null ? "" : civilDay(through, reading));
    case "forever":
      return words.forever(called);
    case "no_term":
      return words.noTerm;
  }
};
