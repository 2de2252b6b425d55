import type { ConversationView, OverflowActions, OverflowView, TownView } from "@eigenkanaal/client";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { useId, useState } from "preact/hooks";
import { overflowTexts } from "../texts/overflow.js";
import { useReading } from "../texts/reading.js";
import { certifiedDesk } from "./deskNames.js";

export type OverflowCardProps = {
  offer: OverflowView;
  conversation: Pick<ConversationView, "readers">;
  town: TownView;
  actions: OverflowActions;
  /** It was decided: the card goes, and the focus with it. */
  onDecided: () => void;
};

/**
 * Asks whether another desk may help, and says what it can read then: that is the citizen's to decide. Both desks by the
 * names in their certificates.
 */
export const OverflowCard = ({ offer, conversation, town, actions, onDecided }: OverflowCardProps) => {
  const reading = useReading();
  const words = overflowTexts[reading.lang];
  const { named, title } = reading.texts.desk;
  const [state, setState] = useState<"resting" | "acting" | "failed" | "gone">("resting");
  const titleId = useId();
  const own = conversation.readers.find(({ role }) => role === "desk")?.name ?? "";
  const [from, to] = [own, offer.name].map((name) => certifiedDesk(town, name, reading)) as [string, string];
  const desks = { from: named(from), From: title(from), to: named(to), To: title(to) };

  const act = async (work: () => Promise<ErrorCode | undefined>): Promise<void> => {
    if (state === "acting") return;
    setState("acting");
    const code = await work();
    if (code === undefined) return onDecided();
    setState(code === "not_found" ? "gone" : "failed");
  };
  return (
    <section class="overflow-card" aria-labelledby={titleId}>
      <div role="status">
        <p id={titleId} class="overflow-title">
          {words.title}
        </p>
        <p>{words.text(desks)}</p>
      </div>
      <div class="overflow-choices">
        <button
          type="button"
          class="nl-button nl-button--primary"
          aria-disabled={state === "acting"}
          onClick={() => void act(() => actions.accept(offer.to))}
        >
          {words.accept(desks)}
        </button>
        <button
          type="button"
          class="nl-button nl-button--secondary"
          aria-disabled={state === "acting"}
          onClick={() => void act(() => actions.decline())}
        >
          {words.decline(desks)}
        </button>
      </div>
      <p class="overflow-busy" role="status">
        {state === "acting" && words.busy}
      </p>
      <p class="failure" role="alert">
        {state === "failed" && words.failed}
        {state === "gone" && words.gone}
      </p>
    </section>
  );
};
