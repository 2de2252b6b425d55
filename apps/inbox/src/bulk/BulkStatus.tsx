import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useLeftMs } from "../conversation/useLeftMs.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import type { Failure } from "./runBulk.js";
import type { Bulk, BulkState } from "./useBulk.js";

type BulkStatusProps = {
  bulk: Bulk;
  names: Pick<TownNames, "topic">;
  topicOf: (conversation: ConversationId) => QueueItem["topic"];
  onOpen: (conversation: ConversationId) => void;
};

/** How far it is with many at once: held, under way, or done with what did not succeed and why. */
export const BulkStatus = ({ bulk, ...rest }: BulkStatusProps) => {
  const { bulk: words } = useTexts();
  const { state } = bulk;
  switch (state.at) {
    case "idle":
      return null;
    case "held":
      return <Held held={state} bulk={bulk} />;
    case "undone":
      return (
        <div className="bulk-status">
          <p role="status">{words.undone}</p>
          <Dismiss bulk={bulk} />
        </div>
      );
    case "running":
      return (
        <div className="bulk-status">
          <p role="status">{words.running(state.done, state.job.conversations.length)}</p>
          <progress
            className="bulk-progress"
            aria-hidden="true"
            value={state.done}
            max={state.job.conversations.length}
          />
          <Button purpose="secondary" onClick={bulk.stop}>
            {words.stop}
          </Button>
        </div>
      );
    case "ended":
      return <Ended ended={state} bulk={bulk} {...rest} />;
  }
};

const Dismiss = ({ bulk }: { bulk: Bulk }) => {
  const { bulk: words } = useTexts();
  return (
    <Button purpose="subtle" onClick={bulk.dismiss}>
      {words.close}
    </Button>
  );
};

const Held = ({ held, bulk }: { held: Extract<BulkState, { at: "held" }>; bulk: Bulk }) => {
  const { bulk: words } = useTexts();
  const leftMs = useLeftMs(held.untilMs);
  const { kind, conversations } = held.job;
  return (
    <div className="bulk-status">
      <p>{words.held[kind](conversations.length, Math.ceil(leftMs / 1_000))}</p>
      <p className="quiet" role="status">
        {words.heldHint}
      </p>
      <div className="bulk-acts">
        <Button
          purpose="primary"
          label={words.undo}
          aria-keyshortcuts="z"
          iconEnd={
            <span className="key" aria-hidden="true">
              z
            </span>
          }
          onClick={bulk.stop}
        />
        <Button purpose="subtle" onClick={bulk.now}>
          {words.now}
        </Button>
      </div>
    </div>
  );
};

const Ended = ({
  ended,
  bulk,
  names,
  topicOf,
  onOpen,
}: BulkStatusProps & { ended: Extract<BulkState, { at: "ended" }> }) => {
  const texts = useTexts();
  const { bulk: words } = texts;
  const { done, failures, job } = ended;
  const left = job.conversations.length - done;
  const why = (failure: Failure) =>
    failure.why === "note_lost" ? words.noteLost : texts.refused[failure.why];
  return (
    <div className="bulk-status">
      <p role="status">
        {left > 0 ? words.stopped(done - failures.length, left) : words.done(done - failures.length)}
      </p>
      {failures.length > 0 && (
        <>
          <p role="alert">{words.failed(failures.length)}</p>
          <ul className="bulk-failures">
            {failures.map((failure) => (
              <li key={failure.conversation}>
                <button type="button" className="link" onClick={() => onOpen(failure.conversation)}>
                  {names.topic(topicOf(failure.conversation))}
                </button>
                <span className="quiet">{why(failure)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Dismiss bulk={bulk} />
    </div>
  );
};
