import type { QueueItem } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { SnoozeIcon } from "../icons.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { snoozedText } from "./snoozed.js";

/** Above a conversation that is put off; who put it off can go on with it at once. */
export const SnoozedBar = ({
  snooze,
  onWake,
}: {
  snooze: NonNullable<QueueItem["snooze"]>;
  /** Undefined where it is a colleague's. */
  onWake: (() => void) | undefined;
}) => {
  const texts = useTexts();
  const formats = useFormats();
  return (
    <div className="snoozed-bar">
      <SnoozeIcon />
      <p>{snoozedText(snooze, formats, texts)}</p>
      {onWake && (
        <Button purpose="subtle" onClick={onWake}>
          {texts.snooze.wake}
        </Button>
      )}
    </div>
  );
};
