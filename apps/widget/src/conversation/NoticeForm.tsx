import type { NoticeActions } from "@eigenkanaal/client";
import type { NoticeState } from "@eigenkanaal/protocol";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { noticeTexts } from "../texts/notice.js";
import { useReading } from "../texts/reading.js";

type Standing = "offered" | "writing" | "asked";

/** Being told by e-mail that there is an answer: offered while one waits, with who can read the address. */
export const NoticeForm = ({ notice }: { notice: NoticeActions }) => {
  const words = noticeTexts[useReading().lang];
  const [standing, setStanding] = useState<Standing | null>(null);
  const [address, setAddress] = useState("");
  const [state, setState] = useState<"resting" | "acting" | "failed" | "invalid">("resting");
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const offer = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);

  useEffect(() => {
    void notice.load().then((known) => {
      if (known?.offered) setStanding(known.asked ? "asked" : "offered");
    });
  }, [notice]);
  useEffect(() => {
    // What had the focus is gone; nothing had it when the form came in.
    const targets = { writing: field, offered: offer, asked: status };
    if (begun.current && standing !== null) targets[standing].current?.focus();
  }, [standing]);
  const go = (to: Standing): void => {
    begun.current = true;
    setStanding(to);
  };

  const act = async (work: Promise<NoticeState | undefined>): Promise<void> => {
    setState("acting");
    const known = await work;
    if (known === undefined) return setState("failed");
    setState("resting");
    setAddress("");
    go(known.asked ? "asked" : "offered");
  };
  const ask = (): void => {
    if (state === "acting") return;
    if (address.trim() === "" || field.current?.validity.valid === false) {
      setState("invalid");
      field.current?.focus();
      return;
    }
    void act(notice.ask(address.trim()));
  };

  if (standing === null) return null;
  return (
    <section class="notice-form" aria-label={words.title}>
      <p ref={status} tabIndex={-1} role="status">
        {standing === "asked" && words.asked}
      </p>
      {standing === "offered" && (
        <button
          ref={offer}
          type="button"
          class="nl-button nl-button--secondary"
          onClick={() => go("writing")}
        >
          {words.offer}
        </button>
      )}
      {standing === "asked" && (
        <button type="button" class="link" onClick={() => void act(notice.withdraw())}>
          {words.withdraw}
        </button>
      )}
      {standing === "writing" && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            go("offered");
          }}
        >
          <label for={fieldId}>{words.label}</label>
          <input
            ref={field}
            id={fieldId}
            type="email"
            autocomplete="email"
            maxLength={254}
            pattern="[^@\s]+@[^@\s]+\.[^@\s]+"
            aria-describedby={`${fieldId}-how`}
            aria-invalid={state === "invalid"}
            value={address}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
          <p id={`${fieldId}-how`}>{words.how}</p>
          <div class="sheet-actions">
            <button type="submit" class="nl-button nl-button--primary" aria-disabled={state === "acting"}>
              {words.confirm}
            </button>
            <button type="button" class="nl-button nl-button--secondary" onClick={() => go("offered")}>
              {words.cancel}
            </button>
          </div>
        </form>
      )}
      <p class="failure" role="alert">
        {state === "invalid" && words.invalid}
        {state === "failed" && words.failed}
      </p>
    </section>
  );
};
