import type { AgentConversationActions, Author } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import type { ReactNode } from "react";
import { LockIcon, NoteIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import type { Block, TextEntry } from "./blocks.js";
import { useLeftMs } from "./useLeftMs.js";

type WordsBlock = Extract<Block, { kind: "words" }>;
type WordsProps = {
  block: WordsBlock;
  /** The entry that was searched for. */
  found: string | null;
  actions: TimelineActions;
};

/** What can still be done with one's own words. */
export type TimelineActions = Pick<AgentConversationActions, "retry" | "discard"> & {
  onRecall: (entryId: string) => void;
};

/** What one person wrote in a row: the citizen large, colleagues to the other side, notes as cards of their own. */
export const Words = ({ block, found, actions }: WordsProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const [first] = block.entries;
  return (
    <li className={`words words-${kindOf(block)}`}>
      <p className="words-head">
        {block.channel === "internal" && (
          <span className="words-note">
            <NoteIcon />
            {texts.conversation.note}
            <span className="words-audience">
              <LockIcon />
              {texts.conversation.noteAudience}
            </span>
          </span>
        )}
        <span className="words-author">{authorName(block.author, block.own, texts)}</span>
        {first && <time className="moment">{formats.time(first.atMs)}</time>}
      </p>
      {block.entries.map((entry, index) => (
        <div
          key={entry.id}
          className={entry.id === found ? "bubble-frame bubble-found" : "bubble-frame"}
          data-entry={entry.id}
        >
          <p className="bubble" dir="auto">
            {entry.text}
          </p>
          <Progress entry={entry} last={index === block.entries.length - 1} actions={actions} />
        </div>
      ))}
    </li>
  );
};

const kindOf = ({ channel, author }: WordsBlock) => {
  if (channel === "internal") return "internal";
  return author.role;
};

const authorName = (author: Author, own: boolean, texts: Texts) => {
  if (author.role === "citizen") return texts.conversation.citizen;
  return own ? texts.you : author.alias;
};

/** How far one's own message came: under the last of a row, and under every one that needs attention. */
const Progress = ({
  entry,
  last,
  actions,
}: {
  entry: TextEntry;
  last: boolean;
  actions: WordsProps["actions"];
}) => {
  const texts = useTexts();
  const { delivery } = entry;
  if (!delivery) return null;
  if (delivery.state === "refused") {
    return (
      <NotSent why={texts.refused[delivery.code]}>
        <Button purpose="subtle" onClick={() => void actions.retry(entry.id)}>
          {texts.tryAgain}
        </Button>
        <Button purpose="subtle" onClick={() => void actions.discard(entry.id)}>
          {texts.conversation.discard}
        </Button>
      </NotSent>
    );
  }
  if (delivery.state === "overtaken") {
    return (
      <NotSent why={texts.together.overtaken}>
        <Button purpose="subtle" onClick={() => actions.onRecall(entry.id)}>
          {texts.together.goBack}
        </Button>
        <Button purpose="subtle" onClick={() => void actions.retry(entry.id)}>
          {texts.together.send}
        </Button>
      </NotSent>
    );
  }
  if (delivery.state === "held") {
    return <Held untilMs={delivery.untilMs} onRecall={() => actions.onRecall(entry.id)} />;
  }
  // A note has no other side that could receive it.
  const shown = entry.channel === "public" || delivery.state === "queued";
  return shown && (last || delivery.state === "queued") ? (
    <p className="progress">{texts.conversation.delivery[delivery.state]}</p>
  ) : null;
};

/** What did not leave, why, and what its writer can do about it. */
const NotSent = ({ why, children }: { why: string; children: ReactNode }) => (
  <div className="refusal">
    <p role="alert">
      <strong>{useTexts().conversation.delivery.refused}.</strong> {why}
    </p>
    {children}
  </div>
);

/** An answer that its writer can still take back. */
const Held = ({ untilMs, onRecall }: { untilMs: number; onRecall: () => void }) => {
  const { conversation } = useTexts();
  const leftMs = useLeftMs(untilMs);
  return (
    <div className="held">
      <p className="progress">{conversation.heldFor(Math.ceil(leftMs / 1_000))}</p>
      <Button
        purpose="secondary"
        aria-keyshortcuts="z"
        label={conversation.recall}
        iconEnd={
          <span className="key" aria-hidden="true">
            z
          </span>
        }
        onClick={onRecall}
      />
    </div>
  );
};
