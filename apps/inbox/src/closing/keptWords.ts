import { keepingOf, readPeriod } from "@eigenkanaal/domain";
import type { Period, RetentionCode, RetentionTable } from "@eigenkanaal/protocol";
import type { Formats } from "../texts/formats.js";
import { inLanguage } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

type Wording = { texts: Texts; formats: Pick<Formats, "civilDay" | "list"> };

/** How long something is kept: "1 jaar en 6 maanden"; a term that cannot be read as it stands. */
export const termWords = (term: Period | null, { texts, formats }: Wording): string => {
  const { closing: words } = texts;
  if (term === null) return words.forever;
  const period = readPeriod(term);
  if (!period) return term;
  const { years, months, days } = period;
  return formats.list([
    ...(years > 0 ? [words.years(years)] : []),
    ...(months > 0 ? [words.months(months)] : []),
    ...(days > 0 ? [words.days(days)] : []),
  ]);
};

/** A class by its name, number and term; its number alone where the table does not hold it. */
export const classWords = (
  { classes }: Pick<RetentionTable, "classes">,
  retention: RetentionCode,
  wording: Wording,
): string => {
  const { closing: words } = wording.texts;
  const found = classes.find((one) => one.class === retention);
  if (!found) return words.facts.unknownClass(retention);
  const name = inLanguage(found.name, wording.texts);
  return found.term === null
    ? words.retentionForever(name, retention)
    : words.retention(name, retention, termWords(found.term, wording));
};

/** What becomes of a conversation of a class that is closed at a moment (unix ms), in one line. */
export const keptWords = (
  table: Pick<RetentionTable, "classes">,
  closed: { retention: RetentionCode; closedAtMs: number },
  wording: Wording,
): string => {
  const { closing: words } = wording.texts;
  const keeping = keepingOf(table, closed);
  const ofClass = classWords(table, closed.retention, wording);
  switch (keeping.kept) {
    case "until":
      return words.keptUntil(wording.formats.civilDay(keeping.through), ofClass);
    case "forever":
      return words.keptForever(ofClass);
    case "unknown":
      return words.keptUnknown(closed.retention);
  }
};
