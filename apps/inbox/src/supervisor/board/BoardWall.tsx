import { type BoardFigures, boardTotal, mostUrgentFirst } from "@eigenkanaal/domain";
import type { Board, DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useEffect, useRef } from "react";
import { CloseIcon, WarningIcon } from "../../icons.js";
import { useClock } from "../../queue/clock.js";
import type { TownNames } from "../../queue/names.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { Figure } from "./Figure.js";
import { Freshness } from "./Freshness.js";
import { LongestWait } from "./LongestWait.js";
import { useWakeLock } from "./useWakeLock.js";

/** So many rows stand on a screen in numbers that are read from five metres, the total aside. */
const maxRows = 9;

/**
 * The board for a screen on the wall: large, without a pointer, kept awake, over all else. A dialog of the browser, so that
 * nothing beneath it can be reached; Escape leaves it, and so does leaving the full screen.
 */
export const BoardWall = ({
  board,
  names,
  over,
  isCurrent,
  online,
  onLeave,
}: {
  board: Board;
  names: TownNames;
  over: readonly DeskId[];
  isCurrent: boolean;
  online: boolean;
  onLeave: () => void;
}) => {
  const { supervisor } = useTexts();
  const { time } = useFormats();
  const { board: words, wall } = supervisor;
  const { columns } = words;
  const clock = useClock(time);
  const dialog = useRef<HTMLDialogElement>(null);
  useWakeLock();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Not what leaves it: nobody is there to do so.
    element?.focus();
    // Where it may not be, the whole window has to do.
    const entering = document.documentElement.requestFullscreen?.().catch(() => undefined);
    const left = () => {
      if (!document.fullscreenElement) element?.close();
    };
    document.addEventListener("fullscreenchange", left);
    return () => {
      document.removeEventListener("fullscreenchange", left);
      element?.close();
      void entering?.then(() => document.fullscreenElement && document.exitFullscreen());
    };
  }, []);

  const desks = mostUrgentFirst(board.desks);
  const shown = desks.length > maxRows ? desks.slice(0, maxRows - 1) : desks;
  const others = desks.slice(shown.length);
  return (
    <dialog ref={dialog} className="wall" tabIndex={-1} aria-label={wall.title} onClose={onLeave}>
      <header className="wall-header">
        <p className="wall-clock">{clock}</p>
        <Freshness {...{ board, isCurrent, online }} />
        <Button purpose="subtle" iconOnly iconStart={<CloseIcon />} label={wall.leave} onClick={onLeave} />
      </header>
      <table className="wall-table">
        <caption className="unseen">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.desk}</th>
            <th scope="col">{columns.waiting}</th>
            <th scope="col">{columns.longest}</th>
            <th scope="col">{columns.late}</th>
            <th scope="col" className="wall-wide">
              {columns.atWork}
            </th>
            <th scope="col" className="wall-wide">
              {columns.free}
            </th>
          </tr>
        </thead>
        <tbody>
          <WallRow name={words.total} figures={boardTotal(board.desks, board.everyone)} of="all" />
          {shown.map((desk) => (
            <WallRow
              key={desk.desk}
              name={names.desk(desk.desk)}
              figures={desk}
              of={over.includes(desk.desk) ? "over" : "desk"}
            />
          ))}
          {others.length > 0 && (
            // Who is at work there may be at the others too, so they are in the total alone.
            <WallRow
              name={wall.others(others.length)}
              figures={boardTotal(others, board.everyone)}
              of="others"
            />
          )}
        </tbody>
      </table>
    </dialog>
  );
};

const WallRow = ({
  name,
  figures: { waiting, longestSinceMs, late, staffing },
  of,
}: {
  name: string;
  figures: BoardFigures;
  of: "all" | "desk" | "over" | "others";
}) => {
  const { supervisor } = useTexts();
  const { columns, over } = supervisor.board;
  return (
    <tr className={`wall-${of}`}>
      <th scope="row">
        {of === "over" && (
          <>
            <WarningIcon />
            <span className="unseen">{over}: </span>
          </>
        )}
        {name}
      </th>
      <td>{waiting}</td>
      <td>
        <LongestWait sinceMs={longestSinceMs} />
      </td>
      <td>
        <Figure count={late} late="passed" words={columns.late} />
      </td>
      <td className="wall-wide">{of === "others" ? "" : staffing.onDuty}</td>
      <td className="wall-wide">{of === "others" ? "" : staffing.free}</td>
    </tr>
  );
};
