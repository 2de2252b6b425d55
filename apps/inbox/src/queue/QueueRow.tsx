import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationId, ConversationState } from "@eigenkanaal/protocol";
import { type KeyboardEvent, memo } from "react";
import { BlockIcon, SnoozeIcon, TagIcon } from "../icons.js";
import { snoozedText } from "../snooze/snoozed.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { useClock } from "./clock.js";
import { WaitingTime } from "./WaitingTime.js";

/** One conversation in a list; plain values only, so that it draws again only when one of them changes. */
type RowProps = {
  /** Its place among all rows, also those that are not drawn. */
  index: number;
  count: number;
  startPx: number;
  measure: (row: HTMLLIElement | null) => void;
  conversation: ConversationId;
  topic: string;
  desk: string;
  state: ConversationState;
  /** Null when nobody has it, or when the list says so already. */
  assignee: string | null;
  waitingSinceMs: number | null;
  late: QueueItem["late"];
  closedAtMs: number | null;
  lastActivityAtMs: number;
  unread: boolean;
  offer: string | null;
  /** The names of its labels, or empty. */
  labels: string;
  /** That it was closed before, and who had it; null where it was not, or is closed. */
  reopened: string | null;
  /** Put off: until when (unix ms), null until the citizen writes; undefined where it is not. */
  snoozedUntilMs: number | null | undefined;
  /** Until when its citizen cannot write (unix ms), also when that has passed; null where it never was so. */
  blockedUntilMs: number | null;
  /** Came back from being put off, and has not been opened since. */
  back: boolean;
  chosen: boolean;
  /** Came to this member of itself, and has not been opened since. */
  given: boolean;
  open: boolean;
  /** The one row that Tab reaches; the arrows go on from there. */
  reachable: boolean;
  onOpen: (conversation: ConversationId) => void;
  onFocus: (conversation: ConversationId) => void;
  onStep: (step: 1 | -1) => void;
  onChoose: (conversation: ConversationId, how: "one" | "range") => void;
  /** One further or back, and chosen together with where one comes from. */
  onExtend: (step: 1 | -1) => void;
};

export const QueueRow = memo((row: RowProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const activity = useClock((nowMs) => formats.timeOrDate(row.lastActivityAtMs, nowMs));
  const blocked = useClock((nowMs) => ((row.blockedUntilMs ?? 0) > nowMs ? "now" : "not"));
  const arrows = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (event.shiftKey) row.onExtend(step);
    else row.onStep(step);
  };
  return (
    <li
      ref={row.measure}
      data-index={row.index}
      aria-posinset={row.index + 1}
      aria-setsize={row.count}
      style={{ transform: `translateY(${row.startPx}px)` }}
    >
      <button
        type="button"
        className={["row", row.unread && "row-unread", row.chosen && "row-chosen"].filter(Boolean).join(" ")}
        data-conversation={row.conversation}
        aria-current={row.open ? "true" : undefined}
        tabIndex={row.reachable ? 0 : -1}
        onClick={(event) => {
          if (event.shiftKey) row.onChoose(row.conversation, "range");
          else row.onOpen(row.conversation);
        }}
        onFocus={() => row.onFocus(row.conversation)}
        onKeyDown={arrows}
      >
        <span className="unseen">
          {row.state === "waiting" && row.offer === null ? texts.row.openAndTake : texts.row.open}
          {row.unread && `, ${texts.row.unread}`}:{" "}
        </span>
        <span className="row-topic">{row.topic}</span>
        <span className="row-activity">
          <span className="unseen">{texts.row.lastActivity} </span>
          {activity}
        </span>
        <span className="row-place">
          {row.desk}
          {row.assignee && ` · ${row.assignee}`}
        </span>
        {row.offer !== null && <span className="row-offer">{row.offer}</span>}
        {row.given && row.offer === null && <span className="row-given">{texts.presence.newForYou}</span>}
        {row.back && <span className="row-given">{texts.snooze.back}</span>}
        {row.reopened !== null && <span className="row-reopened">{row.reopened}</span>}
        {blocked === "now" && (
          <span className="row-snooze">
            <BlockIcon />
            {texts.blocking.row}
          </span>
        )}
        {row.labels !== "" && (
          <span className="row-labels">
            <TagIcon />
            <span className="row-labels-names">{row.labels}</span>
          </span>
        )}
        {row.snoozedUntilMs !== undefined && (
          <span className="row-snooze">
            <SnoozeIcon />
            {snoozedText({ untilMs: row.snoozedUntilMs }, formats, texts)}
          </span>
        )}
        <RowStatus row={row} />
        {row.chosen && <span className="unseen">, {texts.bulk.chosenRow}</span>}
      </button>
      <label className="row-choose">
        <input
          type="checkbox"
          aria-label={texts.bulk.choose(row.topic)}
          checked={row.chosen}
          tabIndex={row.reachable ? 0 : -1}
          onFocus={() => row.onFocus(row.conversation)}
          onChange={(event) =>
            row.onChoose(row.conversation, (event.nativeEvent as MouseEvent).shiftKey ? "range" : "one")
          }
        />
      </label>
    </li>
  );
});

const RowStatus = ({ row }: { row: RowProps }) => {
  const texts = useTexts();
  const formats = useFormats();
  if (row.closedAtMs !== null) {
    return <span className="row-quiet">{texts.row.closedAt(formats.dateTime(row.closedAtMs))}</span>;
  }
  if (row.waitingSinceMs === null) return <span className="row-quiet">{texts.row.answered}</span>;
  return <WaitingTime sinceMs={row.waitingSinceMs} late={row.late} />;
};
