import type { ArchiveReadingActions, RecordRefusal } from "@eigenkanaal/client";
import type { ConversationRecord } from "@eigenkanaal/protocol";
import { suggestedMarkings, textsOf } from "@eigenkanaal/records/redaction";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { townsOwn } from "../../queue/names.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { DetailTitle } from "../DetailTitle.js";
import type { RoomProps } from "../roomProps.js";
import type { Work } from "./progress.js";
import { RedactionDesk } from "./RedactionDesk.js";
import { findersOf, weighedOf } from "./weighed.js";

type Opening = { at: "opening" } | { at: "refused"; why: Exclude<RecordRefusal, "aborted"> };

/** One conversation that was found: opened on this device, with what patterns suggest to leave out. */
export const WooRedaction = ({
  record,
  openRecord,
  work,
  onWork,
  town,
  names,
  members,
}: Omit<RoomProps, "open" | "actions"> & {
  record: ConversationRecord;
  openRecord: ArchiveReadingActions["openRecord"];
  work: Work | undefined;
  onWork: (work: Work) => void;
}) => {
  const texts = useTexts();
  const { woo: words } = texts.records;
  const { date } = useFormats();
  const [opening, setOpening] = useState<Opening>({ at: "opening" });
  const { conversation } = record;
  const opened = async (signal: AbortSignal) => {
    const outcome = await openRecord(conversation, { signal });
    if (signal.aborted) return;
    if (!outcome.ok) {
      if (outcome.why !== "aborted") setOpening({ at: "refused", why: outcome.why });
      return;
    }
    const nowMs = Date.now();
    const weighed = weighedOf(outcome.record, { organisation: town.name, texts, names, nowMs });
    const finders = findersOf(outcome.record, { own: townsOwn(town), members });
    const markings = suggestedMarkings(textsOf(weighed), finders);
    onWork({ assessed: { weighed, markings, withheld: null }, done: false });
  };
  const newest = useRef(opened);
  newest.current = opened;
  const isOpened = work !== undefined;
  const open = useCallback((signal: AbortSignal) => {
    setOpening({ at: "opening" });
    void newest.current(signal);
  }, []);
  useEffect(() => {
    if (isOpened) return;
    const leaving = new AbortController();
    open(leaving.signal);
    return () => leaving.abort();
  }, [isOpened, open]);
  return (
    <div className="town-form woo-redaction">
      <DetailTitle place={{ room: "woo", open: conversation }}>
        {names.topic(record.topic)}, {date(record.closedAtMs)}
      </DetailTitle>
      {!work && opening.at === "opening" && (
        <p className="skeleton" role="status">
          {words.opening}
        </p>
      )}
      {!work && opening.at === "refused" && (
        <>
          <Paragraph>{words.notOpened}</Paragraph>
          {opening.why === "no_key" ? (
            <Paragraph className="notice notice-danger">{words.noKey}</Paragraph>
          ) : (
            <SessionFailure failure={opening.why} />
          )}
          <Button purpose="secondary" onClick={() => open(new AbortController().signal)}>
            {texts.tryAgain}
          </Button>
        </>
      )}
      {work && <RedactionDesk work={work} onWork={onWork} />}
    </div>
  );
};
