import type { MyFigures } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type Told = Pick<MyFigures, "fromDate" | "toDate" | "atMs" | "uncountedSinceMs" | "sinceDate" | "destroyed">;

/** Of which days figures of colleagues are, up to when, and how much of it can be known. */
export const Known = ({ told }: { told: Told }) => {
  const { colleagueFigures: words, reports } = useTexts();
  const { civilDay, dateTime } = useFormats();
  const { sinceDate, destroyed } = told;
  return (
    <>
      {told.uncountedSinceMs !== null && (
        <Paragraph className="notice" role="status">
          {reports.behind(dateTime(told.uncountedSinceMs))}
        </Paragraph>
      )}
      <div>
        <p className="report-period">{reports.period(civilDay(told.fromDate), civilDay(told.toDate))}</p>
        <p className="quiet">
          {reports.counted(dateTime(told.atMs))}{" "}
          {sinceDate === null ? words.noSince : words.since(civilDay(sinceDate))}
          {destroyed > 0 && ` ${words.destroyed(destroyed)}`}
        </p>
      </div>
    </>
  );
};
