import { createContext, use } from "react";
import { ClockIcon, LateIcon, WarningIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { useClock } from "./clock.js";
import { durationText, type Norm, type Urgency, urgencyOf } from "./waiting.js";

export const NormContext = createContext<Norm>({
  nearMs: Number.POSITIVE_INFINITY,
  pastMs: Number.POSITIVE_INFINITY,
});

const icons = { within: ClockIcon, near: WarningIcon, past: LateIcon } satisfies Record<
  Urgency,
  () => unknown
>;

/** How long a citizen waits, with an icon and words beside the colour. The only part of a row that moves with the clock. */
export const WaitingTime = ({ sinceMs }: { sinceMs: number }) => {
  const texts = useTexts();
  const norm = use(NormContext);
  const duration = useClock((nowMs) => durationText(nowMs - sinceMs, texts.duration));
  const urgency = useClock((nowMs) => urgencyOf(nowMs - sinceMs, norm));
  const Icon = icons[urgency];
  return (
    <span className={`waiting waiting-${urgency}`}>
      <Icon />
      <span className="unseen">{texts.row.waitingFor} </span>
      {duration}
      {urgency !== "within" && <span className="waiting-word">{texts.row[urgency]}</span>}
    </span>
  );
};
