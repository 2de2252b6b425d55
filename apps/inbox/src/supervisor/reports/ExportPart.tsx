import type { TownView } from "@eigenkanaal/client";
import { publicationOf, tellsAll } from "@eigenkanaal/domain";
import type { Report } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useId, useState } from "react";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import { csvOf } from "./csv.js";
import { pageOf } from "./page.js";
import type { ReportWish } from "./place.js";
import { saveFile } from "./save.js";
import { entryName, type Naming, tablesOf } from "./tables.js";

type Props = {
  report: Report;
  naming: Naming;
  town: TownView;
  wish: ReportWish;
  days: (period: { fromDate: string; toDate: string }) => string;
};
type Format = "xlsx" | "csv" | "page";
const endings = { xlsx: "xlsx", csv: "csv", page: "html" } satisfies Record<Format, string>;

/** Saves what the screen shows, whole or for publication: the same tables as files. */
export const ExportPart = ({ report, naming, town, wish, days }: Props) => {
  const texts = useTexts();
  const { reports: words } = texts;
  const formats = useFormats();
  const [isPublication, setPublication] = useState(false);
  const [told, setTold] = useState("");
  const id = useId();
  const filters = [
    ...(wish.desk ? [naming.desk(wish.desk)] : []),
    ...(wish.topic ? [wish.topic === "none" ? words.noTopic : naming.topic(wish.topic)] : []),
    ...(wish.entry ? [entryName(wish.entry, words)] : []),
    ...(wish.language ? [wish.language === "none" ? words.noLanguage : naming.language(wish.language)] : []),
  ];
  const about = [
    days(report),
    words.comparedWith(days(report.previous)),
    ...(filters.length > 0 ? [`${words.export.filtersUsed}: ${filters.join(", ")}`] : []),
  ];
  const contentOf = async (format: Format): Promise<Blob> => {
    const tables = tablesOf(report, naming, isPublication ? publicationOf(report) : tellsAll);
    if (format === "csv")
      return new Blob([csvOf(tables, { words, decimalComma: texts.code === "nl" })], { type: "text/csv" });
    if (format === "xlsx") return (await import("./workbook.js")).workbookOf(tables, words);
    const page = pageOf(tables, {
      ...{ words, town: town.name, language: texts.code, about, isPublication, number: formats.number },
      made: `${words.export.made(formats.exactly(Date.now()))} ${words.counted(formats.exactly(report.atMs))}`,
    });
    return new Blob([page], { type: "text/html;charset=utf-8" });
  };
  const save = async (format: Format) => {
    const name = `${words.export.file(report.fromDate, report.toDate)}.${endings[format]}`;
    try {
      saveFile(await contentOf(format), name);
      setTold(words.export.saved(name));
    } catch {
      setTold(words.export.failed);
    }
  };
  return (
    <section className="report-part report-export not-printed" aria-labelledby={`${id}title`}>
      <Heading level={2} appearance="level-5" id={`${id}title`}>
        {words.export.title}
      </Heading>
      <p className="quiet">{words.export.hint}</p>
      <label className="choice">
        <input
          type="checkbox"
          checked={isPublication}
          onChange={({ target }) => setPublication(target.checked)}
          aria-describedby={`${id}publication`}
        />
        <span>
          {words.export.publication}
          <span className="quiet keys-hint" id={`${id}publication`}>
            {words.export.publicationHint}
          </span>
        </span>
      </label>
      <div className="report-saves">
        {(["xlsx", "csv", "page"] as const).map((format) => (
          <Button key={format} purpose="secondary" onClick={() => void save(format)}>
            {words.export[format]}
          </Button>
        ))}
        <Button purpose="secondary" onClick={() => window.print()}>
          {words.export.print}
        </Button>
      </div>
      <p className="quiet" role="status">
        {told}
      </p>
    </section>
  );
};
