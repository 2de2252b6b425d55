import type { QueueItem } from "@eigenkanaal/client";
import { ClockIcon, LateIcon, WarningIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { useClock } from "./clock.js";
import { durationText } from "./waiting.js";

const icons = { within: ClockIcon, warned: WarningIcon, passed: LateIcon };

/**
 * How long a citizen waits, with an icon and words beside the colour. Only the time moves with the clock: how it stands
 * against the norm, which counts open hours, is the gateway's word, the same for everybody.
 */
export const WaitingTime = ({ sinceMs, late }: { sinceMs: number; late: QueueItem["late"] }) => {
  const texts = useTexts();
  const duration = useClock((nowMs) => durationText(nowMs - sinceMs, texts.duration));
  const Icon = icons[late ?? "within"];
  return (
    <span className={`waiting waiting-${late ?? "within"}`}>
      <Icon />
      <span className="unseen">{texts.row.waitingFor} </span>
      {duration}
      {late !== null && <span className="waiting-word">{texts.row[late]}</span>}
    </span>
  );
};
