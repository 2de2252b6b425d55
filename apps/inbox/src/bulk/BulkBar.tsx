import type { QueueItem } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import type { ReactNode } from "react";
import { DoneIcon, HandOverIcon, SnoozeIcon, TagIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { maxChosen } from "./selection.js";

export type BulkChoice = "label" | "move" | "snooze" | "finish";

type BulkBarProps = {
  items: readonly QueueItem[];
  /** How many rows are shown, of which all can be chosen. */
  shown: number;
  onChoose: (choice: BulkChoice) => void;
  onAll: () => void;
  onClear: () => void;
};

/** Whether all are of one desk, whose colleagues, labels and keys differ from another's. */
export const isOneDesk = (items: readonly Pick<QueueItem, "desk">[]): boolean =>
  new Set(items.map(({ desk }) => desk)).size === 1;

/** What can be done with the chosen conversations, each with its key. */
export const BulkBar = ({ items, shown, onChoose, onAll, onClear }: BulkBarProps) => {
  const { bulk: words, labels, snooze } = useTexts();
  const oneDesk = isOneDesk(items);
  const all = Math.min(shown, maxChosen);
  return (
    <section className="bulk" aria-label={words.bar}>
      <p className="bulk-count" role="status">
        {words.chosen(items.length)}
        {items.length === maxChosen && <span className="quiet"> · {words.atMost(maxChosen)}</span>}
      </p>
      <div className="bulk-acts">
        <BulkAct letter="t" icon={<HandOverIcon />} disabled={!oneDesk} onPress={() => onChoose("move")}>
          {words.move}
        </BulkAct>
        <BulkAct letter="l" icon={<TagIcon />} disabled={!oneDesk} onPress={() => onChoose("label")}>
          {labels.button}
        </BulkAct>
        <BulkAct letter="s" icon={<SnoozeIcon />} onPress={() => onChoose("snooze")}>
          {snooze.button}
        </BulkAct>
        <BulkAct letter="e" icon={<DoneIcon />} onPress={() => onChoose("finish")}>
          {words.finish}
        </BulkAct>
      </div>
      {!oneDesk && <p className="quiet">{words.oneDesk}</p>}
      <div className="bulk-choice">
        {items.length < all && (
          <Button purpose="subtle" onClick={onAll}>
            {words.all(all)}
          </Button>
        )}
        <Button purpose="subtle" onClick={onClear}>
          {words.clear}
        </Button>
      </div>
    </section>
  );
};

const BulkAct = ({
  letter,
  icon,
  disabled = false,
  onPress,
  children,
}: {
  letter: string;
  icon: ReactNode;
  disabled?: boolean;
  onPress: () => void;
  children: string;
}) => (
  <Button
    purpose="secondary"
    iconStart={icon}
    label={children}
    disabled={disabled}
    aria-haspopup="dialog"
    aria-keyshortcuts={letter}
    iconEnd={
      <span className="key" aria-hidden="true">
        {letter}
      </span>
    }
    onClick={onPress}
  />
);
