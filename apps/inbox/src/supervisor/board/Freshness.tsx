import type { Board } from "@eigenkanaal/protocol";
import { OfflineIcon } from "../../icons.js";
import { useClock } from "../../queue/clock.js";
import { durationText } from "../../queue/waiting.js";
import { useTexts } from "../../texts/texts.js";

/** Whether the figures are of now; where they are not, how old they are and why. */
export const Freshness = ({
  board,
  isCurrent,
  online,
}: {
  board: Board;
  isCurrent: boolean;
  online: boolean;
}) => {
  const texts = useTexts();
  const { board: words } = texts.supervisor;
  const age = useClock((nowMs) => durationText(nowMs - board.nowMs, texts.duration));
  if (isCurrent)
    return (
      <p className="board-fresh board-live">
        <span className="dot" />
        {words.live}
      </p>
    );
  return (
    <p className="board-fresh board-old">
      <OfflineIcon />
      {online ? words.failing(age) : words.offline(age)}
    </p>
  );
};
