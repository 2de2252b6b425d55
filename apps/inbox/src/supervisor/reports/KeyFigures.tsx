import type { Durations, Report } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfLink, type Leads } from "./Cells.js";
import type { CellLink } from "./tables.js";
import { durationWords, percent, shareOf, untold } from "./written.js";

/** The figures that one looks at first, each with that of the period before, and each leading to its conversations. */
export const KeyFigures = ({ report, leads }: { report: Report; leads: Leads }) => {
  const { reports: words } = useTexts();
  const { figures } = words;
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
        <NormCard report={report} leads={leads} />
        {counts.map((card) => (
          <Card key={card.name} {...card} leads={leads} />
        ))}
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

/** The share within the norm, with both numbers that it is made of. */
const NormCard = ({ report: { totals, previous }, leads }: { report: Report; leads: Leads }) => {
  const { figures, columns, none } = useTexts().reports;
  const { number } = useFormats();
  const said = (of: { within: number; missed: number }) => {
    const share = shareOf(of);
    return share === undefined ? none : percent(share);
  };
  return (
    <div className="report-card">
      <dt>{figures.norm}</dt>
      <dd>
        <span className="report-value">{said(totals)}</span>
        {(["within", "missed"] as const).map((which) => (
          <span key={which}>
            {columns[which]}:{" "}
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
  const said = (ms: number | null) => (ms === null ? untold : durationWords(ms, words));
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
                  <strong>{said(durations[clock][key])}</strong>
                  <span className="quiet">{figures.previous(said(before[clock][key]))}</span>
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
