import type { BlockView } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** Among the details: until when the citizen cannot write, or the way to that. */
export const BlockFact = ({
  block,
  onBlock,
}: {
  block: BlockView | null;
  /** Undefined for who may not. */
  onBlock: (() => void) | undefined;
}) => {
  const { blocking } = useTexts();
  const { dayAndTime } = useFormats();
  if (block) return blocking.until(dayAndTime(block.untilMs));
  if (!onBlock) return blocking.none;
  return (
    <Button
      purpose="subtle"
      aria-haspopup="dialog"
      aria-keyshortcuts="Shift+B"
      label={blocking.button}
      iconEnd={
        <span className="key" aria-hidden="true">
          ⇧B
        </span>
      }
      onClick={onBlock}
    />
  );
};
