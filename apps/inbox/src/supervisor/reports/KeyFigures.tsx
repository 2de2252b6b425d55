import type { Durations, Report } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfLink, type Leads } from "./Cells.js";
import { Duration } from "./Duration.js";
import type { CellLink } from "./tables.js";
import { percent, shareOf, untold } from "./written.js";

/** The figures that one looks at first, each with that of the period before, and each leading to its conversations. */
export const KeyFigures = ({ report, leads }: { report: Report; leads: Leads }) => {
  const { reports: words } = useTexts();
  const { figures, columns } = words;
  const { number } = useFormats();
  const { totals, previous } = report;
  const counts = (["volume", "answered", "abandoned", "reopened", "transferred"] as const).map((name) => ({
    name: figures[name],
    value: number(totals[name]),
    before: number(previous.totals[name]),
    link: totals[name] > 0 ? ({ which: name === "volume" ? "all" : name } as const) : null,
  }));
  return (
    <section aria-labelledby="report-figures">
      <Heading level={2} appearance="level-4" id="report-figures">
        {figures.title}
      </Heading>
      <dl className="report-cards">
        <ShareCard
          {...{ report, leads, name: figures.norm }}
          shareOfTotals={({ within, missed }) => ({ part: within, rest: missed })}
          counts={[
            ["within", columns.within],
            ["missed", columns.missed],
          ]}
        />
        {counts.map((card) => (
          <Card key={card.name} {...card} leads={leads} />
        ))}
        <ShareCard
          {...{ report, leads, name: figures.helpedShare }}
          shareOfTotals={({ judged, helped }) => ({ part: helped, rest: judged - helped })}
          counts={[
            ["judged", columns.judged],
            ["helped", columns.helped],
            ["partly", columns.partly],
            ["unhelped", columns.unhelped],
          ]}
        />
      </dl>
      <div className="report-times">
        <Times
          name={figures.first}
          durations={totals.first}
          before={previous.totals.first}
          which="answered"
          leads={leads}
        />
        <Times
          name={figures.later}
          durations={totals.later}
          before={previous.totals.later}
          which="later"
          leads={leads}
        />
        <Times
          name={figures.handling}
          durations={totals.handling}
          before={previous.totals.handling}
          which="handled"
          leads={leads}
        />
        <Times
          name={figures.resolution}
          durations={totals.resolution}
          before={previous.totals.resolution}
          which="resolved"
          leads={leads}
        />
      </div>
    </section>
  );
};

/** A share, with the counts that it is made of, each leading to its conversations. */
const ShareCard = ({
  name,
  report: { totals, previous },
  leads,
  shareOfTotals,
  counts,
}: {
  name: string;
  report: Report;
  leads: Leads;
  shareOfTotals: (totals: Report["totals"]) => { part: number; rest: number };
  counts: readonly [which: "within" | "missed" | "judged" | "helped" | "partly" | "unhelped", name: string][];
}) => {
  const { figures, none } = useTexts().reports;
  const { number } = useFormats();
  const said = (of: Report["totals"]) => {
    const share = shareOf(shareOfTotals(of));
    return share === undefined ? none : percent(share);
  };
  return (
    <div className="report-card">
      <dt>{name}</dt>
      <dd>
        <span className="report-value">{said(totals)}</span>
        {counts.map(([which, label]) => (
          <span key={which}>
            {label}:{" "}
            {totals[which] > 0 ? (
              <a href={hashOfLink({ which }, leads)}>{number(totals[which])}</a>
            ) : (
              number(totals[which])
            )}
          </span>
        ))}
        <span className="quiet">{figures.previous(said(previous.totals))}</span>
      </dd>
    </div>
  );
};

const Card = ({
  name,
  value,
  before,
  link,
  leads,
}: {
  name: string;
  value: string;
  before: string;
  link: CellLink | null;
  leads: Leads;
}) => {
  const { figures } = useTexts().reports;
  return (
    <div className="report-card">
      <dt>{name}</dt>
      <dd>
        <span className="report-value">{link ? <a href={hashOfLink(link, leads)}>{value}</a> : value}</span>
        <span className="quiet">{figures.previous(before)}</span>
      </dd>
    </div>
  );
};

/** Median and ninth decile, in opening hours and by the clock. */
const Times = ({
  name,
  durations,
  before,
  which,
  leads,
}: {
  name: string;
  durations: Durations & { conversations?: number };
  before: Durations;
  which: "answered" | "later" | "handled" | "resolved";
  leads: Leads;
}) => {
  const { reports: words } = useTexts();
  const { figures } = words;
  const { number } = useFormats();
  const { count, conversations } = durations;
  const of =
    conversations === undefined
      ? `${number(count)} ${words.columns.volume.toLowerCase()}`
      : figures.answersIn(count, conversations);
  return (
    <section className="report-time" aria-label={name}>
      <h3 className="report-time-name">{name}</h3>
      <dl>
        {(["median", "p90"] as const).flatMap((value) =>
          (["open", "calendar"] as const).map((clock) => {
            const key = value === "median" ? "medianMs" : "p90Ms";
            return (
              <div key={`${value} ${clock}`} className={`report-${value} report-${clock}`}>
                <dt>
                  {figures[value]}, {figures[clock]}
                </dt>
                <dd>
                  <strong>
                    <DurationOrNone ms={durations[clock][key]} clock={clock} />
                  </strong>
                  <span className="quiet">
                    <DurationOrNone ms={before[clock][key]} clock={clock} in={figures.previous} />
                  </span>
                </dd>
              </div>
            );
          }),
        )}
      </dl>
      <p className="quiet">{count > 0 ? <a href={hashOfLink({ which }, leads)}>{of}</a> : of}</p>
    </section>
  );
};

const DurationOrNone = ({
  ms,
  ...how
}: Omit<Parameters<typeof Duration>[0], "ms"> & { ms: number | null }) =>
  ms === null ? (how.in?.(untold) ?? untold) : <Duration ms={ms} {...how} />;
