import type { DeskId, Hours, HoursSetting, TopicId } from "@eigenkanaal/protocol";
import { civilDateAt, startOfDay } from "./calendar.js";
import type { Place } from "./conversationCourse.js";
import { defaultNormMinutes } from "./escalation.js";
import { hoursBetween } from "./holidays.js";
import type { HoursFrom } from "./hoursOver.js";

/** What a desk sets from a moment (unix ms) on. */
export type DeskHours = { fromMs: number; hours: HoursSetting };

/** What a topic sets from a moment (unix ms) on. `hours`: its own, while that desk has the conversation. */
export type TopicNorm = { fromMs: number; desk: DeskId; hours: HoursSetting | null; normMinutes: number };

/** All that a town ever set of the time in which it answers, each desk's and topic's oldest first. */
export type FigureSettings = {
  desks: ReadonlyMap<DeskId, readonly DeskHours[]>;
  topics: ReadonlyMap<TopicId, readonly TopicNorm[]>;
};

/** What figures ask of a town's settings. Of the same settings the same is asked for many conversations, and kept. */
export type SettingsThen = {
  /** The norm in open minutes that held at a moment (unix ms) for a topic. */
  normAt(topic: TopicId | null, atMs: number): number;
  /** By whose wall clock a desk lived at a moment (unix ms). */
  timeZoneAt(desk: DeskId, atMs: number): string;
  /**
   * The hours at a conversation's places, as they held at each moment, oldest first; the last hold on. Holidays are out from the
   * year of `fromMs` to the end of the year after that of `toMs`.
   */
  hoursAlong(places: readonly Place[], years: { fromMs: number; toMs: number }): HoursFrom[];
};

const defaultTimeZone = "Europe/Amsterdam";
/** A desk that has set nothing yet is closed. */
const closed: HoursSetting = { timeZone: defaultTimeZone, weekly: [], exceptions: [], holidays: [] };

/** Of settings, oldest first, the one that held at a moment (unix ms). */
const heldAt = <Setting extends { fromMs: number }>(
  settings: readonly Setting[] | undefined,
  atMs: number,
): Setting | undefined => settings?.findLast(({ fromMs }) => fromMs <= atMs);

/** Reads the settings of one town. Throws a RangeError, when asked, for hours in a time zone that there is not. */
export const settingsThen = ({ desks, topics }: FigureSettings): SettingsThen => {
  const withHolidays = keptHours();
  const changesOf = keptChanges({ desks, topics });
  return {
    normAt: (topic, atMs) =>
      (topic === null ? undefined : heldAt(topics.get(topic), atMs))?.normMinutes ?? defaultNormMinutes,
    timeZoneAt: (desk, atMs) => {
      const set = desks.get(desk);
      return (heldAt(set, atMs) ?? set?.[0])?.hours.timeZone ?? defaultTimeZone;
    },
    hoursAlong: (places, years) =>
      places.flatMap((place, index) => {
        const endMs = places[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
        const changes = changesOf(place);
        const first = changes.findLastIndex(({ fromMs }) => fromMs <= place.fromMs);
        return changes
          .slice(Math.max(0, first))
          .map(({ fromMs, hours }) => ({
            fromMs: Math.max(fromMs, place.fromMs),
            hours: withHolidays(hours, years),
          }))
          .filter(({ fromMs }) => fromMs < endMs);
      }),
  };
};

/** Hours with the holidays of some years, each made once. */
const keptHours = () => {
  const kept = new Map<HoursSetting, Map<string, Hours>>();
  return (hours: HoursSetting, { fromMs, toMs }: { fromMs: number; toMs: number }): Hours => {
    const { timeZone } = hours;
    const yearOf = (atMs: number) => Number(civilDateAt(atMs, timeZone).slice(0, 4));
    const [first, end] = [yearOf(fromMs), yearOf(toMs) + 2];
    const years = `${first}-${end}`;
    const known = kept.get(hours) ?? new Map<string, Hours>();
    kept.set(hours, known);
    const newYear = (year: number) => startOfDay(`${year}-01-01`, timeZone);
    const found = known.get(years) ?? hoursBetween(hours, newYear(first), newYear(end));
    known.set(years, found);
    return found;
  };
};

/**
 * The hours that a desk's conversations about a topic have from each change of either on, and before the first none; a topic's
 * own go before the desk's.
 */
const keptChanges = ({ desks, topics }: FigureSettings) => {
  const kept = new Map<string, DeskHours[]>();
  return ({ desk, topic }: Place): DeskHours[] => {
    const at = `${desk}/${topic}`;
    const [general, own] = [desks.get(desk), topic === null ? undefined : topics.get(topic)];
    const changesMs = [
      Number.NEGATIVE_INFINITY,
      ...[...(general ?? []), ...(own ?? [])].map(({ fromMs }) => fromMs),
    ];
    const found =
      kept.get(at) ??
      [...new Set(changesMs)]
        .toSorted((one, other) => one - other)
        .map((fromMs) => {
          const about = heldAt(own, fromMs);
          const hours = (about?.desk === desk ? about.hours : null) ?? heldAt(general, fromMs)?.hours;
          return { fromMs, hours: hours ?? closed };
        });
    kept.set(at, found);
    return found;
  };
};
