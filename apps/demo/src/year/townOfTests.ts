import { hoursBetween } from "@eigenkanaal/domain";
import { DeskId, HoursSetting, MemberId, RetentionCode, TopicId } from "@eigenkanaal/protocol";
import type { YearTown } from "./town.js";

/** A small town with the demo town's desks of reports and of contact, for tests. */

const id = (kind: string, number: number) =>
  `${kind}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const memberOf = (number: number) => MemberId.parse(id("e", number));
export const deskIdOf = (number: number) => DeskId.parse(id("d", number));

/** A Sunday evening in November: the year before it has everything. */
export const endMs = Date.parse("2026-11-29T22:00:00Z");

const hours = hoursBetween(
  HoursSetting.parse({
    timeZone: "Europe/Amsterdam",
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: day === 4 ? "20:00" : "17:00" })),
    exceptions: [],
    holidays: [
      "new_years_day",
      "easter_monday",
      "kings_day",
      "ascension_day",
      "whit_monday",
      "christmas_day",
    ],
  }),
  endMs - 400 * 86_400_000,
  endMs + 60 * 86_400_000,
);

export const townOfTests: YearTown = {
  timeZone: "Europe/Amsterdam",
  desks: [
    {
      ...{ desk: deskIdOf(1), general: true, hours, overflow: null, warnAtPercent: 75 },
      colleagues: [memberOf(1), memberOf(2), memberOf(3)],
    },
    {
      ...{ desk: deskIdOf(4), general: false, hours, overflow: deskIdOf(1), warnAtPercent: 75 },
      // One: what a storm brings is more than they can answer in a day.
      colleagues: [memberOf(4)],
    },
  ],
  topics: [
    ...[1, 2].map((number) => ({
      ...{ topic: TopicId.parse(id("7", number)), desk: deskIdOf(1), name: `Onderwerp ${number}` },
      ...{ normMinutes: 60, retention: null, sensitive: number === 1 },
    })),
    ...[15, 17, 67].map((number) => ({
      ...{ topic: TopicId.parse(id("7", number)), desk: deskIdOf(4), name: `Melding ${number}` },
      ...{ normMinutes: 240, retention: RetentionCode.parse("6.1"), sensitive: false },
    })),
  ],
};
