import type { Author, ConversationView, Entry, TownView } from "@eigenkanaal/client";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { DownIcon } from "../icons.js";
import { scrollable } from "../shell/focus.js";
import { dayDivider } from "../texts/dates.js";
import { type Reading, useReading } from "../texts/reading.js";
import { certifiedDesk } from "./deskNames.js";
import { MessageGroup } from "./MessageGroup.js";
import type { ReadingPlace } from "./readingPlace.js";
import { type TimelineItem, timelineItems } from "./timeline.js";
import { closedText, turnText } from "./turns.js";

/**
 * The messages. New ones are announced once by a region of their own, for inside the log a change of "verstuurd" to
 * "gelezen" would be read aloud too.
 */
export const Timeline = ({
  conversation,
  town,
  deskName,
  place,
  onRetry,
  onDiscard,
  children,
}: {
  conversation: ConversationView;
  town: TownView;
  deskName: string;
  place: ReadingPlace;
  onRetry: (entryId: string) => void;
  onDiscard: (entryId: string) => void;
  children: ComponentChildren;
}) => {
  const reading = useReading();
  const { texts, timeZone } = reading;
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
            town={town}
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
      <TurnsHeard entries={conversation.entries} town={town} />
    </div>
  );
};

/** A turn that comes while one reads is announced; those that were there are read where they stand. */
const TurnsHeard = ({ entries, town }: { entries: readonly Entry[]; town: TownView }) => {
  const reading = useReading();
  const turns = entries.flatMap((entry) => (entry.kind === "turn" ? [entry.turn] : []));
  // What the first entries bring was there before.
  const before = useRef<number>(undefined);
  if (entries.length > 0) before.current ??= turns.length;
  return (
    <p class="only-heard" role="status">
      {turns
        .slice(before.current)
        .map((turn) => turnText(turn, town, reading))
        .join(" ")}
    </p>
  );
};

const Row = ({
  item,
  town,
  deskName,
  last,
  onRetry,
  onDiscard,
}: {
  item: TimelineItem;
  town: TownView;
  deskName: string;
  last: boolean;
  onRetry: (entryId: string) => void;
  onDiscard: (entryId: string) => void;
}) => {
  const reading = useReading();
  switch (item.kind) {
    case "day":
      return <p class="day">{dayDivider(item.atMs, reading)}</p>;
    case "group":
      return (
        <MessageGroup
          group={item}
          deskName={spokenFor(item.author, { town, reading }) ?? deskName}
          last={last}
          onRetry={onRetry}
          onDiscard={onDiscard}
        />
      );
    case "closed":
      return <p class="system">{closedText(item, reading)}</p>;
    case "turn":
      return <p class="system">{turnText(item.turn, town, reading)}</p>;
    case "invalid":
      return <p class="invalid">{reading.texts.conversation.invalid}</p>;
  }
};

/** The desk that a colleague spoke for: before a transfer it was another than the conversation's. */
const spokenFor = (author: Author, { town, reading }: { town: TownView; reading: Reading }) =>
  author.role === "member" && author.desk !== undefined
    ? certifiedDesk(town, author.desk, reading)
    : undefined;
