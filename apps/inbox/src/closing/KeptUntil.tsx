import { classOf } from "@eigenkanaal/domain";
import { useClock } from "../queue/clock.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { type CardDraft, type ClosingTown, topicClassOf } from "./card.js";
import { keptWords } from "./keptWords.js";

/** How long a conversation will be kept that is closed now as the card stands. */
export const KeptUntil = ({
  draft,
  town,
}: {
  draft: Pick<CardDraft, "outcome" | "topic">;
  town: ClosingTown;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  const topicClass = topicClassOf(draft.topic, town);
  const says = useClock((closedAtMs) => {
    if (topicClass === undefined && draft.outcome === "answered") return texts.closing.keptOnceClosed;
    // Whether an answer was due counts for who leaves, and here a colleague closes.
    const closing = { outcome: draft.outcome, topicClass: topicClass ?? null, answer: "given" } as const;
    const retention = classOf(town.retention, closing);
    return keptWords(town.retention, { retention, closedAtMs }, { texts, formats });
  });
  return (
    <p className="closing-kept" role="status">
      {says}
    </p>
  );
};
