import type { SignInFailure, StandardAnswerActions, TownView, WrittenAnswer } from "@eigenkanaal/client";
import type { DeskId, StandardAnswer } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { SessionFailure } from "../session/Passphrase.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { AnswerForm } from "./AnswerForm.js";
import { useStandardAnswers } from "./useStandardAnswers.js";

type StandardAnswersProps = {
  actions: StandardAnswerActions;
  desks: TownView["desks"];
  /** The desks whose answers this member keeps. */
  mine: readonly DeskId[];
  onClose: () => void;
};

type Doing =
  | { at: "list"; said: string }
  | { at: "writing"; answer: StandardAnswer | null }
  | { at: "removing"; answer: StandardAnswer };

/** The answers that one's desks keep: read, written and removed. */
export const StandardAnswers = ({ actions, desks, mine, onClose }: StandardAnswersProps) => {
  const { standardAnswers: words, cancel } = useTexts();
  const [state, load] = useStandardAnswers(actions);
  const [doing, setDoing] = useState<Doing>({ at: "list", said: "" });
  const [failure, setFailure] = useState<SignInFailure>();
  const own = desks.filter(({ desk }) => mine.includes(desk));

  const go = (next: Doing) => {
    setFailure(undefined);
    setDoing(next);
  };
  const keep = async (written: WrittenAnswer) => {
    const kept = await actions.keep(written);
    if (!kept.ok) return setFailure(kept.failure);
    await load();
    go({ at: "list", said: words.kept });
  };
  const remove = async ({ answer }: StandardAnswer) => {
    const removed = await actions.remove(answer);
    if (!removed.ok) return setFailure(removed.failure);
    await load();
    go({ at: "list", said: words.removed });
  };

  return (
    <Modal title={words.title} onClose={onClose}>
      {failure === "too_large" ? (
        <Paragraph className="notice notice-danger" role="alert">
          {words.full}
        </Paragraph>
      ) : (
        failure && <SessionFailure failure={failure} />
      )}
      {/* What was pressed is gone with the step it belonged to. */}
      <div
        key={doing.at}
        ref={doing.at === "writing" ? null : focusStep}
        tabIndex={-1}
        className="modal-step"
      >
        {doing.at === "list" && (
          <>
            <div className="answers-intro">
              <Paragraph>{words.intro}</Paragraph>
              <Paragraph className="notice">{words.notSealed}</Paragraph>
              <p className="quiet" role="status">
                {state.at === "loading" ? words.loading : doing.said}
              </p>
              {state.at === "failed" && <SessionFailure failure={state.failure} />}
              {own.length > 0 && (
                <Button
                  purpose="primary"
                  data-opens="new-answer"
                  onClick={() => go({ at: "writing", answer: null })}
                >
                  {words.add}
                </Button>
              )}
            </div>
            {state.at === "shown" &&
              own.map((desk) => (
                <DeskAnswers
                  key={desk.desk}
                  desk={desk}
                  answers={state.answers.filter((answer) => answer.desk === desk.desk)}
                  onEdit={(answer) => go({ at: "writing", answer })}
                  onRemove={(answer) => go({ at: "removing", answer })}
                />
              ))}
          </>
        )}
        {doing.at === "writing" && (
          <AnswerForm
            answer={doing.answer}
            desks={own}
            onKeep={keep}
            onCancel={() => go({ at: "list", said: "" })}
          />
        )}
        {doing.at === "removing" && (
          <>
            <Paragraph>{words.removeAsk(doing.answer.title)}</Paragraph>
            <div className="modal-actions">
              <Button purpose="primary" onClick={() => void remove(doing.answer)}>
                {words.remove}
              </Button>
              <Button purpose="secondary" onClick={() => go({ at: "list", said: "" })}>
                {cancel}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
};

const DeskAnswers = ({
  desk,
  answers,
  onEdit,
  onRemove,
}: {
  desk: TownView["desks"][number];
  answers: StandardAnswer[];
  onEdit: (answer: StandardAnswer) => void;
  onRemove: (answer: StandardAnswer) => void;
}) => {
  const texts = useTexts();
  const { standardAnswers: words } = texts;
  if (answers.length === 0) return null;
  return (
    <section className="setting">
      <Heading level={3} appearance="level-5">
        {inLanguage(desk.name, texts)}
      </Heading>
      <ul className="sessions">
        {answers.map((answer) => (
          <li key={answer.answer} className="session-row">
            <div>
              <p className="setting-name">{answer.title}</p>
              <p className="answer-preview">{inLanguage(answer.text, texts)}</p>
            </div>
            <div className="answer-actions">
              <Button purpose="secondary" onClick={() => onEdit(answer)}>
                {words.edit}
                <span className="unseen">: {answer.title}</span>
              </Button>
              <Button purpose="subtle" onClick={() => onRemove(answer)}>
                {words.remove}
                <span className="unseen">: {answer.title}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const focusStep = (step: HTMLDivElement | null) => step?.focus();
