import type { SignInFailure } from "@eigenkanaal/client";
import type { ReportedConversation, ReportQuery } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { BackIcon } from "../../icons.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfReports, type ListWish, type ReportWish } from "./place.js";
import type { ReportsProps } from "./roomProps.js";
import { entryName } from "./tables.js";
import { durationWords } from "./written.js";

type Props = Omit<ReportsProps, "open" | "town"> & { wish: ReportWish; query: ReportQuery; list: ListWish };

type State = {
  at: "loading" | "shown" | SignInFailure;
  total: number;
  conversations: readonly ReportedConversation[];
  next: string | null;
};
const nothing: State = { at: "loading", total: 0, conversations: [], next: null };

/** The conversations behind a figure, by what is known without reading them. */
export const ConversationsPage = ({ actions, names, wish, query, list: listWish }: Props) => {
  const texts = useTexts();
  const { reports: words } = texts;
  const { list: said } = words;
  const formats = useFormats();
  const { list } = actions;
  const [state, setState] = useState<State>(nothing);
  const asked = useRef(0);
  const load = useCallback(
    async (before: State) => {
      const turn = ++asked.current;
      setState({ ...before, at: "loading" });
      const answer = await list({
        ...query,
        ...listWish,
        ...(before.next !== null && { before: before.next }),
      });
      if (turn !== asked.current) return;
      if (!answer.ok) return setState({ ...before, at: answer.failure });
      const { total, conversations, next } = answer.value;
      setState({ at: "shown", total, next, conversations: [...before.conversations, ...conversations] });
    },
    [list, query, listWish],
  );
  useEffect(() => void load(nothing), [load]);
  const { at, total, conversations, next } = state;
  const parts = [
    words.period(formats.civilDay(query.fromDate), formats.civilDay(query.toDate)),
    ...(query.desk ? [names.desk(query.desk)] : []),
    ...(query.topic ? [query.topic === "none" ? words.noTopic : names.topic(query.topic)] : []),
    ...(query.entry ? [entryName(query.entry, words)] : []),
    ...(query.language
      ? [query.language === "none" ? words.noLanguage : formats.languageName(query.language)]
      : []),
    ...(listWish.bucket === undefined ? [] : [words.buckets[listWish.bucket] ?? ""]),
    ...(listWish.hourOfWeek === undefined
      ? []
      : [words.hourOf(words.weekdays[Math.floor(listWish.hourOfWeek / 24)] ?? "", listWish.hourOfWeek % 24)]),
  ];
  return (
    <div className="town-body report-body">
      <a className="town-back not-printed" href={hashOfReports({ page: "figures", wish })}>
        <BackIcon />
        {said.back}
      </a>
      <div>
        <Heading level={2} appearance="level-4" id="reports-list-title" tabIndex={-1}>
          {said.which[listWish.which ?? "all"]}
        </Heading>
        <p>{parts.join(" · ")}</p>
        <p className="quiet">{said.privacy}</p>
      </div>
      <p className="quiet" role="status">
        {at === "loading" && said.loading}
        {at === "shown" && (total === 0 ? said.empty : said.shown(conversations.length, total))}
      </p>
      {conversations.length > 0 && <Rows conversations={conversations} names={names} />}
      {at !== "loading" && at !== "shown" && <SessionFailure failure={at} />}
      {at !== "loading" && (at !== "shown" || next !== null) && (
        <Button className="not-printed" purpose="secondary" onClick={() => void load(state)}>
          {at === "shown" ? said.more : texts.tryAgain}
        </Button>
      )}
    </div>
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
  const restOf = ({ reopened, transfers, laterResponses }: ReportedConversation) => [
    ...(laterResponses > 0 ? [said.later(laterResponses)] : []),
    ...(transfers > 0 ? [said.transfers(transfers)] : []),
    ...(reopened > 0 ? [said.reopened(reopened)] : []),
  ];
  const firstOf = ({ askedAtMs, firstOpenMs }: ReportedConversation) => {
    if (firstOpenMs !== null) return durationWords(firstOpenMs, words);
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
              {words.duration.minutes(one.normMinutes)}
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
