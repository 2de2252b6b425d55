import type { ConversationView, QueueItem, ReaderView } from "@eigenkanaal/client";
import type { ReactNode, Ref } from "react";
import { CloseIcon, LockIcon } from "../icons.js";
import type { TownNames } from "../queue/names.js";
import { WaitingTime } from "../queue/WaitingTime.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type DetailsProps = {
  view: ConversationView;
  assignee: QueueItem["assignee"];
  /** Its row; undefined when this member's lists do not hold it. */
  item: QueueItem | undefined;
  names: TownNames;
  headingRef: Ref<HTMLHeadingElement>;
  onClose: () => void;
};

export const Details = ({ view, assignee, item, names, headingRef, onClose }: DetailsProps) => {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <section className="details" aria-labelledby="details-title">
      <header className="details-header">
        <h2 id="details-title" tabIndex={-1} ref={headingRef}>
          {texts.details.title}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={texts.conversation.hideDetails}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <dl className="facts">
        <Fact name={texts.details.topic}>{names.topic(view.topic)}</Fact>
        <Fact name={texts.details.desk}>{names.desk(view.desk)}</Fact>
        <Fact name={texts.details.status}>{texts.details.states[view.state]}</Fact>
        {/* What is finished is in nobody's hands, and that is no news. */}
        {(assignee || view.state !== "closed") && (
          <Fact name={texts.details.assignee}>{assignee ? assignee.name : texts.row.nobody}</Fact>
        )}
        {item && item.waitingSinceMs !== null && view.state !== "closed" && (
          <Fact name={texts.details.waitingSince}>
            {formats.dateTime(item.waitingSinceMs)}
            <WaitingTime sinceMs={item.waitingSinceMs} />
          </Fact>
        )}
        {item && <Fact name={texts.details.opened}>{formats.dateTime(item.openedAtMs)}</Fact>}
        {item && item.closedAtMs !== null && (
          <Fact name={texts.details.closed}>{formats.dateTime(item.closedAtMs)}</Fact>
        )}
        {item?.language && <Fact name={texts.details.language}>{formats.languageName(item.language)}</Fact>}
      </dl>
      <section>
        <h3>
          <LockIcon />
          {texts.details.readers}
        </h3>
        <ul className="readers">
          {view.readers.map((reader) => (
            <Reader key={`${reader.role} ${reader.name}`} reader={reader} />
          ))}
        </ul>
        <p className="quiet">{texts.details.readersExplained}</p>
      </section>
      <section>
        <h3>{texts.details.number}</h3>
        <p className="digits">{view.number ?? texts.details.numberUnknown}</p>
        <p className="quiet">{texts.details.numberExplained}</p>
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

const Reader = ({ reader }: { reader: ReaderView }) => {
  const texts = useTexts();
  const role = texts.details.readerRoles[reader.role];
  return (
    <li>
      <span className="reader-name">{reader.role === "desk" ? `${role} ${reader.name}` : role}</span>
      {reader.members.length > 0 && <span className="quiet">{reader.members.join(", ")}</span>}
    </li>
  );
};
