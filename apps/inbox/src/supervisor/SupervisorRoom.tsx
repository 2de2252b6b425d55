import { Heading } from "@nl-design-system-candidate/heading-react";
import { lazy, Suspense, useEffect } from "react";
import { useTexts } from "../texts/texts.js";
import { type BoardProps, BoardRoom } from "./board/BoardRoom.js";
import { Opening } from "./Opening.js";
import type { SupervisorPlace } from "./place.js";
import { QualityRoom } from "./quality/QualityRoom.js";
import type { QualityProps } from "./quality/roomProps.js";
import type { ReportsProps } from "./reports/roomProps.js";
import { SupervisorTabs } from "./SupervisorTabs.js";

/** With its charts it is larger than all else: a board on a wall never fetches it. */
const ReportsRoom = lazy(async () => ({
  default: (await import("./reports/ReportsRoom.js")).ReportsRoom,
}));

/** What supervisors steer on: their desks as they are now, the figures of a period, or how well was answered. */
export const SupervisorRoom = ({
  place: { room, open },
  board,
  reports,
  quality,
}: {
  place: SupervisorPlace;
  board: BoardProps;
  reports: Omit<ReportsProps, "open">;
  quality: QualityProps;
}) => {
  const { supervisor, reports: reportWords } = useTexts();
  if (room === "board") return <BoardPage {...board} />;
  if (room === "quality") return <QualityRoom {...quality} />;
  return (
    <Suspense fallback={<Opening title={supervisor.rooms.reports} says={reportWords.loading} />}>
      <ReportsRoom open={open} {...reports} />
    </Suspense>
  );
};

const BoardPage = (props: BoardProps) => {
  const { supervisor: words } = useTexts();
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => document.querySelector<HTMLElement>("#supervisor-title")?.focus(), []);
  return (
    <main className="town supervisor" data-room="board">
      <header className="town-header">
        <Heading level={1} appearance="level-3" id="supervisor-title" tabIndex={-1}>
          {words.rooms.board}
        </Heading>
        <SupervisorTabs current="board" />
      </header>
      <BoardRoom {...props} />
    </main>
  );
};
