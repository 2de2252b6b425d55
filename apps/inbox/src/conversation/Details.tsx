import type { BlockView, ConversationView, QueueItem, ReaderView, RecordsActions } from "@eigenkanaal/client";
import type { RetentionTable } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import type { ReactNode, Ref } from "react";
import { BlockFact } from "../blocking/BlockFact.js";
import { registrationOf } from "../closing/card.js";
import { Kept } from "../closing/Kept.js";
import { CloseIcon, LockIcon } from "../icons.js";
import { LabelTags } from "../labels/LabelTags.js";
import type { LabelNames } from "../labels/useLabels.js";
import type { TownNames } from "../queue/names.js";
import { WaitingTime } from "../queue/WaitingTime.js";
import { HeldFact } from "../records/HeldFact.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { CaseNumber } from "./CaseNumber.js";
import { caseNumberOf } from "./caseNumber.js";

type DetailsProps = {
  view: ConversationView;
  assignee: QueueItem["assignee"];
  /** Its row; undefined when this member's lists do not hold it. */
  item: QueueItem | undefined;
  names: TownNames;
  retention: RetentionTable;
  labels: LabelNames;
  /** Undefined where one only reads along. */
  onLabels: (() => void) | undefined;
  onCase: (() => void) | undefined;
  block: BlockView | null;
  onBlock: (() => void) | undefined;
  holdsOf: RecordsActions["holdsOf"];
  headingRef: Ref<HTMLHeadingElement>;
  onClose: () => void;
};

export const Details = ({
  view,
  assignee,
  item,
  names,
  retention,
  labels,
  headingRef,
  onClose,
  ...on
}: DetailsProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const verdict = view.verdict?.given ?? null;
  const registered = view.keeping ? registrationOf(view.entries) : undefined;
  return (
    <section className="details" aria-labelledby="details-title">
      <header className="details-header">
        <Heading level={2} appearance="level-4" id="details-title" tabIndex={-1} ref={headingRef}>
          {texts.details.title}
        </Heading>
        <Button
          purpose="subtle"
          iconOnly
          iconStart={<CloseIcon />}
          label={texts.conversation.hideDetails}
          onClick={onClose}
        />
      </header>
      <dl className="facts">
        {/* A sensitive one is told in the conversation alone. */}
        <Fact name={texts.details.topic}>
          {(view.topic === null && registered?.topic) || names.topic(view.topic)}
        </Fact>
        <Fact name={texts.details.desk}>{names.desk(view.desk)}</Fact>
        <Fact name={texts.details.status}>
          <span className="nl-data-badge">{texts.details.states[view.state]}</span>
        </Fact>
        {/* What is finished is in nobody's hands, and that is no news. */}
        {(assignee || view.state !== "closed") && (
          <Fact name={texts.details.assignee}>{assignee ? assignee.name : texts.row.nobody}</Fact>
        )}
        {item?.snooze && (
          <Fact name={texts.snooze.fact}>
            {item.snooze.untilMs === null
              ? texts.snooze.untilAnswer
              : formats.dayAndTime(item.snooze.untilMs)}
          </Fact>
        )}
        {item?.reopened && view.state !== "closed" && (
          <Fact name={texts.reopened.fact}>
            {formats.dateTime(item.reopened.atMs)}
            {item.reopened.had && (
              <span className="quiet label-hint">
                {item.reopened.had.me ? texts.reopened.hadMe : texts.reopened.had(item.reopened.had.name)}
              </span>
            )}
          </Fact>
        )}
        {item && item.waitingSinceMs !== null && view.state !== "closed" && (
          <Fact name={texts.details.waitingSince}>
            {formats.dateTime(item.waitingSinceMs)}
            <WaitingTime sinceMs={item.waitingSinceMs} late={item.late} />
          </Fact>
        )}
        {item && <Fact name={texts.details.opened}>{formats.dateTime(item.openedAtMs)}</Fact>}
        {item && item.closedAtMs !== null && (
          <Fact name={texts.details.closed}>{formats.dateTime(item.closedAtMs)}</Fact>
        )}
        {view.keeping && (
          <Fact name={texts.closing.facts.kept}>
            <Kept keeping={view.keeping} retention={retention} />
          </Fact>
        )}
        {verdict !== null && verdict !== "skipped" && (
          <Fact name={texts.verdict.fact}>{texts.verdict.given[verdict]}</Fact>
        )}
        {registered && <Fact name={texts.closing.facts.summary}>{registered.summary}</Fact>}
        {registered && registered.place !== "" && (
          <Fact name={texts.closing.facts.place}>{registered.place}</Fact>
        )}
        <Fact name={texts.labels.title}>
          {item && item.labels.length > 0 && <LabelTags labels={item.labels} names={labels} />}
          {item && on.onLabels && (
            <Button
              purpose="subtle"
              aria-haspopup="dialog"
              aria-keyshortcuts="l"
              label={texts.labels.choose}
              iconEnd={
                <span className="key" aria-hidden="true">
                  l
                </span>
              }
              onClick={on.onLabels}
            />
          )}
        </Fact>
        <Fact name={texts.caseNumber.title}>
          <CaseNumber number={caseNumberOf(view.entries)} onChange={on.onCase} />
        </Fact>
        <Fact name={texts.blocking.fact}>
          <BlockFact block={on.block} onBlock={on.onBlock} />
        </Fact>
        {view.conversation && <HeldFact conversation={view.conversation} holdsOf={on.holdsOf} />}
        {item?.language && <Fact name={texts.details.language}>{formats.languageName(item.language)}</Fact>}
      </dl>
      <section>
        <Heading level={3} appearance="level-5">
          <LockIcon />
          {texts.details.readers}
        </Heading>
        <ul className="readers">
          {view.readers.map((reader) => (
            <Reader key={`${reader.role} ${reader.name}`} reader={reader} names={names} />
          ))}
        </ul>
        <Paragraph className="quiet">{texts.details.readersExplained}</Paragraph>
      </section>
      <section>
        <Heading level={3} appearance="level-5">
          {texts.details.number}
        </Heading>
        <p className="digits">{view.number ?? texts.details.numberUnknown}</p>
        <Paragraph className="quiet">{texts.details.numberExplained}</Paragraph>
      </section>
    </section>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Reader = ({ reader, names }: { reader: ReaderView; names: TownNames }) => {
  const texts = useTexts();
  const role = texts.details.readerRoles[reader.role];
  return (
    <li>
      <span className="reader-name">
        {reader.role === "desk" ? `${role} ${names.certified(reader.name)}` : role}
      </span>
      {reader.members.length > 0 && <span className="quiet">{reader.members.join(", ")}</span>}
    </li>
  );
};
