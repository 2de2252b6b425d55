import type { BlockView } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { BlockIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** Above a conversation whose citizen cannot write: until when, why and by whom, and for who may, the end of it. */
export const BlockedBar = ({ block, onLift }: { block: BlockView; onLift: (() => void) | undefined }) => {
  const { blocking } = useTexts();
  const { dayAndTime } = useFormats();
  const until = dayAndTime(block.untilMs);
  return (
    <div className="blocked-bar">
      <p role="status">
        <BlockIcon />
        <span>
          <strong>
            {block.by.me ? blocking.blockedByMe(until) : blocking.blockedBy(until, block.by.name)}
          </strong>{" "}
          {blocking.reasonIs(blocking.reasons[block.reason])}
        </span>
      </p>
      {onLift && (
        <Button
          purpose="secondary"
          aria-keyshortcuts="Shift+B"
          label={blocking.lift}
          iconEnd={
            <span className="key" aria-hidden="true">
              ⇧B
            </span>
          }
          onClick={onLift}
        />
      )}
    </div>
  );
};
