import {
  type AgentConversationActions,
  answersSince,
  type Channel,
  type Draft,
  type Entry,
  newestAnswer,
  type Sending,
} from "@eigenkanaal/client";
import { findPersonalData, type TownsOwn } from "@eigenkanaal/domain";
import type { ConversationId, ErrorCode, StandardAnswer } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  use,
  useState,
} from "react";
import { fill, nextToFillIn, type Placeholder } from "../standardAnswers/fill.js";
import { type PickProps, PickStandardAnswer } from "../standardAnswers/PickStandardAnswer.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { AnsweredMeanwhile } from "../together/AnsweredMeanwhile.js";
import type { Access } from "./access.js";
import { BeforeSending } from "./BeforeSending.js";
import { DraftsContext } from "./drafts.js";
import { bytesOver } from "./textLimit.js";

export type WritingProps = {
  conversation: ConversationId;
  access: Access;
  sending: Sending;
  channel: Channel;
  /** What stands in the conversation, so that an answer that came meanwhile is noticed. */
  entries: readonly Entry[];
  actions: Pick<AgentConversationActions, "send" | "note" | "typing">;
  /** What an answer may hold without a question. */
  own: TownsOwn;
  /** How long an answer waits before it leaves; 0 for not at all. */
  holdMs: number;
  onTake: () => Promise<ErrorCode | undefined>;
  standardAnswers: StandardAnswersHere;
  /** What the keys `r` and `n` put the focus on: the field, or the button that comes before it. */
  focusRef: RefObject<HTMLElement | null>;
};

/** What can be inserted here, and what is known of this conversation to fill it in with. */
export type StandardAnswersHere = Pick<PickProps, "actions" | "names" | "desk"> & {
  known: Readonly<Record<Placeholder, string>>;
  /** In the language of the citizen, where the desk has it. */
  textOf: (answer: StandardAnswer) => string;
};

const nothingWritten: Draft = { text: "", newest: null };

/** The field itself: an answer or a note, with what is asked before it leaves. */
export const Writing = (props: WritingProps) => {
  const { conversation, access, sending, channel, actions, own, onTake, focusRef, standardAnswers } = props;
  const texts = useTexts();
  const formats = useFormats();
  const drafts = use(DraftsContext);
  const draft = { conversation, channel };
  const [{ text, newest }, setDraft] = useState<Draft>(drafts.get(draft) ?? nothingWritten);
  const [state, setState] = useState<
    "writing" | "picking" | "to_fill_in" | "answered_meanwhile" | "asking" | "not_queued"
  >("writing");
  const over = bytesOver(text);
  const note = channel === "internal";
  const toFillIn = note ? null : nextToFillIn(text, 0);
  const stopped = sending === "possible" ? undefined : texts.composer.stopped[sending];
  const found = note ? [] : findPersonalData(text, own);
  const answers = note ? [] : answersSince(props.entries, newest);

  const write = (words: string) => {
    const begins = text === "";
    const written = { text: words, newest: begins ? newestAnswer(props.entries) : newest };
    drafts.set(draft, words === "" ? null : written);
    setDraft(written);
    setState("writing");
  };
  const field = () => (focusRef.current instanceof HTMLTextAreaElement ? focusRef.current : undefined);
  const select = ({ start, end }: { start: number; end: number }) => {
    field()?.focus();
    field()?.setSelectionRange(start, end);
  };
  const insert = (answer: StandardAnswer) => {
    const filled = fill(standardAnswers.textOf(answer), standardAnswers.known);
    // Where the cursor stands: the dialog has taken the focus, not the place.
    const from = field()?.selectionStart ?? text.length;
    const to = field()?.selectionEnd ?? text.length;
    write(text.slice(0, from) + filled.text + text.slice(to));
    const { start, end } = filled.toFillIn ?? { start: filled.text.length, end: filled.text.length };
    // Once the words are there and the dialog is gone.
    requestAnimationFrame(() => select({ start: from + start, end: from + end }));
  };
  const send = async () => {
    // At once, because one goes on typing while it is being sealed.
    write("");
    focusRef.current?.focus();
    try {
      if (note) await actions.note(text.trim());
      else {
        const refused = access.may === "answer_once_taken" ? await onTake() : undefined;
        if (refused) throw new Error(`not taken: ${refused}`);
        await actions.send(text.trim(), props.holdMs);
      }
    } catch {
      const since = drafts.get(draft)?.text ?? "";
      write(since === "" ? text : `${text}\n${since}`);
      setState("not_queued");
    }
  };
  const askOrSend = () => {
    if (text.trim() === "" || over > 0 || stopped) return;
    if (toFillIn && state !== "to_fill_in") {
      select(toFillIn);
      setState("to_fill_in");
    } else if (answers.length > 0) setState("answered_meanwhile");
    else askOfPersonalData();
  };
  const askOfPersonalData = () => {
    if (found.length > 0) setState("asking");
    else void send();
  };
  const goBack = () => {
    setState("writing");
    focusRef.current?.focus();
  };
  const adjust = () => {
    setState("writing");
    const [first] = found;
    if (first) select(first);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    askOrSend();
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart } = event.currentTarget;
    if (!note && event.key === "/" && (selectionStart === 0 || value[selectionStart - 1] === "\n")) {
      event.preventDefault();
      return setState("picking");
    }
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    askOrSend();
  };
  return (
    <form className="writing" onSubmit={submit}>
      {state === "answered_meanwhile" && (
        <AnsweredMeanwhile answers={answers} onBack={goBack} onSend={askOfPersonalData} />
      )}
      {state === "asking" && <BeforeSending found={found} onAdjust={adjust} onSend={() => void send()} />}
      <textarea
        className="writing-field"
        dir="auto"
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        aria-label={note ? texts.composer.noteLabel : texts.composer.answerLabel}
        aria-describedby="composer-says"
        placeholder={note ? texts.composer.notePlaceholder : texts.composer.answerPlaceholder}
        ref={focusRef as Ref<HTMLTextAreaElement>}
        value={text}
        onChange={(event) => {
          write(event.target.value);
          if (note || access.may === "answer") actions.typing(channel);
        }}
        onKeyDown={keys}
      />
      <div className="writing-foot">
        <Says
          id="composer-says"
          alarm={Boolean(stopped) || over > 0 || state === "not_queued" || state === "to_fill_in"}
        >
          {stopped}
          {!stopped && over > 0 && texts.composer.tooLong(formats.number(over))}
          {!stopped && over === 0 && state === "not_queued" && texts.composer.notQueued}
          {!stopped &&
            over === 0 &&
            state === "to_fill_in" &&
            toFillIn &&
            texts.standardAnswers.toFillIn(text.slice(toFillIn.start, toFillIn.end))}
          {!stopped &&
            over === 0 &&
            (state === "writing" || state === "picking") &&
            (note ? texts.composer.noteKeys : texts.composer.answerKeys)}
        </Says>
        {!note && (
          <Button
            purpose="subtle"
            aria-haspopup="dialog"
            data-opens="pick-answer"
            label={texts.standardAnswers.insert}
            iconEnd={
              <span className="key" aria-hidden="true">
                /
              </span>
            }
            onClick={() => setState("picking")}
          />
        )}
        <Button purpose="primary" type="submit">
          {note ? texts.composer.saveNote : texts.composer.sendAnswer}
        </Button>
      </div>
      {state === "picking" && (
        <PickStandardAnswer {...standardAnswers} onPick={insert} onClose={() => setState("writing")} />
      )}
    </form>
  );
};

const Says = ({ id, alarm, children }: { id: string; alarm: boolean; children: ReactNode }) => (
  <p
    id={id}
    className={alarm ? "writing-says writing-alarm" : "writing-says"}
    role={alarm ? "alert" : undefined}
  >
    {children}
  </p>
);
