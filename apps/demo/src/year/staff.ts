import type { MemberId } from "@eigenkanaal/protocol";
import type { Day } from "./days.js";
import type { Random } from "./random.js";

/** On which days (YYYY-MM-DD) somebody is away. */
export type Leave = ReadonlyMap<MemberId, ReadonlySet<string>>;

const summerDays = 14;
/** Between one colleague's beginning of leave and the next one's. */
const staggerDays = 9;
const christmasWeek = ["12-24", "12-27", "12-28", "12-29", "12-30", "12-31"];
const singleDays = 10;

/**
 * Two weeks of the summer each, one after the other so that they overlap a little; every second one the week of Christmas;
 * and some single days.
 */
export const leaveOf = (members: readonly MemberId[], days: readonly Day[], random: Random): Leave =>
  new Map(
    members.map((member, index) => {
      const begins = index * staggerDays;
      const away = days.filter(({ date }) => {
        const day = daysSinceJune(date);
        const isSummer = day >= begins && day < begins + summerDays;
        return isSummer || (index % 2 === 0 && christmasWeek.includes(date.slice(5)));
      });
      const single = Array.from({ length: singleDays }, () => random.one(days).date);
      return [member, new Set([...away.map(({ date }) => date), ...single])];
    }),
  );

/** From 0 for the first of July of its year; negative before. */
const daysSinceJune = (date: string): number =>
  (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-07-01`)) / 86_400_000;
