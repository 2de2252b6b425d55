import type { CitizenActions, ConversationView, Gathered, TownView } from "@eigenkanaal/client";
import { fileNameOf, type OwnConversation, toHtml, toJson, transcriptWords } from "@eigenkanaal/records";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Sheet } from "../shell/Sheet.js";
import { useReading } from "../texts/reading.js";
import { savingTexts } from "../texts/saving.js";
import { ownConversation } from "./ownConversation.js";

/** Saves the conversation as a file, once all of it is here. A chunk of its own. */

/** `newest`: the last entry that was shown then. */
type State =
  | { step: "gathering" }
  | { step: "failed" }
  | { step: "ready"; own: OwnConversation; newest: string | undefined };

/** So long a device may take to begin with a file, also after the sheet was closed. */
const keepFileMs = 60_000;

export const SaveSheet = ({
  conversation,
  town,
  gather,
  onClose,
}: {
  conversation: ConversationView;
  town: TownView;
  gather: CitizenActions["gather"];
  onClose: () => void;
}) => {
  const reading = useReading();
  const words = savingTexts[reading.lang];
  const [attempt, setAttempt] = useState(1);
  const [state, setState] = useState<State>({ step: "gathering" });
  const newest = conversation.entries.at(-1)?.id;
  const latest = useRef({ town, reading, newest });
  latest.current = { town, reading, newest };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each attempt
  useEffect(() => {
    let wanted = true;
    const come = (found: Gathered | undefined): void => {
      if (!wanted) return;
      const { newest, ...place } = latest.current;
      if (found) setState({ step: "ready", own: ownConversation(found, place), newest });
      // What was ready still is what it says.
      else setState((before) => (before.step === "ready" ? before : { step: "failed" }));
    };
    gather().then(come, () => come(undefined));
    return () => {
      wanted = false;
    };
  }, [attempt]);
  useEffect(() => {
    if (state.step === "ready" && state.newest !== newest) setAttempt((before) => before + 1);
  }, [state, newest]);
  const retry = (): void => {
    setState({ step: "gathering" });
    setAttempt((before) => before + 1);
  };

  const fetched = conversation.entries.filter(({ kind }) => kind === "text").length;
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p class="nl-paragraph">{words.how}</p>
      <p class="nl-paragraph notice">{words.beware}</p>
      <p class="nl-paragraph" role="status">
        {state.step === "gathering" && `${words.gathering} ${words.fetched(fetched)}`}
        {state.step === "ready" && words.ready}
      </p>
      {state.step === "failed" && (
        <p class="nl-paragraph failure" role="alert">
          {words.failed}
        </p>
      )}
      {state.step === "ready" && <Files own={state.own} />}
      {state.step !== "ready" && (
        <div class="sheet-actions">
          {state.step === "failed" && (
            <button type="button" class="nl-button nl-button--primary" onClick={retry}>
              {words.retry}
            </button>
          )}
          <button type="button" class="nl-button nl-button--secondary" onClick={onClose}>
            {reading.texts.widget.cancel}
          </button>
        </div>
      )}
    </Sheet>
  );
};

/** Links, not buttons: that the person taps one is what every browser takes a download from. */
const Files = ({ own }: { own: OwnConversation }) => {
  const { lang } = useReading();
  const words = savingTexts[lang];
  const [saved, setSaved] = useState(false);
  const fileWords = transcriptWords[lang];
  const readable = useMemo(() => toHtml(own, fileWords), [own, fileWords]);
  const computer = useMemo(() => toJson(own), [own]);
  const save = (): void => setSaved(true);
  return (
    <>
      <div class="sheet-actions">
        <FileLink
          class="nl-button nl-button--primary"
          file={{ text: readable, type: "text/html", name: fileNameOf(own, fileWords, "html") }}
          onSave={save}
        >
          {words.readable}
        </FileLink>
        <FileLink
          class="nl-button nl-button--secondary"
          file={{ text: computer, type: "application/json", name: fileNameOf(own, fileWords, "json") }}
          onSave={save}
        >
          {words.computer}
        </FileLink>
      </div>
      <p role="status">{saved && words.saved}</p>
      <p class="nl-paragraph">{words.stays}</p>
    </>
  );
};

/** The text lies, as a file, under an address of this page alone. */
const FileLink = ({
  class: looks,
  file: { text, type, name },
  onSave,
  children,
}: {
  class: string;
  file: { text: string; type: string; name: string };
  onSave: () => void;
  children: string;
}) => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    setUrl(made);
    return () => void setTimeout(() => URL.revokeObjectURL(made), keepFileMs);
  }, [text, type]);
  return (
    url !== undefined && (
      <a class={looks} href={url} download={name} onClick={onSave}>
        {children}
      </a>
    )
  );
};
