import type { DeskView } from "@eigenkanaal/client";
import { type DeskHours, hoursWords } from "../texts/hours.js";
import { useReading } from "../texts/reading.js";

/** For a desk that is closed: when it reads again, that one can write now, and where to turn in danger. */
export const ClosedNotice = ({ hours, desk }: { hours: DeskHours; desk: DeskView }) => {
  const reading = useReading();
  const { short, more } = hoursWords(hours, { ...reading, timeZone: desk.hours.timeZone });
  return (
    <div class="notice">
      <p>
        <strong>{short}.</strong> {more}
      </p>
      <p>
        <a href="tel:112">{reading.texts.hours.emergency}</a>
      </p>
    </div>
  );
};
