import { expect, test } from "vitest";
import { daysFrom } from "./calendar.js";
import type { PackedFigure } from "./packedFigures.js";
import { type CountedReport, createListCount, createReportCount, type ToCount } from "./reportCount.js";

const keys = new Map([
  [3, "desk"],
  [4, "elsewhere"],
  [5, "passport"],
  [6, "none"],
  [7, "nl"],
  [8, "chat"],
  [9, "via:poster"],
]);
const minuteMs = 60_000;
const atMs = 1_000_000;
const asked: ToCount = {
  bucketEdgesMs: [1, 5, 15, 30, 60, 120, 240, 480].map((minutes) => minutes * minuteMs),
  ...{ desks: ["desk"], query: { fromDate: "2026-11-02", toDate: "2026-11-08" }, atMs, keys },
};
const figure = (over: Partial<PackedFigure> = {}): PackedFigure => ({
  ...{ desk: 3, day: daysFrom("1970-01-01", "2026-11-03"), hourOfWeek: 30, topic: 5, language: 7, entry: 8 },
  ...{ answered: true, abandoned: false, reopened: false, transferred: false, handled: true, resolved: true },
  ...{ norm: "within", dueMs: 0, normMinutes: 60, verdict: null },
  ...{ firstOpenMs: minuteMs, firstCalendarMs: 2, handlingOpenMs: 3, handlingCalendarMs: 4 },
  ...{ resolutionOpenMs: 5, resolutionCalendarMs: 6, later: 0, answers: [] },
  ...over,
});
const unanswered = { answered: false, handled: false, resolved: false, norm: null } as const;

const finished = (work: Generator<undefined, CountedReport>): CountedReport => {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};
const counted = (figures: PackedFigure[], query: Partial<ToCount["query"]> = {}) => {
  const count = createReportCount({ ...asked, query: { ...asked.query, ...query } });
  for (const one of figures) count.addFigure(one);
  return finished(count.counted());
};

test("what was opened before the period is in the totals before it and in nothing else", () => {
  const before = figure({ day: daysFrom("1970-01-01", "2026-11-01"), normMinutes: 5 });
  const report = counted([figure(), before, before]);
  expect(report.totals.volume).toBe(1);
  expect(report.previous).toMatchObject({
    ...{ fromDate: "2026-10-26", toDate: "2026-11-01", totals: { volume: 2, first: { count: 2 } } },
  });
  expect(report.byTopic).toMatchObject([{ key: "passport", volume: 1 }]);
  expect(report.norms).toEqual({ minMinutes: 60, maxMinutes: 60 });
  expect(report.distribution).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0]);
  expect(report.trend.map(({ volume }) => volume)).toEqual([0, 1, 0, 0, 0, 0, 0]);
});

test("groups have the largest first, then by their keys, with the times of their own", () => {
  const report = counted([
    figure({ topic: 6, firstOpenMs: 9 }),
    ...[1, 2, 3].map((firstOpenMs) => figure({ firstOpenMs, entry: 9, verdict: "yes" })),
    figure({ ...unanswered, topic: 6, abandoned: true, language: 6 }),
  ]);
  expect(report.byTopic).toMatchObject([
    { key: "passport", volume: 3, judged: 3, helped: 3, firstOpen: { medianMs: 2, p90Ms: 3 } },
    { key: "none", volume: 2, answered: 1, abandoned: 1, judged: 0, firstOpen: { medianMs: 9, p90Ms: 9 } },
  ]);
  expect(report.byLanguage.map(({ key, volume }) => [key, volume])).toEqual([
    ["nl", 4],
    ["none", 1],
  ]);
  expect(report.byLanguage[1]?.firstOpen).toEqual({ medianMs: null, p90Ms: null });
  expect(report.byEntry.map(({ key }) => key)).toEqual(["via:poster", "chat"]);
  // What citizens said is told by desk and by topic alone.
  expect(report.byDesk[0]).toHaveProperty("helped", 3);
  for (const part of [...report.byLanguage, ...report.byEntry, ...report.byHour, ...report.trend])
    expect(part).not.toHaveProperty("helped");
});

test("what waits is late once it is due, and not at that moment", () => {
  const waits = (dueMs: number) => figure({ ...unanswered, norm: "undecided", dueMs });
  const { totals } = counted([
    waits(atMs - 1),
    waits(atMs),
    waits(atMs + 1),
    figure(),
    figure({ norm: "missed" }),
  ]);
  expect(totals).toMatchObject({ volume: 5, within: 1, missed: 2 });
});

test("of later answers those of these desks count, and not what is left of another conversation", () => {
  const answers = [3, 4, 3].map((desk, n) => ({ desk, openMs: n, calendarMs: n * 10 }));
  const { totals } = counted([
    figure({ later: 3, answers }),
    figure({ later: 0, answers }),
    figure({ later: 1, answers: [{ desk: 4, openMs: 1, calendarMs: 1 }] }),
  ]);
  expect(totals.later).toEqual({
    ...{ count: 2, conversations: 1, open: { medianMs: 0, p90Ms: 2 }, calendar: { medianMs: 0, p90Ms: 20 } },
  });
});

test("a filter leaves what it names, and of what was never counted nothing", () => {
  const figures = [figure(), figure({ topic: 6 }), figure({ entry: 9 }), figure({ language: 6 })];
  expect(counted(figures, { topic: "none" }).totals.volume).toBe(1);
  expect(counted(figures, { entry: "via:poster" }).totals.volume).toBe(1);
  expect(counted(figures, { language: "nl", entry: "chat" }).totals.volume).toBe(2);
  const nothing = counted(figures, { entry: "via:letter" });
  expect(nothing).toMatchObject({ totals: { volume: 0 }, norms: null, byDesk: [], byHour: [] });
});

test("a list has as many as its figure, in one hour or one part of the distribution too", () => {
  const figures = [
    figure({ firstOpenMs: 5 * minuteMs }),
    figure({ firstOpenMs: 5 * minuteMs - 1, hourOfWeek: 31 }),
    figure({ ...unanswered, hourOfWeek: 31, firstOpenMs: 0 }),
  ];
  const listed = (part: { bucket?: number; hourOfWeek?: number }) => {
    const count = createListCount(asked, part);
    for (const one of figures) count.addFigure(one);
    return [count.counts.all, count.counts.answered];
  };
  expect(listed({})).toEqual([3, 2]);
  expect(listed({ hourOfWeek: 31 })).toEqual([2, 1]);
  expect(listed({ bucket: 2 })).toEqual([1, 1]);
  expect(listed({ bucket: 1 })).toEqual([1, 1]);
  // Where there is no answer there is no time to it.
  expect(listed({ bucket: 0 })).toEqual([0, 0]);
});

test("a number that stands for nothing is a fault and no group", () => {
  expect(() => counted([figure({ topic: 1 })])).toThrow("stands for nothing");
});
