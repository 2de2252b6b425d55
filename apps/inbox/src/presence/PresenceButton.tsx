import type { PresenceView } from "@eigenkanaal/client";
import { useTexts } from "../texts/texts.js";

/** How one is, in the rail; opens the dialog that changes it. */
export const PresenceButton = ({ presence, onOpen }: { presence: PresenceView; onOpen: () => void }) => {
  const { presence: texts } = useTexts();
  return (
    <button
      type="button"
      className="rail-link"
      data-opens="presence"
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-describedby="rail-load"
    >
      <span className={`presence-dot presence-${presence.state}`} />
      <span className="rail-name">
        <span className="unseen">{texts.title}: </span>
        {texts.states[presence.state]}
        <span className="rail-load" id="rail-load">
          {texts.load(presence.inHand, presence.capacity)}
        </span>
      </span>
      <span className="key rail-key" aria-hidden="true">
        p
      </span>
    </button>
  );
};
