import type { Entry } from "@eigenkanaal/client";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** What the citizen said of a conversation that is finished: it asks for no answer. */
export const Remark = ({ entry: { text, shared, atMs } }: { entry: Extract<Entry, { kind: "remark" }> }) => {
  const { verdict } = useTexts();
  const formats = useFormats();
  return (
    <li className="words words-citizen">
      <p className="words-head">
        <span className="words-note">{verdict.remark}</span>
        <time className="moment">{formats.time(atMs)}</time>
      </p>
      <p className="bubble" dir="auto">
        {text}
      </p>
      {shared && <p className="quiet">{verdict.shared}</p>}
    </li>
  );
};
