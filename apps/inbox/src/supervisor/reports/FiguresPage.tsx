import { tellsAll } from "@eigenkanaal/domain";
import type { Report, ReportQuery } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Fetched } from "../../figures/Fetched.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { FigureTable, type Leads, PlainTable } from "./Cells.js";
import { DistributionChart, TrendChart } from "./Charts.js";
import { ExportPart } from "./ExportPart.js";
import { type Choices, choicesWith, Filters } from "./Filters.js";
import { HeatMap } from "./HeatMap.js";
import { KeyFigures } from "./KeyFigures.js";
import { useNaming } from "./naming.js";
import type { ReportWish } from "./place.js";
import type { ReportsProps } from "./roomProps.js";
import { type ReportTable, tablesOf } from "./tables.js";
import { useReport } from "./useReport.js";

type Props = Omit<ReportsProps, "open" | "colleagues" | "decision"> & {
  wish: ReportWish;
  query: ReportQuery;
};

/** The figures of a wish: filters above, key figures, charts with their tables, and what can be saved of it. */
export const FiguresPage = ({
  hidden,
  today,
  wish,
  query,
  ...props
}: Props & { hidden: boolean; today: string }) => {
  const { reports: words } = useTexts();
  const formats = useFormats();
  const [state, ask] = useReport(props.actions, query, props.online);
  const [choices, setChoices] = useState<Choices>({ desks: [], entries: ["chat", "counter"], languages: [] });
  const report = state.at === "shown" ? state.told : null;
  useEffect(() => {
    if (report) setChoices((before) => choicesWith(before, report));
  }, [report]);
  return (
    <div className="town-body report-body" hidden={hidden}>
      <Filters wish={wish} today={today} choices={choices} town={props.town} names={props.names} />
      <Fetched {...{ state, ask }} loading={words.loading}>
        {(told) => (
          <>
            {told.uncountedSinceMs !== null && (
              <Paragraph className="notice" role="status">
                {words.behind(formats.dateTime(told.uncountedSinceMs))}
              </Paragraph>
            )}
            <Figures report={told} wish={wish} {...props} />
          </>
        )}
      </Fetched>
    </div>
  );
};

const Figures = ({ report, wish, town, names }: { report: Report } & Omit<Props, "query">) => {
  const { reports: words } = useTexts();
  const formats = useFormats();
  const naming = useNaming(names, report.step);
  const tables = useMemo(() => tablesOf(report, naming, tellsAll), [report, naming]);
  const table = (name: ReportTable["name"]): ReportTable =>
    tables.find((one) => one.name === name) ?? { name, columns: [], rows: [] };
  const { fromDate, toDate, previous } = report;
  const leads = { wish: { ...wish, period: { fromDate, toDate } }, atMs: report.atMs };
  const days = (one: { fromDate: string; toDate: string }) =>
    words.period(formats.civilDay(one.fromDate), formats.civilDay(one.toDate));
  if (report.supervised.length === 0) return <Paragraph role="status">{words.noDesks}</Paragraph>;
  return (
    <>
      <div>
        <p className="report-period">{days(report)}</p>
        <p className="quiet">
          {words.comparedWith(days(previous))}. {words.counted(formats.dateTime(report.atMs))}
        </p>
      </div>
      {report.totals.volume === 0 ? (
        <Paragraph role="status">{words.empty}</Paragraph>
      ) : (
        <>
          <KeyFigures report={report} leads={leads} />
          <WithTable table={table("distribution")} leads={leads} hint={words.distributionHint}>
            <DistributionChart report={report} />
          </WithTable>
          <WithTable table={table("trend")} leads={leads} hint={words.trendHint[report.step]}>
            <TrendChart report={report} nameOf={naming.days} />
          </WithTable>
          {(["byDesk", "byTopic", "byEntry", "byLanguage"] as const).map((name) => (
            <Part key={name} name={name}>
              <FigureTable table={table(name)} leads={leads} />
            </Part>
          ))}
          {report.totals.judged > 0 &&
            (["helpedByDesk", "helpedByTopic"] as const).map((name) => (
              <Part key={name} name={name} hint={words.helpedHint}>
                <FigureTable table={table(name)} leads={leads} />
              </Part>
            ))}
          <Part name="byHour" hint={words.heatHint}>
            <HeatMap report={report} leads={leads} />
          </Part>
        </>
      )}
      {(report.totals.volume > 0 || report.moves.length > 0) && (
        <Part name="moves" hint={report.moves.length > 0 ? words.movesHint : words.noMoves}>
          {report.moves.length > 0 && <FigureTable table={table("moves")} leads={leads} />}
        </Part>
      )}
      <ExportPart report={report} naming={naming} town={town} wish={wish} days={days} />
    </>
  );
};

const Part = ({
  name,
  hint,
  children,
}: {
  name: ReportTable["name"];
  hint?: string;
  children: ReactNode;
}) => {
  const { tables } = useTexts().reports;
  return (
    <div className="report-part">
      <Heading level={2} appearance="level-5" id={`report-${name}`}>
        {tables[name]}
      </Heading>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      {children}
    </div>
  );
};

/** A chart, and the table that it is drawn from: there for a screen reader always, for others when they ask for it. */
const WithTable = ({
  table,
  leads,
  hint,
  children,
}: {
  table: ReportTable;
  leads: Leads;
  hint: string;
  children: ReactNode;
}) => {
  const { reports: words } = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <Part name={table.name} hint={hint}>
      <div className="report-chart" aria-hidden="true">
        {children}
      </div>
      <Button
        className="not-printed"
        purpose="subtle"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? words.hideTable : words.asTable}
      </Button>
      {/* What is out of sight has nothing in it that takes the keyboard. */}
      {isShown ? (
        <FigureTable table={table} leads={leads} />
      ) : (
        <div className="unseen report-unseen">
          <PlainTable table={table} leads={null} />
        </div>
      )}
    </Part>
  );
};
