import type { Texts } from "../../texts/wording.js";
import type { Cell } from "./tables.js";

type Words = Texts["reports"];
/** A number of each unit, short for the eye or whole for who listens. */
type DurationWords = Words["duration"]["short"];

/** How long something took: in opening hours alone, or as the clock goes. */
export type Lasting = { ms: number; clock: "open" | "calendar" };

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** From so many hours on they are days. */
const fewestDayHours = 48;

/**
 * In seconds below a minute, in minutes below an hour, and by the clock in days from two days on, rounded once. Opening hours stay
 * hours: nobody would take eight of them for a third of a day.
 */
export const durationWords = ({ ms, clock }: Lasting, words: DurationWords): string => {
  if (ms < minuteMs) return words.seconds(Math.round(ms / secondMs));
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return words.minutes(minutes);
  if (clock === "open" || minutes < fewestDayHours * 60)
    return words.hours(Math.floor(minutes / 60), minutes % 60);
  const hours = Math.round(ms / hourMs);
  return words.days(Math.floor(hours / 24), hours % 24);
};

/** A part of what it makes together with the rest; undefined where that is nothing. */
export const shareOf = ({ part, rest }: { part: number; rest: number }): number | undefined =>
  part + rest === 0 ? undefined : part / (part + rest);

/** Whole percents, and the whole of them only where it is the whole: 999 of 1,000 is not 100%. */
export const percent = (share: number): string => {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "99%";
  return rounded === 0 && share > 0 ? "1%" : `${rounded}%`;
};

/** What stands for something that may not be told. */
export const untold = "–";

type Writing = { words: Words; number: (n: number) => string };

const shareWords = (
  { part, rest }: { part: number | null; rest: number | null },
  { words, number }: Writing,
): string => {
  if (part === null || rest === null) return untold;
  const share = shareOf({ part, rest });
  if (share === undefined) return words.none;
  return `${percent(share)} (${words.figures.of(number(part), number(part + rest))})`;
};

/** A cell as it is read. */
export const cellWords = (cell: Cell, writing: Writing): string => {
  switch (cell.kind) {
    case "text":
      return cell.text;
    case "count":
      return cell.count === null ? untold : writing.number(cell.count);
    case "duration":
      return cell.ms === null
        ? untold
        : durationWords({ ms: cell.ms, clock: cell.clock }, writing.words.duration.short);
    case "share":
      return shareWords(cell, writing);
    default:
      return cell satisfies never;
  }
};
