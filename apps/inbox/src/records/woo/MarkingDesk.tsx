import type { Marking, WooGround } from "@eigenkanaal/records/redaction";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useTexts } from "../../texts/texts.js";
import { GroundField } from "./GroundField.js";

/** The marking that is decided about now, and the way to the others. */
export const MarkingDesk = ({
  marking,
  place,
  markings,
  texts,
  disabled,
  onStep,
  onDecide,
  onGround,
}: {
  marking: Marking | undefined;
  place: number;
  markings: readonly Marking[];
  texts: readonly string[];
  disabled: boolean;
  onStep: (by: number) => void;
  onDecide: (state: "confirmed" | "refused") => void;
  onGround: (marking: Marking, ground: WooGround) => void;
}) => {
  const { woo: words } = useTexts().records;
  if (!marking) return <Paragraph className="quiet">{words.noMarkings}</Paragraph>;
  const text = (texts[marking.of] ?? "").slice(marking.start, marking.end);
  return (
    <div className="woo-marking">
      <p role="status">
        <span className="quiet">{words.at(place + 1, markings.length)}</span>{" "}
        {words.current(text, words.kinds[marking.kind], words.states[marking.state])}
      </p>
      <GroundField
        value={marking.ground}
        disabled={disabled}
        onChange={(ground) => onGround(marking, ground)}
      />
      <div className="woo-actions">
        <Button purpose="primary" disabled={disabled} onClick={() => onDecide("confirmed")}>
          {words.confirm}{" "}
          <span className="key" aria-hidden="true">
            l
          </span>
        </Button>
        <Button purpose="secondary" disabled={disabled} onClick={() => onDecide("refused")}>
          {words.refuse}{" "}
          <span className="key" aria-hidden="true">
            o
          </span>
        </Button>
        <Button purpose="secondary" onClick={() => onStep(-1)}>
          {words.previous}{" "}
          <span className="key" aria-hidden="true">
            k
          </span>
        </Button>
        <Button purpose="secondary" onClick={() => onStep(1)}>
          {words.next}{" "}
          <span className="key" aria-hidden="true">
            j
          </span>
        </Button>
      </div>
    </div>
  );
};
