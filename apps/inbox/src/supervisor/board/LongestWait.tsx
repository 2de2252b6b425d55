import { useClock } from "../../queue/clock.js";
import { durationText } from "../../queue/waiting.js";
import { useTexts } from "../../texts/texts.js";

/** How long the one who waits longest does; it moves with the database's clock. */
export const LongestWait = ({ sinceMs }: { sinceMs: number | null }) => {
  const texts = useTexts();
  const { lessThanAMinute } = texts.supervisor.board;
  const duration = useClock((nowMs) =>
    sinceMs === null ? "" : durationText(nowMs - sinceMs, { ...texts.duration, lessThanAMinute }),
  );
  if (sinceMs !== null) return <span className="board-wait">{duration}</span>;
  return (
    <span className="board-nought">
      <span aria-hidden="true">–</span>
      <span className="unseen">{texts.supervisor.board.nobodyWaits}</span>
    </span>
  );
};
