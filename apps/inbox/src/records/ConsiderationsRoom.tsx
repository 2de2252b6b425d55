import type { ConsiderationActions } from "@eigenkanaal/client";
import { ConsiderationSubject, type Considerations } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useState } from "react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { annexOf } from "./annex.js";
import { ConsiderationForm } from "./ConsiderationForm.js";
import { choices, decisionWords, historyOf, subjectName } from "./considerationWords.js";
import { DetailTitle } from "./DetailTitle.js";
import { hashOfRecords } from "./place.js";
import type { RoomProps } from "./roomProps.js";
import { useLoaded } from "./useLoaded.js";
import { WhenLoaded } from "./WhenLoaded.js";

type ConsiderationsRoomProps = Pick<RoomProps, "open" | "members" | "names" | "online" | "town"> & {
  actions: ConsiderationActions;
};

/** What the town weighed about its channels: what holds, what came before, and weighing it anew. */
export const ConsiderationsRoom = ({ open, actions, ...props }: ConsiderationsRoomProps) => {
  const { records } = useTexts();
  const { considerations: words } = records;
  const [state, load] = useLoaded(actions.load);
  const [said, setSaid] = useState<string | null>(null);
  const named = ConsiderationSubject.safeParse(open).data;
  const subject = open === "new" ? undefined : named;
  return (
    <WhenLoaded state={state} load={load} loading={records.loading}>
      {(all) => (
        <div className="town-split">
          <div className="town-list">
            <SubjectList all={all} open={open} {...props} />
          </div>
          <div className="town-detail">
            {open === null || named === undefined ? (
              <Paragraph className="quiet">{words.choose}</Paragraph>
            ) : (
              <div className="town-form">
                <DetailTitle place={{ room: "considerations", open }}>
                  {subject === undefined
                    ? words.newChannel
                    : subjectName(subject, historyOf(all, subject)[0]?.decision, words)}
                </DetailTitle>
                <p className={said === open ? "notice notice-ok" : "unseen"} role="status">
                  {said === open ? words.kept : ""}
                </p>
                <ConsiderationForm
                  key={open}
                  subject={subject}
                  now={subject && historyOf(all, subject)[0]}
                  taken={all.current.map((one) => one.subject)}
                  online={props.online}
                  set={actions.set}
                  onDone={async (of) => {
                    await load();
                    setSaid(of);
                    window.location.hash = hashOfRecords({ room: "considerations", open: of });
                  }}
                />
                {subject && <History all={all} subject={subject} {...props} />}
              </div>
            )}
          </div>
        </div>
      )}
    </WhenLoaded>
  );
};

const SubjectList = ({
  all,
  open,
  ...props
}: { all: Considerations } & Omit<ConsiderationsRoomProps, "actions">) => {
  const { records } = useTexts();
  const { considerations: words } = records;
  const formats = useFormats();
  const nameOf = whoIn(props);
  const channels = all.current.filter(({ decision }) => decision.kind === "channel");
  const row = (subject: ConsiderationSubject) => {
    const decision = all.current.find((one) => one.subject === subject)?.decision;
    return (
      <li key={subject}>
        <a
          className="town-row"
          href={hashOfRecords({ room: "considerations", open: subject })}
          aria-current={open === subject ? "true" : undefined}
        >
          {subjectName(subject, decision, words)}
          <span className="quiet keys-hint">{decisionWords(decision, words)}</span>
        </a>
      </li>
    );
  };
  const save = () => {
    const html = annexOf(all, {
      town: props.town.name,
      retention: props.town.retention,
      language: document.documentElement.lang,
      words,
      terms: { words: records.terms, list: formats.list },
      nameOf,
      dateTime: formats.dateTime,
      nowMs: Date.now(),
    });
    const address = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = words.annexFile;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <div className="town-list-body">
      <Paragraph className="quiet">{words.intro}</Paragraph>
      <section aria-labelledby="considerations-choices">
        <Heading level={2} appearance="level-5" id="considerations-choices">
          {words.choicesTitle}
        </Heading>
        <ul className="town-rows">{choices.map(row)}</ul>
      </section>
      <section aria-labelledby="considerations-channels">
        <Heading level={2} appearance="level-5" id="considerations-channels">
          {words.channelsTitle}
        </Heading>
        {channels.length === 0 && <Paragraph className="quiet">{words.noChannels}</Paragraph>}
        <ul className="town-rows">{channels.map(({ subject }) => row(subject))}</ul>
        <a
          className="nl-button nl-button--secondary records-new"
          href={hashOfRecords({ room: "considerations", open: "new" })}
          aria-current={open === "new" ? "true" : undefined}
        >
          {words.addChannel}
        </a>
      </section>
      <Button purpose="secondary" onClick={save}>
        {words.annex}
      </Button>
    </div>
  );
};

const whoIn =
  ({ members, names }: Pick<RoomProps, "members" | "names">) =>
  (by: RoomProps["members"][number]["member"]) =>
    members.find(({ member }) => member === by)?.name ?? names.colleague(by);

const History = ({
  all,
  subject,
  ...props
}: { all: Considerations; subject: ConsiderationSubject } & Pick<RoomProps, "members" | "names">) => {
  const { considerations: words } = useTexts().records;
  const { dateTime } = useFormats();
  const nameOf = whoIn(props);
  const told = historyOf(all, subject);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby="considerations-history">
      <Heading level={3} appearance="level-5" id="considerations-history">
        {words.history}
      </Heading>
      <ul className="records-facts">
        {told.map((one) => (
          <li key={one.atMs}>
            {decisionWords(one.decision, words)} · {words.by(nameOf(one.by), dateTime(one.atMs))}
            <span className="records-reason">{one.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
