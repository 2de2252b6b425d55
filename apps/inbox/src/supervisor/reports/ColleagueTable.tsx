import type { ColleagueFigures, FiguresOfColleagues } from "@eigenkanaal/protocol";
import type { ReactNode } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { Duration } from "./Duration.js";
import { percent, shareOf, untold } from "./written.js";

/** By name, in the order in which it came. It cannot be put in another: no figure gives a colleague a place. */
export const ColleagueTable = ({ colleagues }: Pick<FiguresOfColleagues, "colleagues">) => {
  const { perColleague: words } = useTexts().colleagueFigures;
  const { name, ...figures } = words.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report-scroll" aria-label={words.caption} tabIndex={0}>
      <table className="report-table">
        <caption className="unseen">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {Object.entries(figures).map(([column, said]) => (
              <th key={column} scope="col" className="report-number">
                {said}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {colleagues.map(({ member, alias, figures: own }) => (
            <tr key={member}>
              <th scope="row">{alias}</th>
              {own ? (
                <Cells figures={own} />
              ) : (
                <td className="figures-too-few" colSpan={Object.keys(figures).length}>
                  {words.tooFew}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Cells = ({ figures }: { figures: ColleagueFigures }) => {
  const { colleagueFigures, reports } = useTexts();
  const { columns } = colleagueFigures.perColleague;
  const { number } = useFormats();
  const { first, later } = figures;
  const share = shareOf({ part: figures.within, rest: figures.missed });
  const time = (ms: number | null) => (ms === null ? untold : <Duration ms={ms} clock="open" />);
  const said: Record<Exclude<keyof typeof columns, "name">, ReactNode> = {
    conversations: number(figures.conversations),
    firstCount: number(first.count),
    share:
      share === undefined
        ? reports.none
        : `${percent(share)} (${reports.figures.of(number(figures.within), number(first.count))})`,
    firstMedian: time(first.open.medianMs),
    firstP90: time(first.open.p90Ms),
    laterCount: number(later.count),
    laterMedian: time(later.open.medianMs),
    laterP90: time(later.open.p90Ms),
    closed: number(figures.closed),
  };
  return Object.entries(said).map(([column, value]) => (
    <td key={column} className="report-number">
      {value}
    </td>
  ));
};
