import type { VerdictActions } from "@eigenkanaal/client";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { verdictTexts } from "../texts/verdict.js";

/** So many characters always fit in a remark, whatever they are (DESIGN.md 3.1). */
const maxCharacters = 1_000;

/** A remark beside the verdict, for who wants to make one: offered, and then written. */
export const RemarkForm = ({
  words,
  actions,
  onSent,
}: {
  words: (typeof verdictTexts)["nl"]["remark"];
  actions: Pick<VerdictActions, "remark" | "supervised">;
  /** It is on its way: the form goes, and the focus with it. */
  onSent: () => void;
}) => {
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState("");
  const [shared, setShared] = useState(false);
  /** Whether there is anybody to share it with. */
  const [supervised, setSupervised] = useState(false);
  const [state, setState] = useState<"resting" | "acting" | "empty" | "failed">("resting");
  const fieldId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const offer = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);

  useEffect(() => {
    if (begun.current) (writing ? field : offer).current?.focus();
  }, [writing]);
  useEffect(() => {
    if (writing) void actions.supervised().then(setSupervised);
  }, [writing, actions]);
  const go = (to: boolean): void => {
    begun.current = true;
    setWriting(to);
    setState("resting");
  };
  const submit = (): void => {
    if (state === "acting") return;
    if (text.trim() === "") {
      setState("empty");
      field.current?.focus();
      return;
    }
    setState("acting");
    actions.remark(text.trim(), { shared: supervised && shared }).then(onSent, () => setState("failed"));
  };

  if (!writing)
    return (
      <button ref={offer} type="button" class="link" onClick={() => go(true)}>
        {words.offer}
      </button>
    );
  return (
    <form
      class="remark-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        go(false);
      }}
    >
      <label for={fieldId}>{words.label}</label>
      <textarea
        ref={field}
        id={fieldId}
        rows={3}
        maxLength={maxCharacters}
        aria-describedby={`${fieldId}-how`}
        aria-invalid={state === "empty"}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id={`${fieldId}-how`}>{words.how}</p>
      {supervised && (
        <>
          <label class="remark-share">
            <input
              type="checkbox"
              checked={shared}
              aria-describedby={`${fieldId}-share`}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
            {words.share}
          </label>
          <p id={`${fieldId}-share`}>{words.shareHow}</p>
        </>
      )}
      <p class="failure" role="alert">
        {state === "empty" && words.empty}
        {state === "failed" && words.failed}
      </p>
      <div class="verdict-answers">
        <button type="submit" class="nl-button nl-button--primary" aria-disabled={state === "acting"}>
          {words.send}
        </button>
        <button type="button" class="nl-button nl-button--secondary" onClick={() => go(false)}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
};
