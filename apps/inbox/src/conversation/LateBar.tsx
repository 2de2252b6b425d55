import type { QueueItem } from "@eigenkanaal/client";
import type { DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { LateIcon } from "../icons.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";

/**
 * That a citizen has waited longer than the norm, whether they were offered another desk, and, for who has the
 * conversation, the way to hand it to the desk that the town set for this.
 */
export const LateBar = ({
  overflow,
  to,
  names,
  onHandOver,
}: {
  overflow: QueueItem["overflow"];
  to: DeskId | null;
  names: TownNames;
  onHandOver: () => void;
}) => {
  const { late } = useTexts();
  return (
    <div className="late-bar">
      <p role="status">
        <LateIcon />
        <span>
          <strong>{late.passed}</strong> {overflow && late.overflow[overflow.state](names.desk(overflow.to))}
        </span>
      </p>
      {to !== null && (
        <Button
          purpose="secondary"
          aria-haspopup="dialog"
          aria-keyshortcuts="Shift+T"
          label={late.handOver(names.desk(to))}
          iconEnd={
            <span className="key" aria-hidden="true">
              ⇧T
            </span>
          }
          onClick={onHandOver}
        />
      )}
    </div>
  );
};
