import type { SignInFailure } from "@eigenkanaal/client";
import type { ReportQuery } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import type { ReactNode } from "react";
import { BackIcon } from "../../icons.js";
import type { TownNames } from "../../queue/names.js";
import { SessionFailure } from "../../session/Passphrase.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfReports, type ReportWish } from "./place.js";
import { entryName } from "./tables.js";

export const listTitleId = "reports-list-title";

/** What the figures are of that a list is behind: the period and each filter. */
export const useQueryWords = (query: ReportQuery, names: TownNames): string[] => {
  const { reports: words } = useTexts();
  const formats = useFormats();
  return [
    words.period(formats.civilDay(query.fromDate), formats.civilDay(query.toDate)),
    ...(query.desk ? [names.desk(query.desk)] : []),
    ...(query.topic ? [query.topic === "none" ? words.noTopic : names.topic(query.topic)] : []),
    ...(query.entry ? [entryName(query.entry, words)] : []),
    ...(query.language
      ? [query.language === "none" ? words.noLanguage : formats.languageName(query.language)]
      : []),
  ];
};

/** What every list of conversations has around its rows: what it is of, how far it is shown, and the way back and on. */
export const ListFrame = ({
  wish,
  title,
  parts,
  privacy,
  pages: { at, last },
  shown,
  onMore,
  children,
}: {
  wish: ReportWish;
  title: string;
  parts: readonly string[];
  privacy: string;
  pages: { at: "loading" | "shown" | SignInFailure; last: { total: number; next: string | null } | null };
  /** How many of how many. */
  shown: string;
  onMore: () => void;
  children: ReactNode;
}) => {
  const texts = useTexts();
  const { list: said } = texts.reports;
  return (
    <div className="town-body report-body">
      <a className="town-back not-printed" href={hashOfReports({ page: "figures", wish })}>
        <BackIcon />
        {said.back}
      </a>
      <div>
        <Heading level={2} appearance="level-4" id={listTitleId} tabIndex={-1}>
          {title}
        </Heading>
        <p>{parts.join(" · ")}</p>
        <p className="quiet">{privacy}</p>
      </div>
      <p className="quiet" role="status">
        {at === "loading" && said.loading}
        {at === "shown" && (last?.total === 0 ? said.empty : shown)}
      </p>
      {children}
      {at !== "loading" && at !== "shown" && <SessionFailure failure={at} />}
      {at !== "loading" && (at !== "shown" || (last?.next ?? null) !== null) && (
        <Button className="not-printed" purpose="secondary" onClick={onMore}>
          {at === "shown" ? said.more : texts.tryAgain}
        </Button>
      )}
    </div>
  );
};
