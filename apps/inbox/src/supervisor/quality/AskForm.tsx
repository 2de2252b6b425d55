import type { ReviewActions, SignInFailure, TownView } from "@eigenkanaal/client";
import { type AskReview, DeskId, maxReviewed, Outcome } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, use, useState } from "react";
import { ClockContext } from "../../queue/clock.js";
import { type TownNames, topicsOf } from "../../queue/names.js";
import { DayField, SelectField, TextArea } from "../../records/fields.js";
import { focusStep } from "../../reviews/focusStep.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useTexts } from "../../texts/texts.js";
import { NumberField } from "../../townSettings/fields.js";
import { askedBy, newDraft, type ReviewDraft } from "./draft.js";

type AskFormProps = {
  desks: Awaited<ReturnType<ReviewActions["desks"]>>;
  town: TownView;
  names: TownNames;
  online: boolean;
  /** Undefined when it went well, else why not. */
  onSend: (asked: AskReview) => Promise<SignInFailure | undefined>;
  onCancel: () => void;
};

/** What was not meant for the desk says nothing of how it answers. */
const outcomesAsked = Outcome.options.filter((outcome) => outcome !== "spam");

/** Which conversations, how many, who reviews them, why and until when. */
export const AskForm = ({ desks, town, names, online, onSend, onCancel }: AskFormProps) => {
  const texts = useTexts();
  const { form: words, noReviewers } = texts.reviews.quality;
  const { outcomes } = texts.reports.list;
  const clock = use(ClockContext);
  const [draft, setDraft] = useState(() => newDraft(clock.nowMs(), desks[0]?.desk ?? ""));
  const [tried, setTried] = useState<"not_yet" | "once">("not_yet");
  const [failure, setFailure] = useState<SignInFailure>();
  const set = (some: Partial<ReviewDraft>) => setDraft({ ...draft, ...some });
  const reviewers = desks.find(({ desk }) => desk === draft.desk)?.reviewers ?? [];
  const desk = DeskId.safeParse(draft.desk).data;
  const asked = askedBy(draft, clock.nowMs());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried("once");
    setFailure(undefined);
    if (asked) setFailure(await onSend(asked));
  };
  return (
    <form
      className="town-form review-form"
      ref={focusStep}
      tabIndex={-1}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <Heading level={2} appearance="level-4">
        {words.title}
      </Heading>
      <SelectField
        label={words.desk}
        value={draft.desk}
        onChange={(id) => set({ desk: id, topic: "", reviewer: "" })}
      >
        {desks.map((one) => (
          <option key={one.desk} value={one.desk}>
            {names.desk(one.desk)}
          </option>
        ))}
      </SelectField>
      {reviewers.length === 0 ? (
        <Paragraph className="notice">{noReviewers}</Paragraph>
      ) : (
        <SelectField label={words.reviewer} value={draft.reviewer} onChange={(reviewer) => set({ reviewer })}>
          <option value="">{words.choose}</option>
          {reviewers.map(({ member, name }) => (
            <option key={member} value={member}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        value={draft.reason}
        missing={tried === "once" && draft.reason.trim() === ""}
        maxLength={200}
        onChange={(reason) => set({ reason })}
      />
      <div className="records-period">
        <DayField label={words.from} value={draft.from} onChange={(from) => set({ from })} />
        <DayField label={words.until} value={draft.until} onChange={(until) => set({ until })} />
      </div>
      <div className="records-period">
        <SelectField label={words.topic} value={draft.topic} onChange={(topic) => set({ topic })}>
          <option value="">{words.anyTopic}</option>
          {topicsOf(town.topics, desk ? [desk] : [], names).map(({ topic, name }) => (
            <option key={topic} value={topic}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={words.outcome} value={draft.outcome} onChange={(outcome) => set({ outcome })}>
          <option value="">{words.anyOutcome}</option>
          {outcomesAsked.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcomes[outcome]}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="records-period">
        <NumberField
          label={words.number}
          value={draft.number}
          max={maxReviewed}
          onChange={(number) => set({ number })}
        />
        <DayField label={words.lastDay} value={draft.lastDay} onChange={(lastDay) => set({ lastDay })} />
      </div>
      <p className="hint">{words.lastDayHint}</p>
      {failure && <SessionFailure failure={failure} />}
      {tried === "once" && !asked && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.missing}
        </Paragraph>
      )}
      <div className="review-actions">
        <Button purpose="primary" type="submit" disabled={!online}>
          {words.send}
        </Button>
        <Button purpose="secondary" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
};
