import type { CitizenActions } from "@eigenkanaal/client";
import { codeOf, findByCode } from "@eigenkanaal/client/continuing";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { OutsideLink } from "../shell/OutsideLink.js";
import { PhoneLink } from "../shell/PhoneLink.js";
import { Sheet } from "../shell/Sheet.js";
import { type CodeWish, useSurroundings } from "../shell/surroundings.js";
import { codeTexts } from "../texts/code.js";
import { useReading } from "../texts/reading.js";

/** Going on with a conversation by its code: here with another's, or elsewhere with this one's. A chunk of its own. */

export const CodeSheet = ({
  wish,
  replaces,
  actions,
  onClose,
}: {
  wish: CodeWish;
  /** This device has a conversation, which goes. */
  replaces: boolean;
  actions: Pick<CitizenActions, "continueWith" | "ownKey">;
  onClose: () => void;
}) => {
  const words = codeTexts[useReading().lang][wish.which];
  return (
    <Sheet title={words.title} onClose={onClose}>
      {wish.which === "own" ? (
        <OwnCode actions={actions} />
      ) : (
        <EnterCode given={wish.given} replaces={replaces} actions={actions} onClose={onClose} />
      )}
      <ReachAPerson />
    </Sheet>
  );
};

const EnterCode = ({
  given,
  replaces,
  actions,
  onClose,
}: {
  given: string;
  replaces: boolean;
  actions: Pick<CitizenActions, "continueWith">;
  onClose: () => void;
}) => {
  const words = codeTexts[useReading().lang].enter;
  const [typed, setTyped] = useState(given);
  const [state, setState] = useState<
    "resting" | "acting" | "wrong_code" | "unknown" | "unreachable" | "storage"
  >("resting");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const go = async (): Promise<void> => {
    if (state === "acting") return;
    setState("acting");
    const outcome = await actions.continueWith(typed, findByCode).catch(() => "storage" as const);
    if (outcome === "continued") return onClose();
    setState(outcome);
    field.current?.focus();
  };
  const failed = state !== "resting" && state !== "acting";
  return (
    <>
      <p class="nl-paragraph">{words.how}</p>
      <p class="nl-paragraph">{words.beware}</p>
      {replaces && <p class="nl-paragraph notice">{words.replaces}</p>}
      <form
        class="notice-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <label for={id}>
          <strong>{words.label}</strong>
        </label>
        <input
          ref={field}
          id={id}
          class="code-field"
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          maxLength={60}
          aria-describedby={`${id}-hint`}
          aria-invalid={state === "wrong_code"}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p id={`${id}-hint`}>{words.hint}</p>
        <p class="failure" role="alert">
          {failed && words[state]}
        </p>
        <p role="status">{state === "acting" && words.acting}</p>
        <button type="submit" class="nl-button nl-button--primary" aria-disabled={state === "acting"}>
          {words.confirm}
        </button>
      </form>
    </>
  );
};

const OwnCode = ({ actions }: { actions: Pick<CitizenActions, "ownKey"> }) => {
  const words = codeTexts[useReading().lang].own;
  const [code, setCode] = useState<string | null>();
  const [copied, setCopied] = useState<"copied" | "notCopied">();
  useEffect(() => {
    actions.ownKey().then(
      (key) => setCode(key && codeOf(key)),
      () => setCode(null),
    );
  }, [actions]);
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(code ?? "").then(
      () => setCopied("copied"),
      () => setCopied("notCopied"),
    );
  if (code === null)
    return (
      <p class="nl-paragraph failure" role="alert">
        {words.failed}
      </p>
    );
  return (
    <>
      <p class="nl-paragraph">{words.how}</p>
      {code === undefined ? (
        <p role="status">{words.loading}</p>
      ) : (
        <output class="code-shown" aria-label={words.code}>
          {code}
        </output>
      )}
      <div class="sheet-actions">
        <button type="button" class="nl-button nl-button--secondary" onClick={() => void copy()}>
          {words.copy}
        </button>
      </div>
      <p role="status">{copied && words[copied]}</p>
      <p class="nl-paragraph">{words.secret}</p>
    </>
  );
};

/** The footer lies beneath the sheet. */
const ReachAPerson = () => {
  const { texts } = useReading();
  const { phone, counterUrl } = useSurroundings();
  return (
    <p class="nl-paragraph reach-a-person">
      {phone !== null && <PhoneLink phone={phone}>{texts.footer.call(phone)}</PhoneLink>}
      {counterUrl !== null && <OutsideLink href={counterUrl}>{texts.footer.counter}</OutsideLink>}
    </p>
  );
};
