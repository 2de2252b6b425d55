import type { Closing, Entry } from "@eigenkanaal/client";
import { findPersonalData, type TownsOwn } from "@eigenkanaal/domain";
import type { DeskId, ErrorCode, TopicId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type FormEvent, useRef, useState } from "react";
import { BeforeSending } from "../conversation/BeforeSending.js";
import { Modal } from "../navigation/Modal.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import { ClosingSays, type ClosingState } from "./ClosingSays.js";
import { type CardDraft, type ClosingTown, closingOf, faultsOf, firstTopic, prefilled } from "./card.js";
import { KeptUntil } from "./KeptUntil.js";
import { OutcomeField } from "./OutcomeField.js";
import { TopicField } from "./TopicField.js";
import { PlaceField, SummaryField } from "./WordsFields.js";

type ClosingCardProps = {
  desk: DeskId;
  topic: TopicId | null;
  entries: readonly Entry[];
  town: ClosingTown;
  /** What it may hold without a question. */
  own: TownsOwn;
  names: Pick<TownNames, "desk" | "topic">;
  online: boolean;
  /** Undefined when it went well, else why not. */
  onFinish: (closing: Closing) => Promise<ErrorCode | undefined>;
  onClose: () => void;
};

/** Closing a conversation: how it ended, and what it is registered with. Only a change of mind leaves the card. */
export const ClosingCard = ({
  desk,
  town,
  own,
  names,
  online,
  onFinish,
  onClose,
  ...of
}: ClosingCardProps) => {
  const texts = useTexts();
  const { closing: words } = texts;
  const [draft, setDraft] = useState<CardDraft>(() => ({
    outcome: "answered",
    topic: firstTopic(of.topic, of.entries, town),
    ...prefilled(of.entries),
  }));
  const [first] = useState(draft.summary);
  const [state, setState] = useState<ClosingState>({ at: "filling_in" });
  const summary = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLInputElement>(null);
  const faults = faultsOf(draft);
  const found = [draft.summary, draft.place].map((text) => findPersonalData(text, own));

  const change = (some: Partial<CardDraft>) => {
    setDraft({ ...draft, ...some });
    if (state.at !== "sending") setState({ at: "filling_in" });
  };
  const send = async () => {
    setState({ at: "sending" });
    const code = await onFinish(closingOf(draft, town)).catch((): ErrorCode => "internal");
    if (code) setState({ at: "refused", code });
    else onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!online || state.at === "sending") return;
    const [fault] = faults;
    if (fault) {
      setState({ at: "sent_back" });
      (fault === "place_too_long" ? place : summary).current?.focus();
    } else if (found.flat().length > 0) setState({ at: "asking" });
    else void send();
  };
  const adjust = () => {
    const [inSummary, inPlace] = found.map(([one]) => one);
    const field = inSummary ? summary.current : place.current;
    const span = inSummary ?? inPlace;
    setState({ at: "filling_in" });
    field?.focus();
    if (span) field?.setSelectionRange(span.start, span.end);
  };
  return (
    <Modal title={texts.finish.title} onClose={onClose}>
      <form className="closing" onSubmit={submit} noValidate>
        <OutcomeField outcome={draft.outcome} onChange={(outcome) => change({ outcome })} />
        <TopicField
          topic={draft.topic}
          desk={desk}
          town={town}
          names={names}
          onChange={(topic) => change({ topic })}
        />
        <PlaceField place={draft.place} fieldRef={place} onChange={(to) => change({ place: to })} />
        <SummaryField
          label={words.summary}
          hint={words.summaryHint}
          summary={draft.summary}
          problem={
            state.at === "sent_back" && faults.includes("summary_missing") ? words.summaryMissing : undefined
          }
          prefilled={draft.summary === first}
          fieldRef={summary}
          onChange={(to) => change({ summary: to })}
        />
        <KeptUntil draft={draft} town={town} />
        {state.at === "asking" && (
          <BeforeSending
            found={found.flat()}
            words={{
              question: words.personalData,
              advice: words.personalDataAdvice,
              send: words.finishAnyway,
            }}
            onAdjust={adjust}
            onSend={() => void send()}
          />
        )}
        <ClosingSays state={state} online={online} />
        <div className="modal-actions">
          <Button purpose="primary" type="submit" disabled={!online} aria-disabled={state.at === "sending"}>
            {texts.finish.confirm}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
