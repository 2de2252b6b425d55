import type { StandardAnswerActions } from "@eigenkanaal/client";
import type { DeskId, StandardAnswer } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import type { TownNames } from "../queue/names.js";
import { SessionFailure } from "../session/Passphrase.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { answersMatching } from "./search.js";
import { useStandardAnswers } from "./useStandardAnswers.js";

export type PickProps = {
  actions: Pick<StandardAnswerActions, "load">;
  names: Pick<TownNames, "desk">;
  /** Whose answers stand first. */
  desk: DeskId;
  onPick: (answer: StandardAnswer) => void;
  onClose: () => void;
};

/** One types a word and chooses with the arrows: a combobox with its list always open (WAI-ARIA 1.2). */
export const PickStandardAnswer = ({ actions, onPick, onClose, ...rest }: PickProps) => {
  const { standardAnswers: words } = useTexts();
  const [state] = useStandardAnswers(actions);
  return (
    <Modal title={words.pickTitle} onClose={onClose}>
      {state.at === "loading" && <p role="status">{words.loading}</p>}
      {state.at === "failed" && <SessionFailure failure={state.failure} />}
      {state.at === "shown" && state.answers.length === 0 && <Paragraph>{words.none}</Paragraph>}
      {state.at === "shown" && state.answers.length > 0 && (
        <Choices {...rest} answers={state.answers} onPick={onPick} />
      )}
    </Modal>
  );
};

const Choices = ({
  answers,
  names,
  desk,
  onPick,
}: Pick<PickProps, "names" | "desk" | "onPick"> & { answers: StandardAnswer[] }) => {
  const texts = useTexts();
  const { standardAnswers: words } = texts;
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const found = answersMatching(typed, answers, desk);
  const optionId = (answer: StandardAnswer) => `${id}${answer.answer}`;
  const chosen = found[Math.min(at, found.length - 1)];

  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined && (event.key.startsWith("Arrow") || typed === "")) {
      event.preventDefault();
      const next = found[(to + found.length) % Math.max(1, found.length)];
      if (!next) return;
      setAt(found.indexOf(next));
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onPick(chosen);
    }
  };
  return (
    <>
      <div className="answer-search">
        <input
          className="field"
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={chosen && optionId(chosen)}
          aria-label={words.search}
          aria-describedby={`${id}keys`}
          placeholder={words.search}
          autoComplete="off"
          ref={focusFirst}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
        <p className="quiet" id={`${id}keys`}>
          {words.pickKeys}
        </p>
      </div>
      <p className="unseen" role="status">
        {found.length === 0 ? "" : words.found(found.length)}
      </p>
      {found.length === 0 && <Paragraph role="status">{words.noneFound}</Paragraph>}
      <div className="answer-options" role="listbox" id={`${id}list`} aria-label={words.title}>
        {found.map((answer) => (
          // The field keeps the focus and the keys; this is for who points.
          <div
            key={answer.answer}
            id={optionId(answer)}
            className="answer-option"
            role="option"
            tabIndex={-1}
            aria-selected={answer === chosen}
            onClick={() => onPick(answer)}
            onKeyDown={keys}
          >
            <p className="setting-name">{answer.title}</p>
            <p className="answer-preview">{inLanguage(answer.text, texts)}</p>
            <p className="quiet">{names.desk(answer.desk)}</p>
          </div>
        ))}
      </div>
    </>
  );
};

/** It comes after the dialog has opened, which has given the focus away by then. */
const focusFirst = (field: HTMLInputElement | null) => field?.focus();
