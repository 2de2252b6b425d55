import { keyOf, type Marking, type Weighed } from "@eigenkanaal/records/redaction";
import { useEffect, useRef } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { piecesOf } from "./pieces.js";

/** The whole conversation as it is weighed: what is marked stands out, and can still be read. */
export const WooLines = ({
  weighed,
  markings,
  current,
}: {
  weighed: Weighed;
  markings: readonly Marking[];
  current: Marking | undefined;
}) => {
  const { dateTime } = useFormats();
  const { conversation } = useTexts();
  const now = current && keyOf(current);
  const lines = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (now !== undefined)
      lines.current?.querySelector("[data-now=true]")?.scrollIntoView({ block: "nearest" });
  }, [now]);
  const marked = (of: number, text: string) => (
    <Marked of={of} text={text} markings={markings.filter((one) => one.of === of)} now={now} />
  );
  return (
    <ol className="woo-lines" ref={lines}>
      {weighed.lines.map(({ atMs, speaker, kind, text }, line) => (
        // The order of what was said never changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <li key={line}>
          <p className="quiet">
            {speaker !== null && marked(2 * line, speaker)} {dateTime(atMs)}
          </p>
          {kind === "invalid" ? (
            <p>{conversation.invalidTitle}</p>
          ) : (
            <p className="woo-text" dir="auto">
              {marked(2 * line + 1, text)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
};

const Marked = ({
  of,
  text,
  markings,
  now,
}: {
  of: number;
  text: string;
  markings: readonly Marking[];
  now: string | undefined;
}) => (
  <span data-text={of}>
    {piecesOf(text, markings).map(({ start, text: words, state, keys }) =>
      state === null ? (
        <span key={start}>{words}</span>
      ) : (
        <mark key={start} data-state={state} data-now={now !== undefined && keys.includes(now)}>
          {words}
        </mark>
      ),
    )}
  </span>
);
