import type { DeskView, QueueItem } from "@eigenkanaal/client";
import type { ConversationId, DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import type { Ref } from "react";
import { DoneIcon, InboxIcon } from "../icons.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import type { ListName } from "./lists.js";
import type { TownNames } from "./names.js";
import { QueueRow } from "./QueueRow.js";
import type { Loading } from "./useClosed.js";

type ListProps = {
  list: ListName;
  desk: DeskId | null;
  desks: readonly DeskView[];
  /** Whether this member answers citizens; who does not learns why nothing stands here. */
  answers: boolean;
  rows: readonly QueueItem[];
  /** Finished conversations are fetched when they are asked for; the open ones are always there. */
  loading: Loading;
  names: TownNames;
  open: ConversationId | null;
  /** The row the keyboard was last on. */
  cursor: ConversationId | null;
  rowsRef: Ref<HTMLUListElement>;
  onOpen: (conversation: ConversationId) => void;
  onCursor: (conversation: ConversationId) => void;
  onStep: (step: 1 | -1) => void;
  onFilter: (desk: DeskId | null) => void;
  onRetry: () => void;
  onOlder: () => void;
};

export const QueueList = (props: ListProps) => {
  const texts = useTexts();
  const { list, rows, cursor, open } = props;
  const reachable =
    [cursor, open].find((id) => rows.some((row) => row.conversation === id)) ?? rows[0]?.conversation;
  return (
    <>
      <header className="list-header">
        <Heading level={2} appearance="level-3" id="list-title" tabIndex={-1}>
          {texts.lists[list]}
        </Heading>
        <p className="list-count">{texts.lists.shown(rows.length)}</p>
        <DeskFilter {...props} />
      </header>
      {rows.length > 0 && (
        <ul className="rows" aria-labelledby="list-title" ref={props.rowsRef}>
          {rows.map((item) => (
            <QueueRow
              key={item.conversation}
              conversation={item.conversation}
              topic={props.names.topic(item.topic)}
              desk={props.names.desk(item.desk)}
              state={item.state}
              assignee={list === "mine" ? null : whoHas(item, texts)}
              waitingSinceMs={item.waitingSinceMs}
              closedAtMs={item.closedAtMs}
              lastActivityAtMs={item.lastActivityAtMs}
              unread={item.unread}
              offer={offerOf(item, texts)}
              given={item.given}
              open={item.conversation === open}
              reachable={item.conversation === reachable}
              onOpen={props.onOpen}
              onFocus={props.onCursor}
              onStep={props.onStep}
            />
          ))}
        </ul>
      )}
      {rows.length === 0 && <NoRows {...props} />}
      {rows.length > 0 && <Older {...props} />}
    </>
  );
};

const whoHas = ({ assignee }: QueueItem, texts: Texts): string | null =>
  assignee && (assignee.me ? texts.you : assignee.name);

/** What an offer that nobody has accepted yet says in a row of one's own; null for any other. */
const offerOf = ({ assignee, handover }: QueueItem, { transfer }: Texts): string | null => {
  if (handover?.state !== "offered" || !assignee) return null;
  if (assignee.me) return transfer.rowFrom(handover.by.name);
  return handover.by.me ? transfer.rowTo(assignee.name) : null;
};

const DeskFilter = ({ desk, desks, onFilter }: ListProps) => {
  const texts = useTexts();
  return (
    <select
      className="field list-filter"
      aria-label={texts.lists.filter}
      value={desk ?? ""}
      onChange={(event) => onFilter(desks.find((each) => each.desk === event.target.value)?.desk ?? null)}
    >
      <option value="">{texts.lists.allDesks}</option>
      {desks.map((each) => (
        <option key={each.desk} value={each.desk}>
          {inLanguage(each.name, texts)}
        </option>
      ))}
    </select>
  );
};

const NoRows = ({ list, answers, loading, onRetry }: ListProps) => {
  const texts = useTexts();
  if (loading === "loading") return <RowsSkeleton />;
  if (loading === "failed") {
    return (
      <div className="empty" role="alert">
        <Paragraph>{texts.lists.failed}</Paragraph>
        <Button purpose="secondary" onClick={onRetry}>
          {texts.tryAgain}
        </Button>
      </div>
    );
  }
  const words = answers ? texts.lists.empty[list] : texts.lists.notAnswering;
  return (
    <div className="empty">
      {answers ? <DoneIcon /> : <InboxIcon />}
      <Heading level={3} appearance="level-4">
        {words.title}
      </Heading>
      <Paragraph>{words.text}</Paragraph>
    </div>
  );
};

/** Below what is here: the way to what was finished earlier. */
const Older = ({ loading, onOlder }: ListProps) => {
  const texts = useTexts();
  if (loading !== "more" && loading !== "loading_older" && loading !== "failed") return null;
  return (
    <div className="older">
      {loading === "failed" && <Paragraph role="alert">{texts.lists.failed}</Paragraph>}
      <Button purpose="secondary" busy={loading === "loading_older"} onClick={onOlder}>
        {loading === "loading_older" ? texts.lists.loading : texts.lists.older}
      </Button>
    </div>
  );
};

const RowsSkeleton = () => {
  const texts = useTexts();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{texts.lists.loading}</span>
      {["a", "b", "c", "d", "e"].map((key) => (
        <div key={key} className="skeleton-row" />
      ))}
    </div>
  );
};
