import type { QueueItem } from "@eigenkanaal/client";
import { findPersonalData, type TownsOwn } from "@eigenkanaal/domain";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useRef, useState } from "react";
import { BeforeSending } from "../conversation/BeforeSending.js";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { ClosingSays, type ClosingState } from "./ClosingSays.js";
import { type CardDraft, faultsOf } from "./card.js";
import { OutcomeField } from "./OutcomeField.js";
import { SummaryField } from "./WordsFields.js";

/** What is said of all; each is registered under its own topic. */
export type ForAll = Pick<CardDraft, "outcome" | "summary">;

type BulkClosingProps = {
  items: readonly Pick<QueueItem, "waitingSinceMs">[];
  own: TownsOwn;
  online: boolean;
  onFinish: (forAll: ForAll) => void;
  onClose: () => void;
};

/** Closing several conversations with one outcome, and with one summary where there is one to give. */
export const BulkClosing = ({ items, own, online, onFinish, onClose }: BulkClosingProps) => {
  const texts = useTexts();
  const { bulk, closing: words } = texts;
  const [forAll, setForAll] = useState<ForAll>({ outcome: "answered", summary: "" });
  const [state, setState] = useState<ClosingState>({ at: "filling_in" });
  const summary = useRef<HTMLTextAreaElement>(null);
  const waiting = items.filter(({ waitingSinceMs }) => waitingSinceMs !== null).length;
  const found = findPersonalData(forAll.summary, own);

  const change = (some: Partial<ForAll>) => {
    setForAll({ ...forAll, ...some });
    setState({ at: "filling_in" });
  };
  const finish = () => {
    onFinish(forAll);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!online) return;
    if (faultsOf({ ...forAll, place: "" }).includes("summary_too_long")) summary.current?.focus();
    else if (found.length > 0) setState({ at: "asking" });
    else finish();
  };
  const adjust = () => {
    const [first] = found;
    setState({ at: "filling_in" });
    summary.current?.focus();
    if (first) summary.current?.setSelectionRange(first.start, first.end);
  };
  return (
    <Modal title={bulk.finishTitle(items.length)} onClose={onClose}>
      <form className="closing" onSubmit={submit} noValidate>
        <OutcomeField outcome={forAll.outcome} onChange={(outcome) => change({ outcome })} />
        <SummaryField
          label={words.summaryForAll}
          hint={words.summaryForAllHint}
          summary={forAll.summary}
          problem={undefined}
          prefilled={false}
          fieldRef={summary}
          onChange={(to) => change({ summary: to })}
        />
        <Paragraph className="notice">
          {bulk.finishAsk(items.length)} {waiting > 0 && bulk.finishWaiting(waiting)}
        </Paragraph>
        {state.at === "asking" && (
          <BeforeSending
            found={found}
            words={{
              question: words.personalData,
              advice: words.personalDataAdvice,
              send: words.finishAnyway,
            }}
            onAdjust={adjust}
            onSend={finish}
          />
        )}
        <ClosingSays state={state} online={online} />
        <div className="modal-actions">
          <Button purpose="primary" type="submit" disabled={!online}>
            {bulk.finishConfirm(items.length)}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
