import type { Entry, OpenedRecord, RecordOutcome } from "@eigenkanaal/client";
import type { ConversationId, Review, Reviewed } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useState } from "react";
import { Blocks } from "../conversation/Timeline.js";
import { LockIcon } from "../icons.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import type { ReviewProps } from "./roomProps.js";
import { ScoresForm } from "./ScoresForm.js";

type ReadingPageProps = ReviewProps & { review: Review; conversation: ConversationId; reviewed: Reviewed };

/** A conversation that was released, to be read only, beside what its reviewer makes of it. */
export const ReadingPage = ({ review: { review }, conversation, reviewed, ...props }: ReadingPageProps) => {
  const texts = useTexts();
  const { review: words } = texts.reviews;
  const { actions, names } = props;
  const [outcome, setOutcome] = useState<RecordOutcome>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    const stop = new AbortController();
    setOutcome(undefined);
    void actions.read(conversation, { signal: stop.signal }).then((read) => {
      if (!stop.signal.aborted) setOutcome(read);
    });
    return () => stop.abort();
  }, [actions, conversation, tries]);
  const failures = { ...texts.refused, no_key: words.noKey, aborted: words.aborted };
  return (
    <div className="review-reading">
      <section className="review-conversation" aria-labelledby="review-conversation">
        <Heading level={2} appearance="level-4" id="review-conversation">
          {names.topic(reviewed.topic)}
        </Heading>
        <p className="quiet review-read-only">
          <LockIcon />
          {words.readOnly}
        </p>
        {outcome === undefined && (
          <p className="skeleton" role="status">
            {words.reading}
          </p>
        )}
        {outcome?.ok === false && (
          <>
            <Paragraph className="notice notice-danger" role="alert">
              {failures[outcome.why]}
            </Paragraph>
            <Button purpose="secondary" onClick={() => setTries(tries + 1)}>
              {texts.tryAgain}
            </Button>
          </>
        )}
        {outcome?.ok && <Said record={outcome.record} names={names} />}
      </section>
      <ScoresForm place={{ review, conversation }} now={reviewed.scores} {...props} />
    </div>
  );
};

const Said = ({ record, names }: { record: OpenedRecord; names: TownNames }) => {
  const texts = useTexts();
  const turns = record.turns.map((turn, index): Entry => {
    const id = `turn-${turn.epoch}-${index}`;
    return { kind: "turn", id, channel: "public", turn, atMs: turn.atMs };
  });
  return (
    <>
      {record.unopened.length > 0 && (
        <Paragraph className="notice notice-danger">
          {texts.reviews.review.unreadable(record.unopened.length)}
        </Paragraph>
      )}
      <div className="review-said" role="log" aria-live="off" aria-label={texts.conversation.messages}>
        <Blocks entries={[...record.entries, ...turns]} found={null} names={names} actions={readOnly} />
      </div>
    </>
  );
};

/** Nothing of what is read here is one's own to send. */
const readOnly = { retry: async () => {}, discard: async () => {}, onRecall: () => {} };
