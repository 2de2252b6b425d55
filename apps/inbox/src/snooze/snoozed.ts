import type { DeskView, QueueItem } from "@eigenkanaal/client";
import type { DeskId, Hours } from "@eigenkanaal/protocol";
import type { Formats } from "../texts/formats.js";
import type { Texts } from "../texts/wording.js";

/** Until when something is put off, as a sentence. */
export const snoozedText = (
  { untilMs }: NonNullable<QueueItem["snooze"]>,
  formats: Pick<Formats, "dayAndTime">,
  { snooze }: Pick<Texts, "snooze">,
): string => (untilMs === null ? snooze.untilAnswered : snooze.until(formats.dayAndTime(untilMs)));

const dayMs = 86_400_000;

/** The moment (unix ms) of a field for day and time in the time zone of the device; undefined for what cannot be put off until. */
export const momentOf = (typed: string, nowMs: number): number | undefined => {
  const atMs = new Date(typed).getTime();
  return Number.isNaN(atMs) || atMs <= nowMs || atMs > nowMs + 365 * dayMs ? undefined : atMs;
};

/** When a desk is open; of one that the town no longer has, never. */
export const hoursOf = (desk: DeskId, desks: readonly DeskView[]): Hours =>
  desks.find((one) => one.desk === desk)?.hours ?? {
    timeZone: "Europe/Amsterdam",
    weekly: [],
    exceptions: [],
  };
