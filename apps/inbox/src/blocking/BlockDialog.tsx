import type { BlockAnswer, BlockWish } from "@eigenkanaal/client";
import { BlockReason, type ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { useClock } from "../queue/clock.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { daysOf } from "./blockDays.js";

type BlockDialogProps = { onBlock: (wish: BlockWish) => Promise<BlockAnswer>; onClose: () => void };

type State =
  | { at: "asking" }
  | { at: "refused"; code: ErrorCode }
  /** Blocked, though not the network that was to be held up too. */
  | { at: "done_without_network" };

const offeredDays = [1, 7, 30] as const;
type Length = (typeof offeredDays)[number] | "other";

const [minuteMs, dayMs] = [60_000, 86_400_000];

/** Why and for how long a citizen cannot write, and what they will read of it. */
export const BlockDialog = ({ onBlock, onClose }: BlockDialogProps) => {
  const texts = useTexts();
  const { blocking: words } = texts;
  const { dayAndTime } = useFormats();
  const [reason, setReason] = useState<BlockReason>();
  const [length, setLength] = useState<Length>(1);
  const [typed, setTyped] = useState("");
  const [network, setNetwork] = useState<BlockWish["network"]>("not");
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const [state, setState] = useState<State>({ at: "asking" });
  const id = useId();
  // To the minute: the sentence must not change with every tick.
  const nowMs = useClock((atMs) => Math.floor(atMs / minuteMs) * minuteMs);
  const days = length === "other" ? daysOf(typed) : length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (!reason || days === undefined) return;
    const answer = await onBlock({ reason, days, network });
    if (!answer.ok) setState({ at: "refused", code: answer.refused.code });
    else if (answer.network === "not_connected") setState({ at: "done_without_network" });
    else onClose();
  };
  if (state.at === "done_without_network")
    return (
      <Modal title={words.doneTitle} onClose={onClose}>
        <Paragraph role="status">{words.notConnected}</Paragraph>
        <div className="modal-actions">
          <Button purpose="primary" ref={focusFirst} onClick={onClose}>
            {texts.close}
          </Button>
        </div>
      </Modal>
    );
  return (
    <Modal title={words.title} onClose={onClose}>
      <form className="block-form" onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className="block-choices" aria-describedby={`${id}reason-hint ${id}reason-problem`}>
          <legend>{words.reasonQuestion}</legend>
          <p className="hint" id={`${id}reason-hint`}>
            {words.reasonHint}
          </p>
          {BlockReason.options.map((each, index) => (
            <label key={each} className="choice">
              <input
                type="radio"
                name={`${id}reason`}
                data-first={index === 0 || undefined}
                checked={reason === each}
                onChange={() => setReason(each)}
              />
              {words.reasons[each]}
            </label>
          ))}
          <p className="transfer-problem" id={`${id}reason-problem`} role="alert">
            {asked === "once" && !reason && words.noReason}
          </p>
        </fieldset>
        {reason === "threats" && <Paragraph className="notice">{words.threatsHint}</Paragraph>}
        <fieldset className="block-choices">
          <legend>{words.lengthQuestion}</legend>
          {[...offeredDays, "other" as const].map((each) => (
            <label key={each} className="choice">
              <input
                type="radio"
                name={`${id}length`}
                checked={length === each}
                onChange={() => setLength(each)}
              />
              {each === "other" ? words.otherDays : words.days(each)}
            </label>
          ))}
        </fieldset>
        {length === "other" && (
          <div className="block-days">
            <label htmlFor={`${id}days`}>{words.daysLabel}</label>
            <input
              id={`${id}days`}
              className="field"
              inputMode="numeric"
              autoComplete="off"
              aria-describedby={`${id}days-problem`}
              aria-invalid={asked === "once" && days === undefined}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <p className="transfer-problem" id={`${id}days-problem`} role="alert">
              {asked === "once" && days === undefined && words.wrongDays}
            </p>
          </div>
        )}
        <label className="choice">
          <input
            type="checkbox"
            checked={network === "also"}
            onChange={(event) => setNetwork(event.target.checked ? "also" : "not")}
          />
          <span>
            {words.network}
            <span className="quiet label-hint">{words.networkHint}</span>
          </span>
        </label>
        <div className="notice block-sees">
          <p>
            <strong>{words.seesTitle}</strong>{" "}
            {words.sees(days === undefined ? days : dayAndTime(nowMs + days * dayMs))}
          </p>
          <p>{words.honest}</p>
        </div>
        {state.at === "refused" && (
          <Paragraph className="notice notice-danger" role="alert">
            {texts.refused[state.code]}
          </Paragraph>
        )}
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.confirm}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};

const focusFirst = (button: HTMLButtonElement | null) => button?.focus();
