import type { History } from "@eigenkanaal/client";
import type { Reading } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useId } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Target } from "./targets.js";

export type Wishes = { history: History; reading: Reading; closed: "asked" | "confirmed" };

const histories = ["along", "left_out"] as const;

/** What goes along to another desk, whether one reads along, and that a closed desk keeps the resident waiting. */
export const DeskWishes = ({
  target,
  wishes,
  problem,
  onChange,
}: {
  target: Extract<Target, { kind: "desk" }>;
  wishes: Wishes;
  problem: string | undefined;
  onChange: (some: Partial<Wishes>) => void;
}) => {
  const { transfer: words } = useTexts();
  const formats = useFormats();
  const id = useId();
  const { name, opening } = target;
  return (
    <>
      {opening.at === "closed" && (
        <div className="notice transfer-closed">
          <Paragraph>
            {opening.opensAtMs === null
              ? words.closedForLong(name)
              : words.closedUntil(name, formats.dateTime(opening.opensAtMs))}
          </Paragraph>
          <label className="choice">
            <input
              type="checkbox"
              checked={wishes.closed === "confirmed"}
              aria-describedby={`${id}-problem`}
              onChange={(event) => onChange({ closed: event.target.checked ? "confirmed" : "asked" })}
            />
            <span>{words.closedConfirm}</span>
          </label>
          <p id={`${id}-problem`} className="transfer-problem" role="alert">
            {problem}
          </p>
        </div>
      )}
      <fieldset className="transfer-wishes">
        <legend>{words.history(name)}</legend>
        {histories.map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name={`${id}-history`}
              checked={wishes.history === each}
              onChange={() => onChange({ history: each })}
            />
            <span>
              {words.histories[each]}
              <span className="quiet transfer-hint">{words.historyHints[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="choice">
        <input
          type="checkbox"
          checked={wishes.reading === "along"}
          onChange={(event) => onChange({ reading: event.target.checked ? "along" : "not" })}
        />
        <span>
          {words.readAlong}
          <span className="quiet transfer-hint">{words.readAlongHint}</span>
        </span>
      </label>
    </>
  );
};
