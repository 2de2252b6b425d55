import { readPeriod } from "@eigenkanaal/domain";
import type { Period } from "@eigenkanaal/protocol";
import type { Texts } from "../texts/wording.js";

type Wording = { words: Texts["records"]["terms"]; list: (words: string[]) => string };

/** A term in words: "1 jaar en 6 maanden"; as it is spelt where it cannot be read. */
export const termWords = (term: Period | null, { words, list }: Wording): string => {
  if (term === null) return words.forever;
  const period = readPeriod(term);
  if (!period) return term;
  const parts = [
    ...(period.years > 0 ? [words.year(period.years)] : []),
    ...(period.months > 0 ? [words.month(period.months)] : []),
    ...(period.days > 0 ? [words.day(period.days)] : []),
  ];
  return list(parts);
};
