import { type BoardFigures, boardTotal } from "@eigenkanaal/domain";
import type { Board, DeskId } from "@eigenkanaal/protocol";
import type { ReactNode } from "react";
import { WarningIcon } from "../../icons.js";
import type { TownNames } from "../../queue/names.js";
import { useTexts } from "../../texts/texts.js";
import { Figure } from "./Figure.js";
import { LongestWait } from "./LongestWait.js";

/** A row for each desk and one for all of them, which stands first; on a narrow screen each is a card. */
export const BoardTable = ({
  board: { desks, everyone },
  names,
  over,
}: {
  board: Board;
  names: TownNames;
  /** The desks that are over the threshold that was set for them. */
  over: readonly DeskId[];
}) => {
  const { supervisor } = useTexts();
  const { board: words } = supervisor;
  return (
    <table className="board-table">
      <caption className="unseen">{words.caption}</caption>
      <thead>
        <tr>
          {Object.values(words.columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {desks.length > 1 && (
          <Row name={words.total} figures={boardTotal(desks, everyone)} isOver={false} isTotal={true} />
        )}
        {desks.map((desk) => (
          <Row
            key={desk.desk}
            name={names.desk(desk.desk)}
            figures={desk}
            isOver={over.includes(desk.desk)}
            isTotal={false}
          />
        ))}
      </tbody>
    </table>
  );
};

const Row = ({
  name,
  figures: { waiting, untaken, longestSinceMs, atRisk, late, inHand, staffing, lastHour },
  isOver,
  isTotal,
}: {
  name: string;
  figures: BoardFigures;
  isOver: boolean;
  isTotal: boolean;
}) => {
  const { supervisor } = useTexts();
  const { board: words } = supervisor;
  const { columns } = words;
  const away = [
    ...(staffing.pause > 0 ? [words.pause(staffing.pause)] : []),
    ...(staffing.wrapUp > 0 ? [words.wrapUp(staffing.wrapUp)] : []),
  ];
  return (
    <tr className={`${isTotal ? "board-total" : ""} ${isOver ? "board-over" : ""}`}>
      <th scope="row">
        {name}
        {isOver && (
          <span className="board-mark">
            <WarningIcon />
            {words.over}
          </span>
        )}
      </th>
      <Cell label={columns.waiting} more={waiting > 0 && words.untaken(untaken)}>
        {waiting}
      </Cell>
      <Cell label={columns.longest}>
        <LongestWait sinceMs={longestSinceMs} />
      </Cell>
      <Cell label={columns.atRisk}>
        <Figure count={atRisk} late="warned" words={columns.atRisk} />
      </Cell>
      <Cell label={columns.late}>
        <Figure count={late} late="passed" words={columns.late} />
      </Cell>
      <Cell label={columns.inHand}>{inHand}</Cell>
      <Cell label={columns.atWork} more={away.length > 0 && away.join(" · ")}>
        {staffing.onDuty === 0 && waiting > 0 ? (
          <span className="board-alarm waiting-warned">
            <WarningIcon />0
          </span>
        ) : (
          staffing.onDuty
        )}
      </Cell>
      <Cell label={columns.free}>{words.free(staffing.free, staffing.capacity)}</Cell>
      <Cell
        label={columns.lastHour}
        more={lastHour.answers > 0 && words.answers(lastHour.answers, lastHour.firstAnswers)}
      >
        {words.opened(lastHour.opened)}
      </Cell>
    </tr>
  );
};

/** `label`: what the column is, where there are no columns to see. */
const Cell = ({
  label,
  more = false,
  children,
}: {
  label: string;
  more?: string | false;
  children: ReactNode;
}) => (
  <td>
    <span className="board-label">{label}</span>
    <span className="board-figure">{children}</span>
    {more && <span className="board-more">{more}</span>}
  </td>
);
