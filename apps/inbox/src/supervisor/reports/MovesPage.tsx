import type { ReportedMove, ReportQuery } from "@eigenkanaal/protocol";
import { useCallback } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { ListFrame, useQueryWords } from "./ListFrame.js";
import type { MoveWish, ReportWish } from "./place.js";
import type { ReportsProps } from "./roomProps.js";
import { entryName } from "./tables.js";
import { usePages } from "./usePages.js";

type Props = Omit<ReportsProps, "open" | "town" | "colleagues" | "decision"> & {
  wish: ReportWish;
  query: ReportQuery;
  move: MoveWish;
};

/** The conversations that went from one desk to another, and how often each of them did. */
export const MovesPage = ({ actions: { moves }, names, wish, query, move }: Props) => {
  const { list: said } = useTexts().reports;
  const ask = useCallback(
    (before: string | undefined) => moves({ ...query, ...move, ...(before !== undefined && { before }) }),
    [moves, query, move],
  );
  const [pages, more] = usePages(ask);
  const { last, conversations } = pages;
  return (
    <ListFrame
      {...{ wish, pages }}
      title={said.moves.title(names.desk(move.from), names.desk(move.to))}
      parts={useQueryWords(query, names)}
      privacy={said.moves.privacy}
      shown={`${said.shown(conversations.length, last?.total ?? 0)} ${said.moves.together(last?.moves ?? 0)}`}
      onMore={more}
    >
      {conversations.length > 0 && <Rows conversations={conversations} names={names} />}
    </ListFrame>
  );
};

const Rows = ({
  conversations,
  names,
}: {
  conversations: readonly ReportedMove[];
  names: Props["names"];
}) => {
  const { reports: words } = useTexts();
  const { moves: said } = words.list;
  const { date, time } = useFormats();
  const moment = (atMs: number) => (
    <time dateTime={new Date(atMs).toISOString()}>
      {date(atMs)} {time(atMs)}
    </time>
  );
  return (
    <table className="report-list">
      <caption className="unseen">{said.caption}</caption>
      <thead>
        <tr>
          {Object.values(said.columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {conversations.map((one, row) => (
          // Nothing names a conversation here but its place in the list.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
          <tr key={row}>
            <th scope="row">{moment(one.movedAtMs)}</th>
            <td>{said.times(one.moves)}</td>
            <td>{one.topic === null ? words.noTopic : names.topic(one.topic)}</td>
            <td>{entryName(one.entry, words)}</td>
            <td>
              <span className="report-label">{said.columns.opened}: </span>
              {moment(one.openedAtMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
