import type { ConversationView, TownView, VerdictActions } from "@eigenkanaal/client";
import { SafetyLines } from "../shell/SafetyLines.js";
import { useReading } from "../texts/reading.js";
import { isRemarkedOn } from "../verdict/remarks.js";
import { Kept, VerdictQuestion } from "./later.js";
import { closedAfterDays } from "./silence.js";

/**
 * Where the composer stood, once the conversation is closed: whether one was helped, how long it is kept, to go on with it,
 * or to start anew.
 */
export const ClosedCard = ({
  conversation,
  town,
  keptLonger,
  verdict,
  onAskAgain,
  onRenew,
}: {
  conversation: Pick<ConversationView, "keeping" | "entries" | "verdict">;
  town: Pick<TownView, "retention">;
  keptLonger: boolean;
  verdict: VerdictActions;
  onAskAgain: () => void;
  onRenew: () => void;
}) => {
  const { texts, nowMs } = useReading();
  const { closed } = texts;
  const days = closedAfterDays(conversation, town.retention);
  return (
    <section class="closed-card" aria-label={closed.title}>
      <p class="nl-paragraph">
        <strong>{days === null ? closed.title : closed.silent(days)}</strong>{" "}
        {days === null ? closed.askAgainHint : closed.silentHint}
      </p>
      {conversation.verdict !== null && nowMs < conversation.verdict.untilMs && (
        <VerdictQuestion
          asked={conversation.verdict}
          remarked={isRemarkedOn(conversation)}
          actions={verdict}
        />
      )}
      {conversation.keeping !== null && (
        <Kept keeping={conversation.keeping} table={town.retention} longer={keptLonger} />
      )}
      <div class="closed-actions">
        <button type="button" class="nl-button nl-button--primary" onClick={onAskAgain}>
          {closed.askAgain}
        </button>
        <button type="button" class="nl-button nl-button--secondary" onClick={onRenew}>
          {closed.renew}
        </button>
      </div>
      <SafetyLines />
    </section>
  );
};
