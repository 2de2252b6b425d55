import type { TranscriptWords } from "./texts/transcript.js";

/** Dutch clocks and calendars, wherever the device is: a record is read in more than one place. */
const timeZone = "Europe/Amsterdam";

/** How moments (unix milliseconds) are written in a language. */
export type Moments = {
  /** `maandag 23 november 2026`. */
  day(ms: number): string;
  /** `10:42`, as the words have it. */
  clock(ms: number): string;
  /** In one sentence or row: `23 november 2026 om 10:42 uur`. */
  whole(ms: number): string;
};

/** Made once for all that is written: to make a format takes a hundred times as long as to use it. */
export const momentsIn = ({
  locale,
  clock,
  moment,
}: Pick<TranscriptWords, "locale" | "clock" | "moment">): Moments => {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: "long", day: "numeric", month: "long", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone },
  });
  // Put together here: how a locale joins its parts changes from one version to the next.
  const join = (ms: number, types: Intl.DateTimeFormatPartTypes[], between: string): string => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return types.map((type) => parts.get(type) ?? "").join(between);
  };
  const time = (ms: number) => join(ms, ["hour", "minute"], ":");
  return {
    day: (ms) => join(ms, ["weekday", "day", "month", "year"], " "),
    clock: (ms) => clock(time(ms)),
    whole: (ms) => moment(join(ms, ["day", "month", "year"], " "), time(ms)),
  };
};

/** A language: its words, and how it writes moments. */
export type Language = { words: TranscriptWords; moments: Moments };

/** `2026-11-23`, as it stands in the name of a file. */
export const calendarDay = (ms: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(ms);
