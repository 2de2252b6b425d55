import type { LabelActions, QueueItem, SignInFailure } from "@eigenkanaal/client";
import { type DeskId, type Label, type LabelId, LabelId as LabelIds } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { isTooMany, type Mark, type Marks, marksOf } from "./marks.js";
import type { LabelNames } from "./useLabels.js";

export type LabelDialogProps = {
  /** All of one desk. */
  conversations: readonly Pick<QueueItem, "labels">[];
  desk: DeskId;
  names: LabelNames;
  actions: Pick<LabelActions, "keep">;
  /** Resolves with whether it went, and the dialog can close. */
  onKeep: (marks: Marks) => Promise<SignInFailure | undefined>;
  onClose: () => void;
};

/** The labels of one conversation, or of several at once: typing narrows, arrow down goes into the list. */
export const LabelDialog = ({ conversations, desk, names, actions, onKeep, onClose }: LabelDialogProps) => {
  const { labels: words, cancel } = useTexts();
  const [marks, setMarks] = useState<Marks>(() => marksOf(conversations));
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<SignInFailure>();
  const list = useRef<HTMLDivElement>(null);
  const name = typed.trim();
  const ofDesk = names.ofDesk(desk).filter(({ label, state }) => state === "in_use" || marks.has(label));
  const found = ofDesk.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()));
  const isNew = name !== "" && !ofDesk.some((one) => one.name.toLowerCase() === name.toLowerCase());
  const tooMany = isTooMany(conversations, marks);

  const mark = (label: LabelId, to: Mark) => setMarks(new Map(marks).set(label, to));
  const create = async () => {
    const label = LabelIds.parse(crypto.randomUUID());
    const kept = await actions.keep({ label, desk, name, state: "in_use" });
    if (!kept.ok) return setFailure(kept.failure);
    await names.reload();
    setFailure(undefined);
    mark(label, "all");
    setTyped("");
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const [only, ...others] = found;
    if (event.key === "Enter" && name !== "" && only && others.length === 0) {
      mark(only.label, marks.get(only.label) === "all" ? "none" : "all");
      return setTyped("");
    }
    if (event.key === "Enter" && isNew && !only) return void create();
    list.current?.querySelector<HTMLElement>("input, button")?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (tooMany) return;
    const refused = await onKeep(marks);
    if (refused) setFailure(refused);
    else onClose();
  };
  return (
    <Modal title={words.pickTitle(conversations.length)} onClose={onClose}>
      <form className="label-form" onSubmit={(event) => void submit(event)}>
        <LabelFailure failure={failure} />
        <input
          className="field"
          type="search"
          data-first
          autoComplete="off"
          maxLength={40}
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keys}
        />
        <p className="unseen" role="status">
          {name !== "" && words.found(found.length)}
        </p>
        <div className="label-list" ref={list}>
          {found.map((label) => (
            <LabelBox
              key={label.label}
              label={label}
              mark={marks.get(label.label) ?? "none"}
              onMark={(to) => mark(label.label, to)}
            />
          ))}
          {ofDesk.length === 0 && name === "" && <p className="quiet">{words.none}</p>}
          {isNew && (
            <Button purpose="secondary" data-opens="create-label" onClick={() => void create()}>
              {words.create(name)}
            </Button>
          )}
        </div>
        {tooMany && (
          <Paragraph className="notice notice-danger" role="alert">
            {words.tooMany}
          </Paragraph>
        )}
        <Paragraph className="quiet">{words.notSealed}</Paragraph>
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.keep}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};

/** Why it did not go; a desk that is full is told in its own words. */
export const LabelFailure = ({ failure }: { failure: SignInFailure | undefined }) => {
  const { labels: words } = useTexts();
  if (failure === "too_large")
    return (
      <Paragraph className="notice notice-danger" role="alert">
        {words.full}
      </Paragraph>
    );
  return failure ? <SessionFailure failure={failure} /> : null;
};

const LabelBox = ({
  label: { name, state },
  mark,
  onMark,
}: {
  label: Label;
  mark: Mark;
  onMark: (to: Mark) => void;
}) => {
  const { labels: words } = useTexts();
  const hints = [...(mark === "some" ? [words.some] : []), ...(state === "ended" ? [words.ended] : [])];
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={mark === "all"}
        ref={(box) => {
          if (box) box.indeterminate = mark === "some";
        }}
        onChange={() => onMark(mark === "all" ? "none" : "all")}
      />
      <span>
        {name}
        {hints.length > 0 && <span className="quiet label-hint">{hints.join(", ")}</span>}
      </span>
    </label>
  );
};
