import type { TownView, WrittenAnswer } from "@eigenkanaal/client";
import { DeskId, type StandardAnswer } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { inLanguage, useTexts } from "../texts/texts.js";
import { placeholders } from "./fill.js";

const focusFirst = (field: HTMLInputElement | null) => field?.focus();

/** Writes a standard answer, new or again. */
export const AnswerForm = ({
  answer,
  desks,
  onKeep,
  onCancel,
}: {
  answer: StandardAnswer | null;
  desks: TownView["desks"];
  onKeep: (written: WrittenAnswer) => Promise<void>;
  onCancel: () => void;
}) => {
  const texts = useTexts();
  const { standardAnswers: words } = texts;
  const [desk, setDesk] = useState(answer?.desk ?? desks[0]?.desk);
  const [title, setTitle] = useState(answer?.title ?? "");
  const [nl, setNl] = useState(answer?.text.nl ?? "");
  const [en, setEn] = useState(answer?.text.en ?? "");
  const [missing, setMissing] = useState(false);
  const id = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!desk || title.trim() === "" || nl.trim() === "") return setMissing(true);
    setMissing(false);
    const text = { nl: nl.trim(), ...(en.trim() !== "" && { en: en.trim() }) };
    void onKeep({ answer: answer?.answer ?? null, desk, title: title.trim(), text });
  };
  return (
    <form className="answer-form" onSubmit={submit} noValidate>
      {missing && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.missing}
        </Paragraph>
      )}
      <label className="label" htmlFor={`${id}title`}>
        {words.name}
      </label>
      <p className="hint" id={`${id}hint`}>
        {words.nameHint}
      </p>
      <input
        id={`${id}title`}
        className="field"
        maxLength={80}
        ref={focusFirst}
        required
        aria-describedby={`${id}hint`}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      {desks.length > 1 && (
        <>
          <label className="label" htmlFor={`${id}desk`}>
            {words.desk}
          </label>
          <select
            id={`${id}desk`}
            className="field"
            value={desk}
            onChange={(event) => setDesk(DeskId.parse(event.target.value))}
          >
            {desks.map((each) => (
              <option key={each.desk} value={each.desk}>
                {inLanguage(each.name, texts)}
              </option>
            ))}
          </select>
        </>
      )}
      <label className="label" htmlFor={`${id}nl`}>
        {words.dutch}
      </label>
      <p className="hint" id={`${id}placeholders`}>
        {words.placeholders(placeholders.map((name) => `{${name}}`).join(", "))}
      </p>
      <textarea
        id={`${id}nl`}
        className="field"
        lang="nl"
        rows={5}
        maxLength={4_000}
        required
        aria-describedby={`${id}placeholders`}
        value={nl}
        onChange={(event) => setNl(event.target.value)}
      />
      <label className="label" htmlFor={`${id}en`}>
        {words.english}
      </label>
      <textarea
        id={`${id}en`}
        className="field"
        lang="en"
        rows={5}
        maxLength={4_000}
        value={en}
        onChange={(event) => setEn(event.target.value)}
      />
      <Paragraph className="quiet">{words.notSealed}</Paragraph>
      <div className="modal-actions">
        <Button purpose="primary" type="submit">
          {words.keep}
        </Button>
        <Button purpose="secondary" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
};
