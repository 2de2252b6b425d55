import type { DeskView, LabelActions, SignInFailure, WrittenLabel } from "@eigenkanaal/client";
import { DeskId, type Label } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useId, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { LabelFailure } from "./LabelDialog.js";
import type { LabelNames } from "./useLabels.js";

type LabelSettingsProps = {
  actions: Pick<LabelActions, "keep">;
  names: LabelNames;
  /** This member's own. */
  desks: readonly DeskView[];
  onClose: () => void;
};

type Doing = { at: "list"; said: string } | { at: "writing"; label: Label | null };

/** The labels that one's desks have: made, renamed, ended and taken into use again. */
export const LabelSettings = ({ actions, names, desks, onClose }: LabelSettingsProps) => {
  const { labels: words } = useTexts();
  const [doing, setDoing] = useState<Doing>({ at: "list", said: "" });
  const [failure, setFailure] = useState<SignInFailure>();

  const keep = async (written: WrittenLabel) => {
    const kept = await actions.keep(written);
    setFailure(kept.ok ? undefined : kept.failure);
    if (!kept.ok) return;
    await names.reload();
    setDoing({ at: "list", said: words.kept });
  };
  return (
    <Modal title={words.title} onClose={onClose}>
      <LabelFailure failure={failure} />
      {/* What was pressed is gone with the step it belonged to. */}
      <div
        key={doing.at}
        ref={doing.at === "writing" ? null : focusStep}
        tabIndex={-1}
        className="modal-step"
      >
        {doing.at === "writing" ? (
          <LabelForm
            label={doing.label}
            desks={desks}
            onKeep={keep}
            onCancel={() => setDoing({ at: "list", said: "" })}
          />
        ) : (
          <>
            <div className="answers-intro">
              <Paragraph>{words.intro}</Paragraph>
              <Paragraph className="notice">{words.notSealed}</Paragraph>
              <p className="quiet" role="status">
                {doing.said}
              </p>
              {desks.length > 0 && (
                <Button
                  purpose="primary"
                  data-opens="new-label"
                  onClick={() => setDoing({ at: "writing", label: null })}
                >
                  {words.add}
                </Button>
              )}
            </div>
            {desks.map((desk) => (
              <DeskLabels
                key={desk.desk}
                desk={desk}
                labels={names.ofDesk(desk.desk)}
                onRename={(label) => setDoing({ at: "writing", label })}
                onKeep={keep}
              />
            ))}
          </>
        )}
      </div>
    </Modal>
  );
};

const DeskLabels = ({
  desk,
  labels,
  onRename,
  onKeep,
}: {
  desk: DeskView;
  labels: readonly Label[];
  onRename: (label: Label) => void;
  onKeep: (written: WrittenLabel) => Promise<void>;
}) => {
  const texts = useTexts();
  const { labels: words } = texts;
  if (labels.length === 0) return null;
  const other = { in_use: "ended", ended: "in_use" } as const;
  return (
    <section className="setting">
      <Heading level={3} appearance="level-5">
        {inLanguage(desk.name, texts)}
      </Heading>
      <ul className="sessions">
        {labels.map((label) => (
          <li key={label.label} className="session-row">
            <div>
              <p className="setting-name">{label.name}</p>
              {label.state === "ended" && <p className="quiet">{words.ended}</p>}
            </div>
            <div className="answer-actions">
              <Button purpose="secondary" onClick={() => onRename(label)}>
                {words.rename}
                <span className="unseen">: {label.name}</span>
              </Button>
              <Button purpose="subtle" onClick={() => void onKeep({ ...label, state: other[label.state] })}>
                {label.state === "in_use" ? words.end : words.use}
                <span className="unseen">: {label.name}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const LabelForm = ({
  label,
  desks,
  onKeep,
  onCancel,
}: {
  label: Label | null;
  desks: readonly DeskView[];
  onKeep: (written: WrittenLabel) => Promise<void>;
  onCancel: () => void;
}) => {
  const texts = useTexts();
  const { labels: words } = texts;
  const [desk, setDesk] = useState(label?.desk ?? desks[0]?.desk);
  const [name, setName] = useState(label?.name ?? "");
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (desk && name.trim() !== "")
      void onKeep({ label: label?.label ?? null, desk, name: name.trim(), state: label?.state ?? "in_use" });
  };
  return (
    <form className="answer-form" onSubmit={submit} noValidate>
      {asked === "once" && name.trim() === "" && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.missing}
        </Paragraph>
      )}
      <label className="label" htmlFor={`${id}name`}>
        {words.name}
      </label>
      <p className="hint" id={`${id}hint`}>
        {words.nameHint}
      </p>
      <input
        id={`${id}name`}
        className="field"
        maxLength={40}
        ref={focusFirst}
        required
        aria-describedby={`${id}hint`}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {label === null && desks.length > 1 && (
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

const focusFirst = (field: HTMLInputElement | null) => field?.focus();
const focusStep = (step: HTMLDivElement | null) => step?.focus();
