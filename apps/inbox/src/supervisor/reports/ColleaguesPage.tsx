import type { ColleagueFigureActions } from "@eigenkanaal/client";
import { ColleaguesQuery, type FiguresOfColleagues, type PerColleagueDecision } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useCallback, useEffect, useState } from "react";
import { Fetched } from "../../figures/Fetched.js";
import { Known } from "../../figures/Known.js";
import { useFigures } from "../../figures/useFigures.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { ColleagueTable } from "./ColleagueTable.js";
import { DeskFilter, Period } from "./Filters.js";
import { hashOfReports, type ReportWish } from "./place.js";
import type { ReportsProps } from "./roomProps.js";

type Props = Pick<ReportsProps, "names" | "online"> & {
  wish: ReportWish;
  query: Pick<ColleaguesQuery, "fromDate" | "toDate" | "desk">;
  today: string;
  actions: Pick<ColleagueFigureActions, "ofColleagues">;
};

/** How each colleague answered at the supervisor's desks, while the town decided that supervisors see that; else what stands in the way. */
export const ColleaguesPage = ({ decision, ...props }: Props & { decision: PerColleagueDecision | null }) => (
  <div className="town-body report-body">
    {decision?.choice === "yes" ? <Opened {...props} /> : <Closed decision={decision} />}
  </div>
);

const Closed = ({ decision }: { decision: PerColleagueDecision | null }) => {
  const { perColleague, seenBy } = useTexts().colleagueFigures;
  const { closedTo: words } = perColleague;
  const { longDate } = useFormats();
  return (
    <section className="notice figures-seen-by" aria-labelledby="colleagues-closed">
      <Heading level={2} appearance="level-5" id="colleagues-closed">
        {words.title}
      </Heading>
      <Paragraph>{decision ? words.no(longDate(decision.sinceMs)) : words.undecided}</Paragraph>
      {decision && (
        <Paragraph>
          {seenBy.reason}: {decision.reason}
        </Paragraph>
      )}
      <Paragraph>{words.where}</Paragraph>
    </section>
  );
};

const Opened = ({ wish, query, today, actions, names, online }: Props) => {
  const { colleagueFigures, reports } = useTexts();
  const { perColleague: words } = colleagueFigures;
  const [desks, setDesks] = useState<FiguresOfColleagues["supervised"]>([]);
  const change = (some: Partial<ReportWish>) => {
    window.location.hash = hashOfReports({ page: "colleagues", wish: { ...wish, ...some } });
  };
  const { fromDate, toDate, desk } = query;
  // What else narrows a report narrows nothing here.
  const asked = ColleaguesQuery.safeParse({ fromDate, toDate, desk });
  return (
    <>
      <Paragraph>{words.intro}</Paragraph>
      <section className="report-filters not-printed" aria-label={reports.filters.title}>
        <Period key={JSON.stringify(wish.period)} wish={wish} today={today} onWish={change} />
        <DeskFilter
          desk={desk}
          desks={desks}
          names={names}
          onDesk={(chosen) => change({ desk: chosen, topic: undefined })}
        />
      </section>
      {asked.success ? (
        <Figures query={asked.data} {...{ actions, online }} onDesks={setDesks} />
      ) : (
        <Paragraph className="notice notice-danger" role="alert">
          {words.tooLong}
        </Paragraph>
      )}
    </>
  );
};

const Figures = ({
  query: { fromDate, toDate, desk },
  actions: { ofColleagues },
  online,
  onDesks,
}: Pick<Props, "query" | "actions" | "online"> & {
  onDesks: (desks: FiguresOfColleagues["supervised"]) => void;
}) => {
  const texts = useTexts();
  const { perColleague: words, loading } = texts.colleagueFigures;
  const load = useCallback(
    () => ofColleagues({ fromDate, toDate, ...(desk !== undefined && { desk }) }),
    [ofColleagues, fromDate, toDate, desk],
  );
  const [state, ask] = useFigures(load, online);
  const supervised = state.at === "shown" ? state.told.supervised : null;
  useEffect(() => {
    if (supervised) onDesks(supervised);
  }, [supervised, onDesks]);
  return (
    <Fetched {...{ state, ask, loading }}>
      {(told) =>
        told.supervised.length === 0 ? (
          <Paragraph role="status">{texts.reports.noDesks}</Paragraph>
        ) : (
          <>
            <Known told={told} />
            {told.colleagues.length === 0 ? (
              <Paragraph role="status">{words.nobody}</Paragraph>
            ) : (
              <ColleagueTable colleagues={told.colleagues} />
            )}
            <p className="quiet">{words.openTime}</p>
          </>
        )
      }
    </Fetched>
  );
};
