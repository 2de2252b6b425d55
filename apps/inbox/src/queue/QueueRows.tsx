import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { LabelNames } from "../labels/useLabels.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import type { ListName } from "./lists.js";
import type { TownNames } from "./names.js";
import { QueueRow } from "./QueueRow.js";
import { rowsInDocument } from "./rowWindow.js";

/** What the keys of the page do with the rows. */
export type RowsHandle = {
  /** Puts the focus on a row, in sight or not. False when the list does not have it. */
  focus(conversation: ConversationId): boolean;
};

export type RowsProps = {
  list: ListName;
  rows: readonly QueueItem[];
  names: TownNames;
  open: ConversationId | null;
  /** The row the keyboard was last on. */
  cursor: ConversationId | null;
  ref: Ref<RowsHandle>;
  onOpen: (conversation: ConversationId) => void;
  onCursor: (conversation: ConversationId) => void;
  onStep: (step: 1 | -1) => void;
  labels: LabelNames;
  chosen: ReadonlySet<ConversationId>;
  onChoose: (conversation: ConversationId, how: "one" | "range") => void;
  onExtend: (step: 1 | -1) => void;
};

/** As high as most rows are; each is measured when it is drawn. */
const usualRowPx = 86;

/** Rows of which only those in sight are drawn, so that ten thousand scroll like ten. */
export const QueueRows = ({ list, rows, names, open, cursor, ref, onCursor, ...props }: RowsProps) => {
  const { labels, chosen } = props;
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<ConversationId | null>(null);
  const found = rows.findIndex(({ conversation }) => conversation === cursor);
  const opened = rows.findIndex(({ conversation }) => conversation === open);
  const reachable = found >= 0 ? found : Math.max(opened, 0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRowPx,
    getItemKey: (index) => rows[index]?.conversation ?? index,
    rangeExtractor: (range) => rowsInDocument(range, reachable),
    overscan: 8,
  });
  const rowOf = (conversation: ConversationId) =>
    scroller.current?.querySelector<HTMLElement>(`[data-conversation="${conversation}"]`);

  useImperativeHandle(ref, () => ({
    focus: (conversation) => {
      const index = rows.findIndex((row) => row.conversation === conversation);
      if (index < 0) return false;
      virtual.scrollToIndex(index);
      const row = rowOf(conversation);
      if (row) row.focus({ preventScroll: true });
      else {
        wanted.current = conversation;
        onCursor(conversation);
      }
      return true;
    },
  }));
  // A row that was out of sight stands there by now.
  useLayoutEffect(() => {
    if (!wanted.current) return;
    rowOf(wanted.current)?.focus({ preventScroll: true });
    wanted.current = null;
  });

  return (
    <div className={chosen.size > 0 ? "rows rows-choosing" : "rows"} ref={scroller}>
      <ul className="rows-all" aria-labelledby="list-title" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const item = rows[index];
          return (
            item && (
              <QueueRow
                key={key}
                index={index}
                count={rows.length}
                startPx={start}
                measure={virtual.measureElement}
                conversation={item.conversation}
                topic={names.topic(item.topic)}
                desk={names.desk(item.desk)}
                state={item.state}
                assignee={list === "mine" ? null : whoHas(item, texts)}
                waitingSinceMs={item.waitingSinceMs}
                late={item.late}
                closedAtMs={item.closedAtMs}
                lastActivityAtMs={item.lastActivityAtMs}
                unread={item.unread}
                offer={offerOf(item, texts)}
                given={item.given}
                labels={item.labels.map(labels.name).join(", ")}
                reopened={reopenedText(item, texts)}
                snoozedUntilMs={item.snooze ? item.snooze.untilMs : undefined}
                blockedUntilMs={item.block?.untilMs ?? null}
                back={item.back}
                chosen={chosen.has(item.conversation)}
                open={item.conversation === open}
                reachable={index === reachable}
                onOpen={props.onOpen}
                onFocus={onCursor}
                onStep={props.onStep}
                onChoose={props.onChoose}
                onExtend={props.onExtend}
              />
            )
          );
        })}
      </ul>
    </div>
  );
};

const whoHas = ({ assignee }: QueueItem, texts: Texts): string | null =>
  assignee && (assignee.me ? texts.you : assignee.name);

/** What an offer that nobody has accepted yet says in a row of one's own; null for any other. */
const offerOf = ({ assignee, handover, standing }: QueueItem, { transfer }: Texts): string | null => {
  if (standing === "reads_along") return transfer.rowToDesk;
  if (handover?.state !== "offered" || !assignee) return null;
  if (assignee.me) return transfer.rowFrom(handover.by.name);
  return handover.by.me ? transfer.rowTo(assignee.name) : null;
};

/** That a conversation was closed before, and who had it then; null where it was not. */
const reopenedText = ({ reopened, state }: QueueItem, { reopened: words }: Texts): string | null => {
  if (reopened === null || state === "closed") return null;
  if (reopened.had === null) return words.row;
  return reopened.had.me ? words.rowMine : words.rowBy(reopened.had.name);
};
