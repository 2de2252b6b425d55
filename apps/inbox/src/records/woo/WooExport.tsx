import type { ConversationRecord } from "@eigenkanaal/protocol";
import { publicationOf, publicationWords, zipOf } from "@eigenkanaal/records/redaction";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useTexts } from "../../texts/texts.js";
import { DetailTitle } from "../DetailTitle.js";
import { dayOf } from "../period.js";
import { countsOf, type Work } from "./progress.js";

type State = "still" | "saved" | "failed";

/** What is chosen and done, as one file for who asked. */
export const WooExport = ({
  picked,
  works,
}: {
  picked: readonly ConversationRecord[];
  works: ReadonlyMap<ConversationRecord["conversation"], Work>;
}) => {
  const texts = useTexts();
  const { woo: words } = texts.records;
  const [state, setState] = useState<State>("still");
  const chosen = picked.map(({ conversation }) => works.get(conversation));
  const { decisions, unfinished } = countsOf(chosen);
  const ready = picked.length > 0 && unfinished === 0;
  const save = () => {
    const assessed = chosen.flatMap((work) => (work?.done ? work.assessed : []));
    const published = publicationOf(assessed, publicationWords[texts.code === "en" ? "en" : "nl"]);
    if (!published.ok) return setState("failed");
    try {
      const nowMs = Date.now();
      download(zipOf(published.files, nowMs), words.file(dayOf(nowMs)));
      setState("saved");
    } catch (error) {
      // Any other failure is a fault of ours, and surfaces.
      if (!(error instanceof Error && "code" in error && error.code === "package_too_large")) throw error;
      setState("failed");
    }
  };
  return (
    <div className="town-form">
      <DetailTitle place={{ room: "woo", open: "export" }}>{words.exportTitle}</DetailTitle>
      <Paragraph>{words.exportHint}</Paragraph>
      <ul className="woo-counts">
        {(["public", "partial", "refused"] as const)
          .filter((decision) => decisions[decision] > 0)
          .map((decision) => (
            <li key={decision}>{words.decisions[decision](decisions[decision])}</li>
          ))}
      </ul>
      {picked.length === 0 && <Paragraph className="notice">{words.nothingChosen}</Paragraph>}
      {unfinished > 0 && <Paragraph className="notice">{words.unfinished(unfinished)}</Paragraph>}
      <p className={state === "saved" ? "notice notice-ok" : "unseen"} role="status">
        {state === "saved" && words.saved}
      </p>
      {state === "failed" && (
        <Paragraph className="notice notice-danger" role="alert">
          {words.notSaved}
        </Paragraph>
      )}
      <div className="town-actions">
        <Button purpose="primary" disabled={!ready} onClick={save}>
          {words.save}
        </Button>
      </div>
    </div>
  );
};

const download = (zip: Uint8Array, name: string) => {
  const address = URL.createObjectURL(new Blob([new Uint8Array(zip)], { type: "application/zip" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
