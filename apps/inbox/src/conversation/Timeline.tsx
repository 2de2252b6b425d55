import type { ConversationView, Entry } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useMemo } from "react";
import { Registered } from "../closing/Registered.js";
import { DownIcon, WarningIcon } from "../icons.js";
import { useClock } from "../queue/clock.js";
import type { TownNames } from "../queue/names.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { HandoverCard } from "../transfer/HandoverCard.js";
import { turnText } from "../transfer/turns.js";
import { Remark } from "../verdict/Remark.js";
import { type Block, blocksOf } from "./blocks.js";
import { useShowEntry } from "./useShowEntry.js";
import { useStayAtEnd } from "./useStayAtEnd.js";
import { type TimelineActions, Words } from "./Words.js";

type TimelineProps = {
  view: ConversationView;
  /** The entry that was searched for, to be brought into sight. */
  found: string | null;
  names: TownNames;
  actions: TimelineActions;
};

/** Both channels as one story, oldest first. It stays at the end while one reads at the end, and keeps its place otherwise. */
export const Timeline = ({ view, found, names, actions }: TimelineProps) => {
  const texts = useTexts();
  const { scrollerRef, onScroll, below, toEnd } = useStayAtEnd(view.entries);
  useShowEntry(scrollerRef, found, view.entries);
  return (
    <div className="timeline-frame">
      {/* Announcing is done elsewhere, once per message: a delivery that changes is no news. */}
      <div
        className="timeline"
        role="log"
        aria-live="off"
        aria-label={texts.conversation.messages}
        ref={scrollerRef}
        onScroll={onScroll}
      >
        <Blocks entries={view.entries} found={found} names={names} actions={actions} />
      </div>
      {below > 0 && (
        <Button
          purpose="primary"
          className="below"
          iconEnd={<DownIcon />}
          label={texts.conversation.newMessages(below)}
          onClick={toEnd}
        />
      )}
    </div>
  );
};

/** What was said and what happened, grouped as people read it. */
export const Blocks = ({
  entries,
  ...props
}: { entries: readonly Entry[] } & Omit<TimelineProps, "view">) => {
  const texts = useTexts();
  const formats = useFormats();
  const blocks = useMemo(() => blocksOf(entries, formats.dayKey), [entries, formats]);
  return (
    <>
      {blocks.length === 0 && <Paragraph className="timeline-empty">{texts.conversation.empty}</Paragraph>}
      <ol className="blocks">
        {blocks.map((block) => (
          <BlockView key={block.id} block={block} {...props} />
        ))}
      </ol>
    </>
  );
};

const BlockView = ({ block, found, names, actions }: { block: Block } & Omit<TimelineProps, "view">) => {
  if (block.kind === "day") return <Day atMs={block.atMs} />;
  return block.kind === "words" ? (
    <Words block={block} found={found} actions={actions} />
  ) : (
    <Line block={block} found={found} names={names} />
  );
};

const Day = ({ atMs }: { atMs: number }) => {
  const formats = useFormats();
  const day = useClock((nowMs) => formats.day(atMs, nowMs));
  return (
    <li className="day">
      <h3>{day}</h3>
    </li>
  );
};

const Line = ({
  block: { entry },
  found,
  names,
}: { block: Extract<Block, { kind: "line" }> } & Pick<TimelineProps, "found" | "names">) => {
  const texts = useTexts();
  const formats = useFormats();
  if (entry.kind === "handover") return <HandoverCard entry={entry} found={found} names={names} />;
  if (entry.kind === "registration") return <Registered entry={entry} found={found} />;
  if (entry.kind === "remark") return <Remark entry={entry} />;
  if (entry.kind === "case") {
    return (
      <li className="line">
        {caseText(entry, texts)} · {formats.time(entry.atMs)}
      </li>
    );
  }
  if (entry.kind === "turn") return <li className="line">{turnText(entry.turn, names, texts)}</li>;
  if (entry.kind === "unread") return <li className="line">{texts.transfer.unread[entry.channel]}</li>;
  if (entry.kind === "closed") {
    return (
      <li className="line">
        {closedText(entry, texts)} · {formats.time(entry.atMs)}
      </li>
    );
  }
  return (
    <li className="invalid">
      <WarningIcon />
      <div>
        <p className="invalid-title">
          {texts.conversation.invalidTitle} <time className="moment">{formats.time(entry.atMs)}</time>
        </p>
        <p>{texts.conversation.invalidText}</p>
        {entry.channel === "internal" && <p>{texts.conversation.inNotes}</p>}
      </div>
    </li>
  );
};

const closedText = (entry: Pick<Extract<Entry, { kind: "closed" }>, "author" | "outcome">, texts: Texts) =>
  entry.author.role === "citizen" || entry.outcome === "left"
    ? texts.conversation.closedByCitizen
    : texts.conversation.closedBy(entry.author.alias, texts.finish.outcomes[entry.outcome]);

const caseText = ({ author, own, number }: Extract<Entry, { kind: "case" }>, texts: Texts) => {
  const by = own || author.role === "citizen" ? texts.you : author.alias;
  return number === "" ? texts.caseNumber.removed(by) : texts.caseNumber.given(by, number);
};
