import type { SearchResult } from "@eigenkanaal/client";
import type { KeyboardEvent } from "react";
import { useClock } from "../queue/clock.js";
import type { TownNames } from "../queue/names.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type FoundRowProps = {
  result: SearchResult;
  names: TownNames;
  open: boolean;
  onOpen: (result: SearchResult) => void;
  onStep: (step: 1 | -1) => void;
};

/** A conversation that was found, with the words as they stand in it. */
export const FoundRow = ({ result, names, open, onOpen, onStep }: FoundRowProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const words = texts.search;
  const activity = useClock((nowMs) => formats.timeOrDate(result.lastActivityAtMs, nowMs));
  const arrows = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onStep(event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <li>
      <button
        type="button"
        className="row found-row"
        aria-current={open ? "true" : undefined}
        onClick={() => onOpen(result)}
        onKeyDown={arrows}
      >
        <span className="row-topic">{names.topic(result.topic)}</span>
        <span className="found-when">{activity}</span>
        <span className="found-place">
          {names.desk(result.desk)} · {result.state === "closed" ? words.closed : words.open}
        </span>
        {result.hits
          // The topic stands above already.
          .filter(({ entry, channel }) => entry !== null || channel === "internal")
          .map((hit) => (
            <span key={hit.entry} className="found-hit" dir="auto">
              <span className="found-who">
                {hit.entry === null ? words.caseNumber : (hit.who ?? words.citizen)}
                {hit.entry !== null && hit.channel === "internal" && ` (${words.note})`}:{" "}
              </span>
              {hit.pieces.map((piece, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which do not move
                piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text,
              )}
            </span>
          ))}
        {result.more > 0 && <span className="found-more">{words.more(result.more)}</span>}
      </button>
    </li>
  );
};
