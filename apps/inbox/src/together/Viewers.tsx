import type { ColleagueView, ViewerView } from "@eigenkanaal/client";
import { useEffect, useRef, useState } from "react";
import { ViewersIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { newsOf, type Told, viewingLines } from "./viewing.js";

/** Who else has the conversation open, at its head; a screen reader hears of each once. */
export const Viewers = ({
  viewers,
  assignee,
}: {
  viewers: readonly ViewerView[];
  assignee: ColleagueView | null;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  const [announcement, setAnnouncement] = useState("");
  const told = useRef<Told>(new Set());
  useEffect(() => {
    const now = newsOf(viewers, told.current);
    told.current = now.told;
    const lines = viewingLines(now.news, { assignee, texts, formats }).map(({ line }) => line);
    if (lines.length > 0) setAnnouncement(lines.join(". "));
  }, [viewers, assignee, texts, formats]);
  return (
    <>
      {viewers.length > 0 && (
        <p className="viewers">
          <ViewersIcon />
          {viewingLines(viewers, { assignee, texts, formats }).map(({ doing, line }) => (
            <span key={doing} className={`viewers-${doing}`}>
              {line}
            </span>
          ))}
        </p>
      )}
      <p className="unseen" role="status">
        {announcement}
      </p>
    </>
  );
};
