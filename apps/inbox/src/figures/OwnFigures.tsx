import type { ColleagueFigureActions } from "@eigenkanaal/client";
import { presetPeriod, reportPresets } from "@eigenkanaal/domain";
import type { Durations, MyFigures, PerColleagueDecision } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type ReactNode, useCallback, useEffect } from "react";
import { OfflineIcon } from "../icons.js";
import { useClock } from "../queue/clock.js";
import { SelectField } from "../records/fields.js";
import { dayOf } from "../records/period.js";
import { Duration } from "../supervisor/reports/Duration.js";
import { percent, shareOf, untold } from "../supervisor/reports/written.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { Fetched } from "./Fetched.js";
import { Known } from "./Known.js";
import { type FiguresPlace, goToFigures } from "./place.js";
import { SeenBy } from "./SeenBy.js";
import { useFigures } from "./useFigures.js";

/** How one answered oneself, beside nobody: no colleague, no rank, no colour of good and bad. */
export const OwnFigures = ({
  place: { period },
  actions: { mine },
  decision,
  online,
}: {
  place: FiguresPlace;
  actions: Pick<ColleagueFigureActions, "mine">;
  decision: PerColleagueDecision | null;
  online: boolean;
}) => {
  const { colleagueFigures: words, reports } = useTexts();
  const today = useClock(dayOf);
  const load = useCallback(() => mine(presetPeriod(period, today)), [mine, period, today]);
  const [state, ask] = useFigures(load, online);
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => document.getElementById("figures-title")?.focus(), []);
  return (
    <main className="town own-figures">
      <header className="town-header">
        <Heading level={1} appearance="level-3" id="figures-title" tabIndex={-1}>
          {words.title}
        </Heading>
        {!online && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      <div className="town-body report-body">
        <Paragraph>{words.intro}</Paragraph>
        <div className="report-filters">
          <SelectField
            label={words.period}
            value={period}
            onChange={(chosen) => {
              const preset = reportPresets.find((one) => one === chosen);
              if (preset) goToFigures({ period: preset });
            }}
          >
            {reportPresets.map((preset) => (
              <option key={preset} value={preset}>
                {reports.filters.presets[preset]}
              </option>
            ))}
          </SelectField>
        </div>
        <Fetched {...{ state, ask }} loading={words.loading}>
          {(told) => (
            <>
              <Known told={told} />
              <Own told={told} />
            </>
          )}
        </Fetched>
        <SeenBy decision={decision} />
      </div>
    </main>
  );
};

const Own = ({ told: { desks, figures } }: { told: MyFigures }) => {
  const { colleagueFigures: words, reports } = useTexts();
  const { number } = useFormats();
  if (desks.length === 0) return <Paragraph role="status">{words.noDesks}</Paragraph>;
  if (figures.conversations === 0 && figures.closed === 0)
    return <Paragraph role="status">{words.empty}</Paragraph>;
  const share = shareOf({ part: figures.within, rest: figures.missed });
  const { columns } = reports;
  return (
    <>
      <dl className="report-cards">
        <Card name={words.conversations}>{number(figures.conversations)}</Card>
        <Card name={reports.figures.norm}>
          {share === undefined ? reports.none : percent(share)}
          <span className="figures-parts">
            {columns.within}: {number(figures.within)}, {columns.missed.toLowerCase()}:{" "}
            {number(figures.missed)}
          </span>
        </Card>
        <Card name={words.closed}>{number(figures.closed)}</Card>
      </dl>
      <div className="report-times">
        <Times name={words.first} durations={figures.first} />
        <Times name={words.later} durations={figures.later} />
      </div>
      <p className="quiet">{words.counting}</p>
    </>
  );
};

const Card = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="report-card">
    <dt>{name}</dt>
    <dd className="report-value">{children}</dd>
  </div>
);

/** Median and ninth decile, in opening hours and by the clock. */
const Times = ({ name, durations }: { name: string; durations: Durations & { conversations?: number } }) => {
  const { colleagueFigures: words, reports } = useTexts();
  const { figures } = reports;
  const { count, conversations } = durations;
  return (
    <section className="report-time" aria-label={name}>
      <h2 className="report-time-name">{name}</h2>
      <dl>
        {(["median", "p90"] as const).flatMap((value) =>
          (["open", "calendar"] as const).map((clock) => {
            const ms = durations[clock][value === "median" ? "medianMs" : "p90Ms"];
            return (
              <div key={`${value} ${clock}`}>
                <dt>
                  {figures[value]}, {figures[clock]}
                </dt>
                <dd>
                  <strong>{ms === null ? untold : <Duration ms={ms} clock={clock} />}</strong>
                </dd>
              </div>
            );
          }),
        )}
      </dl>
      <p className="quiet">
        {conversations === undefined ? words.answers(count) : figures.answersIn(count, conversations)}
      </p>
    </section>
  );
};
