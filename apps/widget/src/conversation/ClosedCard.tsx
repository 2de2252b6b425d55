import { SafetyLines } from "../shell/SafetyLines.js";
import { useReading } from "../texts/reading.js";

/** Where the composer stood, once the conversation is closed: go on with it, or start anew. */
export const ClosedCard = ({ onAskAgain, onRenew }: { onAskAgain: () => void; onRenew: () => void }) => {
  const { closed } = useReading().texts;
  return (
    <section class="closed-card" aria-label={closed.title}>
      <p class="nl-paragraph">
        <strong>{closed.title}</strong> {closed.askAgainHint}
      </p>
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
