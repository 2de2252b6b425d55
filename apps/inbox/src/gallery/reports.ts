import type { ReportActions } from "@eigenkanaal/client";
import { previousPeriod, type ReportPeriod, slotsOf, stepOf } from "@eigenkanaal/domain";
import { Entry, type Report, type ReportedConversation, type ReportedMove } from "@eigenkanaal/protocol";
import { minuteMs, morning, nowMs } from "./morning.js";

/** A month and a year of a town: some busy mornings, one bad week, and what is still being counted. */

/** What the reports of a screen answer, where it is not as below. */
export type ReportsOver = {
  load?: "slow" | "fails" | "empty" | "no desks" | "behind";
  list?: "fails" | "none";
};

const spread = (median: number, p90: number) => ({ medianMs: median * minuteMs, p90Ms: p90 * minuteMs });
const part = (volume: number, share = 0.86, median = 9) => {
  const answered = Math.round(volume * 0.94);
  const within = Math.round(answered * share);
  return {
    ...{ volume, answered, within, missed: answered - within },
    abandoned: Math.round(volume * 0.04),
    firstOpen: volume === 0 ? { medianMs: null, p90Ms: null } : spread(median, median * 5),
  };
};
/** One in three says something, most of them yes. */
const verdicts = (volume: number) => {
  const judged = Math.round(volume * 0.34);
  const [partly, unhelped] = [Math.round(judged * 0.12), Math.round(judged * 0.07)];
  return { judged, helped: judged - partly - unhelped, partly, unhelped };
};
const durations = (count: number, median: number, p90: number) => ({
  count,
  open: spread(median, p90),
  calendar: spread(median * 3, p90 * 4),
});
const totalsOf = (volume: number): Report["totals"] => {
  const { firstOpen: _, ...counts } = part(volume);
  return {
    ...{
      ...counts,
      ...verdicts(volume),
      reopened: Math.round(volume * 0.06),
      transferred: Math.round(volume * 0.11),
    },
    first: durations(counts.answered, 9, 46),
    later: { ...durations(counts.answered * 2, 6, 31), conversations: Math.round(counts.answered * 0.7) },
    handling: durations(counts.answered, 14, 52),
    // Some wait for something for days.
    resolution: durations(counts.answered, 41, 2_900),
  };
};

const noTotals: Report["totals"] = (() => {
  const none = { count: 0, open: { medianMs: null, p90Ms: null }, calendar: { medianMs: null, p90Ms: null } };
  return {
    ...{ volume: 0, answered: 0, abandoned: 0, reopened: 0, transferred: 0, within: 0, missed: 0 },
    ...verdicts(0),
    ...{ first: none, later: { ...none, conversations: 0 }, handling: none, resolution: none },
  };
})();

/** Seven a day and more on Mondays, none at the weekend. */
const trendOf = (period: ReportPeriod): Report["trend"] =>
  slotsOf(period, stepOf(period)).map((slot, index) => {
    const day = new Date(slot.fromDate).getUTCDay();
    const isOver = Date.parse(slot.fromDate) > nowMs;
    const closed = stepOf(period) === "day" && (day === 0 || day === 6);
    const volume = isOver || closed ? 0 : 18 + ((index * 7) % 11) + (day === 1 ? 9 : 0);
    return { ...slot, ...part(volume, index % 9 === 4 ? 0.61 : 0.9) };
  });

const desks = morning.town.desks.map(({ desk }) => desk);

const reportOf = (period: ReportPeriod, load: ReportsOver["load"]): Report => {
  const trend = trendOf(period);
  const volume =
    load === "empty" || load === "no desks" ? 0 : trend.reduce((sum, one) => sum + one.volume, 0);
  const of = (share: number) => part(Math.round(volume * share));
  const judged = (share: number) => ({ ...of(share), ...verdicts(Math.round(volume * share)) });
  const base = {
    ...{ atMs: nowMs, uncountedSinceMs: load === "behind" ? nowMs - 47 * minuteMs : null },
    ...{ ...period, supervised: load === "no desks" ? [] : desks, step: stepOf(period) },
    desks: load === "no desks" ? [] : desks,
  };
  const previous = previousPeriod(period);
  if (volume === 0)
    return {
      ...{ ...base, totals: noTotals, previous: { ...previous, totals: noTotals }, norms: null },
      distribution: Array(9).fill(0),
      ...{ byDesk: [], byTopic: [], byEntry: [], byLanguage: [], byHour: [], moves: [], trend },
    };
  return {
    ...{
      ...base,
      totals: totalsOf(volume),
      previous: { ...previous, totals: totalsOf(Math.round(volume * 0.93)) },
    },
    norms: { minMinutes: 60, maxMinutes: 60 },
    distribution: [31, 118, 96, 61, 44, 22, 11, 4, 2],
    byDesk: desks.map((key, index) => ({
      key,
      ...judged([0.3, 0.21, 0.16, 0.12, 0.1, 0.06, 0.03, 0.02][index] ?? 0),
    })),
    byTopic: [
      ...morning.town.topics
        .slice(0, 9)
        .map(({ topic: key }, index) => ({ key, ...judged(0.18 - index * 0.02) })),
      { key: "none" as const, ...judged(0.05) },
    ],
    byEntry: ["chat", "via:brief-afval-2026", "counter"].map((key, index) => ({
      ...{ key: Entry.parse(key), ...of([0.82, 0.14, 0.04][index] ?? 0) },
    })),
    byLanguage: ["nl", "en", "none"].map((key, index) => ({ key, ...of([0.88, 0.08, 0.04][index] ?? 0) })),
    byHour: [0, 1, 2, 3, 4].flatMap((day) =>
      [8, 9, 10, 11, 12, 13, 14, 15, 16, 20].map((hour, index) => ({
        hourOfWeek: day * 24 + hour,
        ...part([3, 21, 17, 14, 6, 9, 12, 10, 5, 1][index] ?? 0),
      })),
    ),
    moves: desks.slice(1, 4).flatMap((to, index) => [
      { from: desks[0] ?? to, to, count: 14 - index * 4, conversations: 12 - index * 4 },
      { from: to, to: desks[0] ?? to, count: 2, conversations: 2 },
    ]),
    trend,
  };
};

const listed = (index: number): ReportedConversation => {
  const { topic, desk } = morning.town.topics[index % morning.town.topics.length] ?? {
    topic: null,
    desk: desks[0],
  };
  if (!desk) throw new Error("a town without desks");
  const openedAtMs = nowMs - index * 97 * minuteMs;
  const firstOpenMs = index % 4 === 3 ? null : (index * 13 + 4) * minuteMs;
  return {
    ...{
      openedAtMs,
      askedAtMs: openedAtMs,
      desk,
      topic,
      language: "nl",
      entry: Entry.parse(index % 5 === 2 ? "counter" : "chat"),
    },
    ...{ firstOpenMs, firstCalendarMs: firstOpenMs, normMinutes: 60, abandoned: false },
    norm: firstOpenMs === null ? null : firstOpenMs > 60 * minuteMs ? "missed" : "within",
    outcome: index % 4 === 3 ? null : "answered",
    ...{ closedAtMs: null, handlingOpenMs: 0, resolutionOpenMs: null },
    ...{ reopened: index % 6 === 1 ? 1 : 0, transfers: index % 7 === 2 ? 2 : 0, laterResponses: index % 3 },
    verdict: ([null, "yes", null, "partly", "no"] as const)[index % 5] ?? null,
  };
};

const moved = (index: number): ReportedMove => {
  const { topic, language, entry } = listed(index);
  const movedAtMs = nowMs - index * 131 * minuteMs;
  return {
    ...{ topic, language, entry, movedAtMs, openedAtMs: movedAtMs - (index + 1) * 44 * minuteMs },
    moves: index % 5 === 1 ? 2 : 1,
  };
};

/** The reports as a screen has them. */
export const reportsOf = ({ load, list }: ReportsOver = {}): ReportActions => ({
  load: async ({ fromDate, toDate }) => {
    if (load === "slow") return new Promise(() => {});
    return load === "fails"
      ? { ok: false, failure: "unreachable" }
      : { ok: true, value: reportOf({ fromDate, toDate }, load) };
  },
  list: async () => {
    if (list === "fails") return { ok: false, failure: "unreachable" };
    const conversations = list === "none" ? [] : Array.from({ length: 24 }, (_, index) => listed(index));
    return {
      ok: true,
      value: { total: conversations.length * 2, conversations, next: list === "none" ? null : "1.1" },
    };
  },
  moves: async () => {
    if (list === "fails") return { ok: false, failure: "unreachable" };
    const conversations = list === "none" ? [] : Array.from({ length: 12 }, (_, index) => moved(index));
    const moves = conversations.reduce((sum, one) => sum + one.moves, 0);
    return { ok: true, value: { total: conversations.length, moves, conversations, next: null } };
  },
});
