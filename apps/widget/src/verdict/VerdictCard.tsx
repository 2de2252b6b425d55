import type { VerdictActions } from "@eigenkanaal/client";
import type { AskedVerdict, Verdict, VerdictAnswer } from "@eigenkanaal/protocol";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useReading } from "../texts/reading.js";
import { verdictTexts } from "../texts/verdict.js";
import { RemarkForm } from "./RemarkForm.js";

const answers: readonly Verdict[] = ["yes", "partly", "no"];

/** Asks once whether one was helped; what was said can be changed, and remarked on. */
export const VerdictCard = ({
  asked: { given },
  remarked,
  actions,
}: {
  asked: AskedVerdict;
  /** A remark on this closing was made. */
  remarked: boolean;
  actions: VerdictActions;
}) => {
  const words = verdictTexts[useReading().lang];
  const [changing, setChanging] = useState(false);
  const [state, setState] = useState<"resting" | "acting" | "failed" | "gone">("resting");
  const titleId = useId();
  const said = useRef<HTMLParagraphElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);
  const asks = changing || given === null;

  useEffect(() => {
    // What had the focus is gone; nothing had it when the card came in.
    if (begun.current) (asks ? first : said).current?.focus();
  }, [asks]);

  const give = async (verdict: VerdictAnswer): Promise<void> => {
    if (state === "acting") return;
    begun.current = true;
    setState("acting");
    const code = await actions.give(verdict);
    if (code !== undefined) return setState(code === "not_asked" ? "gone" : "failed");
    setState("resting");
    setChanging(false);
  };
  const change = (): void => {
    begun.current = true;
    setChanging(true);
  };
  return (
    <section class="verdict" aria-labelledby={titleId}>
      <h2 id={titleId} class={asks ? "verdict-question" : "only-heard"}>
        {words.question}
      </h2>
      <p ref={said} tabIndex={-1} role="status">
        {!asks && words.said[given]}
      </p>
      {asks ? (
        <>
          <p class="verdict-how">{words.how}</p>
          {/* biome-ignore lint/a11y/useSemanticElements: buttons that act at once are no fields */}
          <div class="verdict-answers" role="group" aria-labelledby={titleId}>
            {answers.map((answer, index) => (
              <button
                key={answer}
                ref={index === 0 ? first : null}
                type="button"
                class="nl-button nl-button--secondary"
                aria-pressed={given === null ? undefined : given === answer}
                aria-disabled={state === "acting"}
                onClick={() => void give(answer)}
              >
                {words.answers[answer]}
              </button>
            ))}
            {given === null && (
              <button
                type="button"
                class="nl-button nl-button--subtle"
                aria-disabled={state === "acting"}
                onClick={() => void give("skipped")}
              >
                {words.skip}
              </button>
            )}
          </div>
        </>
      ) : (
        <div class="verdict-more">
          <button type="button" class="link" onClick={change}>
            {given === "skipped" ? words.answerAfterAll : words.change}
          </button>
          {given !== "skipped" &&
            (remarked ? (
              <p>{words.remark.sent}</p>
            ) : (
              <RemarkForm words={words.remark} actions={actions} onSent={() => said.current?.focus()} />
            ))}
        </div>
      )}
      <p class="failure" role="alert">
        {state === "failed" && words.failed}
        {state === "gone" && words.gone}
      </p>
    </section>
  );
};
