import type { ReportedConversation, ReportQuery } from "@eigenkanaal/protocol";
import { useCallback } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { Duration } from "./Duration.js";
import { ListFrame, useQueryWords } from "./ListFrame.js";
import type { ListWish, ReportWish } from "./place.js";
import type { ReportsProps } from "./roomProps.js";
import { entryName } from "./tables.js";
import { usePages } from "./usePages.js";

type Props = Omit<ReportsProps, "open" | "town" | "colleagues" | "decision"> & {
  wish: ReportWish;
  query: ReportQuery;
  list: ListWish;
};

/** The conversations behind a figure, by what is known without reading them. */
export const ConversationsPage = ({ actions: { list }, names, wish, query, list: listWish }: Props) => {
  const { reports: words } = useTexts();
  const { list: said } = words;
  const ask = useCallback(
    (before: string | undefined) => list({ ...query, ...listWish, ...(before !== undefined && { before }) }),
    [list, query, listWish],
  );
  const [pages, more] = usePages(ask);
  const { last, conversations } = pages;
  const { bucket, hourOfWeek } = listWish;
  const parts = [
    ...useQueryWords(query, names),
    ...(bucket === undefined ? [] : [words.buckets[bucket] ?? ""]),
    ...(hourOfWeek === undefined
      ? []
      : [words.hourOf(words.weekdays[Math.floor(hourOfWeek / 24)] ?? "", hourOfWeek % 24)]),
  ];
  return (
    <ListFrame
      {...{ wish, pages, parts }}
      title={said.which[listWish.which ?? "all"]}
      privacy={said.privacy}
      shown={said.shown(conversations.length, last?.total ?? 0)}
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
  conversations: readonly ReportedConversation[];
  names: Props["names"];
}) => {
  const { reports: words } = useTexts();
  const { list: said } = words;
  const { date, time } = useFormats();
  const { columns } = said;
  const restOf = ({ reopened, transfers, laterResponses, verdict }: ReportedConversation) => [
    ...(verdict === null ? [] : [said.verdicts[verdict]]),
    ...(laterResponses > 0 ? [said.later(laterResponses)] : []),
    ...(transfers > 0 ? [said.transfers(transfers)] : []),
    ...(reopened > 0 ? [said.reopened(reopened)] : []),
  ];
  const firstOf = ({ askedAtMs, firstOpenMs }: ReportedConversation) => {
    if (firstOpenMs !== null) return <Duration ms={firstOpenMs} clock="open" />;
    return askedAtMs === null ? said.nothingAsked : said.notAnswered;
  };
  return (
    <table className="report-list">
      <caption className="unseen">{said.caption}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
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
            <th scope="row">
              <time dateTime={new Date(one.openedAtMs).toISOString()}>
                {date(one.openedAtMs)} {time(one.openedAtMs)}
              </time>
            </th>
            <td>{names.desk(one.desk)}</td>
            <td>{one.topic === null ? words.noTopic : names.topic(one.topic)}</td>
            <td>{entryName(one.entry, words)}</td>
            <td>{firstOf(one)}</td>
            <td>
              <Duration ms={one.normMinutes * 60_000} clock="open" />
              {one.norm !== null && ` (${said[one.norm]})`}
            </td>
            <td>{one.outcome === null ? said.open : said.outcomes[one.outcome]}</td>
            <td className="quiet">{restOf(one).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
