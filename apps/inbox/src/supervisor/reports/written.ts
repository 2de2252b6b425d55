import type { Texts } from "../../texts/wording.js";
import type { Cell } from "./tables.js";

type Words = Texts["reports"];

const secondMs = 1_000;
const minuteMs = 60_000;

/** How long something took: in seconds below a minute, in minutes below an hour. */
export const durationWords = (ms: number, { duration }: Words): string => {
  if (ms < minuteMs) return duration.seconds(Math.round(ms / secondMs));
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return duration.minutes(minutes);
  return duration.hours(Math.floor(minutes / 60), minutes % 60);
};

/** Within the norm, of those that had one to meet; undefined where none had. */
export const shareOf = ({ within, missed }: { within: number; missed: number }): number | undefined =>
  within + missed === 0 ? undefined : within / (within + missed);

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
  { within, missed }: { within: number | null; missed: number | null },
  { words, number }: Writing,
): string => {
  if (within === null || missed === null) return untold;
  const share = shareOf({ within, missed });
  if (share === undefined) return words.none;
  return `${percent(share)} (${words.figures.of(number(within), number(within + missed))})`;
};

/** A cell as it is read. */
export const cellWords = (cell: Cell, writing: Writing): string => {
  switch (cell.kind) {
    case "text":
      return cell.text;
    case "count":
      return cell.count === null ? untold : writing.number(cell.count);
    case "duration":
      return cell.ms === null ? untold : durationWords(cell.ms, writing.words);
    case "share":
      return shareWords(cell, writing);
    default:
      return cell satisfies never;
  }
};
