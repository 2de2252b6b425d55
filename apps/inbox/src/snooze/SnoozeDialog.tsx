import { snoozeTimes } from "@eigenkanaal/domain";
import type { ErrorCode, Hours } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { useClock } from "../queue/clock.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { momentOf } from "./snoozed.js";

type SnoozeDialogProps = {
  count: number;
  /** Whether a citizen waits for an answer in one of them. */
  waits: boolean;
  /** Of the desk, for the moments that are offered. */
  hours: Hours;
  onSnooze: (untilMs: number | null) => Promise<ErrorCode | undefined>;
  onClose: () => void;
};

type Choice = "in_an_hour" | "tomorrow" | "next_opening" | "moment" | "until_answer";

const minuteMs = 60_000;

/** Until when a conversation is put off. */
export const SnoozeDialog = ({ count, waits, hours, onSnooze, onClose }: SnoozeDialogProps) => {
  const { snooze: words, cancel, refused: refusals } = useTexts();
  const formats = useFormats();
  const id = useId();
  const [choice, setChoice] = useState<Choice>("in_an_hour");
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const [refused, setRefused] = useState<ErrorCode>();
  // To the minute: the moments must not change under one's hands with every tick.
  const nowMs = useClock((atMs) => Math.floor(atMs / minuteMs) * minuteMs);
  const times = snoozeTimes(hours, nowMs);
  const untilMs = (() => {
    if (choice === "until_answer") return null;
    if (choice === "moment") return momentOf(typed, nowMs);
    return times.find(({ name }) => name === choice)?.atMs;
  })();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (untilMs === undefined) return;
    const code = await onSnooze(untilMs);
    if (code) setRefused(code);
    else onClose();
  };
  const option = (value: Choice, name: string, hint?: string) => (
    <label key={value} className="choice">
      <input
        type="radio"
        name={`${id}until`}
        data-first={choice === value || undefined}
        checked={choice === value}
        onChange={() => setChoice(value)}
      />
      <span>
        {name}
        {hint && <span className="quiet label-hint">{hint}</span>}
      </span>
    </label>
  );
  return (
    <Modal title={words.title(count)} onClose={onClose}>
      <form className="snooze-form" onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className="snooze-times">
          <legend>{words.question}</legend>
          {times.map(({ name, atMs }) => option(name, words.times[name], formats.dayAndTime(atMs)))}
          {option("until_answer", words.untilAnswer, words.untilAnswerHint)}
          {option("moment", words.moment)}
        </fieldset>
        {choice === "moment" && (
          <div className="snooze-moment">
            <label htmlFor={`${id}moment`}>{words.momentLabel}</label>
            <input
              id={`${id}moment`}
              className="field"
              type="datetime-local"
              aria-describedby={`${id}problem`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <p id={`${id}problem`} className="transfer-problem" role="alert">
              {asked === "once" && untilMs === undefined && words.past}
            </p>
          </div>
        )}
        <Paragraph className="quiet">{waits ? `${words.stays} ${words.waits}` : words.stays}</Paragraph>
        {refused && (
          <Paragraph className="notice notice-danger" role="alert">
            {refusals[refused]}
          </Paragraph>
        )}
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.confirm}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
