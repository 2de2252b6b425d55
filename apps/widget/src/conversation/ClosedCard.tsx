import { useReading } from "../texts/reading.js";

/** Where the composer stood, once the conversation is closed: go on with it, or start anew. */
export const ClosedCard = ({ onAskAgain, onRenew }: { onAskAgain: () => void; onRenew: () => void }) => {
  const { closed } = useReading().texts;
  return (
    <section class="closed-card" aria-label={closed.title}>
      <p>
        <strong>{closed.title}</strong> {closed.askAgainHint}
      </p>
      <div class="closed-actions">
        <button type="button" class="button" onClick={onAskAgain}>
          {closed.askAgain}
        </button>
        <button type="button" class="button button-quiet" onClick={onRenew}>
          {closed.renew}
        </button>
      </div>
    </section>
  );
};
