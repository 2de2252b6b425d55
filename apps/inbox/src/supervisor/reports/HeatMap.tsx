import type { Report } from "@eigenkanaal/protocol";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { hashOfLink, type Leads } from "./Cells.js";
import { heatOf } from "./heat.js";

/** How busy each hour of the week is: a table of hours by days, each with its number; colour only stresses it. */
export const HeatMap = ({ report, leads }: { report: Report; leads: Leads }) => {
  const { reports: words } = useTexts();
  const { number } = useFormats();
  const { hours, cells } = heatOf(report.byHour);
  return (
    <table className="report-heat">
      <caption className="unseen">{words.tables.byHour}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.hour}</th>
          {words.weekdaysShort.map((day, weekday) => (
            <th key={day} scope="col" abbr={words.weekdays[weekday]}>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row">
              {hour}–{hour + 1}
            </th>
            {words.weekdays.map((day, weekday) => {
              const hourOfWeek = weekday * 24 + hour;
              const { volume, heat } = cells.get(hourOfWeek) ?? { volume: 0, heat: 0 };
              return (
                <td key={day} className={`report-heat-${heat}`}>
                  {volume > 0 && (
                    <a
                      href={hashOfLink({ which: "all", hourOfWeek }, leads)}
                      aria-label={words.heatCell(day, hour, volume)}
                    >
                      {number(volume)}
                    </a>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
