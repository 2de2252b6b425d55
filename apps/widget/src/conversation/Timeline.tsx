import type { Author, ConversationView } from "@eigenkanaal/client";
import type { ComponentChildren } from "preact";
import { DownIcon } from "../icons.js";
import { scrollable } from "../shell/focus.js";
import { dayDivider } from "../texts/dates.js";
import { useReading } from "../texts/reading.js";
import { MessageGroup } from "./MessageGroup.js";
import type { ReadingPlace } from "./readingPlace.js";
import { type TimelineItem, timelineItems } from "./timeline.js";

/**
 * The messages. New ones are announced once by a region of their own, for inside the log a change of "verstuurd" to
 * "gelezen" would be read aloud too.
 */
export const Timeline = ({
  conversation,
  deskName,
  place,
  onRetry,
  onDiscard,
  children,
}: {
  conversation: ConversationView;
  deskName: string;
  place: ReadingPlace;
  onRetry: (entryId: string) => void;
  onDiscard: (entryId: string) => void;
  children: ComponentChildren;
}) => {
  const { texts, timeZone } = useReading();
  const items = timelineItems(conversation.entries, timeZone);
  const lastOwn = items.findLast((item) => item.kind === "group" && item.own);
  const nameOf = (author: Author): string =>
    author.role === "member" ? author.alias : texts.conversation.you;
  return (
    <div class="timeline-frame">
      <div
        ref={place.list}
        class="timeline"
        role="log"
        aria-live="off"
        aria-label={texts.conversation.log}
        onScroll={place.onScroll}
        {...scrollable}
      >
        {items.map((item) => (
          <Row
            key={item.key}
            item={item}
            deskName={deskName}
            last={item === lastOwn}
            onRetry={onRetry}
            onDiscard={onDiscard}
          />
        ))}
        {children}
      </div>
      {place.missed > 0 && (
        <button type="button" class="nl-button nl-button--secondary new-messages" onClick={place.toEnd}>
          <span class="nl-button__label">{texts.conversation.newMessages(place.missed)}</span>
          <span class="nl-button__icon-end">
            <DownIcon />
          </span>
        </button>
      )}
      <p class="only-heard" role="status">
        {place.arrived
          .map(({ author, text }) => texts.conversation.announced(nameOf(author), text))
          .join(" ")}
      </p>
    </div>
  );
};

const Row = ({
  item,
  deskName,
  last,
  onRetry,
  onDiscard,
}: {
  item: TimelineItem;
  deskName: string;
  last: boolean;
  onRetry: (entryId: string) => void;
  onDiscard: (entryId: string) => void;
}) => {
  const reading = useReading();
  const { conversation } = reading.texts;
  switch (item.kind) {
    case "day":
      return <p class="day">{dayDivider(item.atMs, reading)}</p>;
    case "group":
      return (
        <MessageGroup group={item} deskName={deskName} last={last} onRetry={onRetry} onDiscard={onDiscard} />
      );
    case "closed":
      return (
        <p class="system">
          {item.author.role === "member"
            ? conversation.closedByDesk(item.author.alias)
            : conversation.closedByYou}{" "}
          {item.author.role === "member" && item.outcome === "answered" && conversation.answered}
        </p>
      );
    case "invalid":
      return <p class="invalid">{conversation.invalid}</p>;
  }
};
