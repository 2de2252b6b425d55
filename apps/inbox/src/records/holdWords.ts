import { addDays, civilDateAt, legalTimeZone, startOfDay } from "@eigenkanaal/domain";
import type { HoldScope } from "@eigenkanaal/protocol";
import type { TownNames } from "../queue/names.js";
import type { Formats } from "../texts/formats.js";
import type { Texts } from "../texts/wording.js";

type Wording = { words: Texts["records"]["holds"]; formats: Pick<Formats, "date" | "list"> };

/** Noon of the day before a moment: the last day on which something held that ends there. */
const lastDayMs = (endsAtMs: number): number => {
  const day = civilDateAt(endsAtMs - 1, legalTimeZone);
  return (startOfDay(day, legalTimeZone) + startOfDay(addDays(day, 1), legalTimeZone)) / 2;
};

/** Until when a hold holds. */
export const endWords = (endsAtMs: number | null, { words, formats }: Wording): string =>
  endsAtMs === null ? words.untilLifted : words.untilDay(formats.date(lastDayMs(endsAtMs)));

/** What a hold is of, besides what it names one by one. */
export const scopeWords = (
  { desks, topics, fromMs, untilMs }: HoldScope,
  { words, formats, names }: Wording & { names: Pick<TownNames, "desk" | "topic"> },
): string => {
  const { date, list } = formats;
  return [
    desks.length === 0 ? words.allDesks : list(desks.map(names.desk)),
    topics.length === 0 ? words.allTopics : list(topics.map(names.topic)),
    ...(fromMs === null ? [] : [words.periodFrom(date(fromMs))]),
    ...(untilMs === null ? [] : [words.periodUntil(date(untilMs))]),
  ].join(" · ");
};
