import type { SignInFailure } from "@eigenkanaal/client";
import type { MemberId, RetentionFault } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { FormParts } from "./ChangeForm.js";
import { DetailTitle } from "./DetailTitle.js";
import { Faults } from "./Faults.js";
import type { RoomProps } from "./roomProps.js";

/** What is announced, which can be taken back, and who changed what and why, newest first. */
export const Changes = ({ form, members }: { form: FormParts; members: RoomProps["members"] }) => {
  const texts = useTexts();
  const { retention: words } = texts.records;
  const { dateTime, date } = useFormats();
  const { settings, actions, online, said, onDone } = form;
  const [refused, setRefused] = useState<{ failure: SignInFailure; faults: RetentionFault[] }>();
  const nameOf = (by: MemberId | null) =>
    members.find(({ member }) => member === by)?.name ?? texts.transfer.someone;
  const takeBack = async (validFromMs: number) => {
    const answer = await actions.takeBackRetention(validFromMs);
    if (!answer.ok) return setRefused(answer);
    setRefused(undefined);
    await onDone("changes", words.takenBack);
  };
  return (
    <div className="town-form">
      <DetailTitle place={{ room: "retention", open: "changes" }}>{words.changes}</DetailTitle>
      <p className={said === "" ? "unseen" : "notice notice-ok"} role="status">
        {said}
      </p>
      {refused && <Faults {...refused} names={settings.table} />}
      {settings.announced.length > 0 && (
        <section className="town-announced">
          <Heading level={3} appearance="level-5">
            {words.announcements}
          </Heading>
          <ul>
            {settings.announced.map(({ validFromMs, by, reason }) => (
              <li key={validFromMs}>
                <p>
                  <strong>{texts.townSettings.announcedFrom(dateTime(validFromMs))}</strong>
                  <span className="quiet keys-hint">{words.announcedBy(nameOf(by), reason)}</span>
                </p>
                <Button purpose="secondary" disabled={!online} onClick={() => void takeBack(validFromMs)}>
                  {texts.townSettings.takeBack}
                  <span className="unseen">: {dateTime(validFromMs)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="quiet">{settings.events.length === 0 ? words.noChanges : words.changesShown}</p>
      <ol className="town-changes">
        {settings.events.map(({ validFromMs, act, by, reason, atMs }) => (
          <li key={`${atMs} ${validFromMs} ${act}`}>
            <p>
              {act === "set" ? words.changed(date(validFromMs)) : words.takenBackOf(date(validFromMs))}
              {reason !== null && <span className="records-reason">{reason}</span>}
              <span className="quiet keys-hint">{words.by(nameOf(by), dateTime(atMs))}</span>
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
};
