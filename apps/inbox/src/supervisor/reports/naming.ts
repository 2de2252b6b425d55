import { addDays, type ReportStep } from "@eigenkanaal/domain";
import { DeskId, TopicId } from "@eigenkanaal/protocol";
import { useMemo } from "react";
import type { TownNames } from "../../queue/names.js";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import type { Naming } from "./tables.js";

/** What the tables of a report call things. */
export const useNaming = (names: TownNames, step: ReportStep): Naming => {
  const { reports: words } = useTexts();
  const formats = useFormats();
  return useMemo(
    () => ({
      words,
      desk: (desk) => names.desk(DeskId.parse(desk)),
      topic: (topic) => names.topic(TopicId.parse(topic)),
      language: formats.languageName,
      days: ({ fromDate, toDate }) => {
        if (fromDate === toDate) return formats.civilDay(fromDate);
        // A month that the period cuts off is told by its days.
        const isMonth = step === "month" && fromDate.endsWith("-01") && addDays(toDate, 1).endsWith("-01");
        return isMonth
          ? formats.month(fromDate.slice(0, 7))
          : words.period(formats.civilDay(fromDate), formats.civilDay(toDate));
      },
    }),
    [names, formats, words, step],
  );
};
