import type { Report } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Counted, publishedReport } from "./publishedReport.js";

const spread = { medianMs: 1, p90Ms: 2 };
const untold = { medianMs: null, p90Ms: null };
const durations = (count: number) => ({ count, open: spread, calendar: spread });
const part = (...[volume, answered, abandoned, within, missed]: number[]) => ({
  ...{ volume, answered, abandoned, within, missed, firstOpen: spread },
});
const verdicts = (helped: number, partly: number, unhelped: number) => ({
  ...{ judged: helped + partly + unhelped, helped, partly, unhelped },
});
const totals = {
  ...verdicts(30, 10, 0),
  ...{ volume: 100, answered: 90, abandoned: 10, within: 80, missed: 20, reopened: 3, transferred: 12 },
  ...{ first: durations(90), later: { ...durations(40), conversations: 20 } },
  ...{ handling: durations(2), resolution: durations(95) },
};
const report = {
  ...{
    fromDate: "2026-11-01",
    toDate: "2026-11-30",
    step: "day",
    desks: [],
    norms: { minMinutes: 2, maxMinutes: 3 },
  },
  totals,
  previous: {
    fromDate: "2026-10-02",
    toDate: "2026-10-31",
    totals: { ...totals, volume: 3, answered: 3, ...verdicts(2, 0, 0) },
  },
  byDesk: [{ key: "a", ...part(100, 90, 10, 80, 20), ...verdicts(30, 10, 0) }],
  byTopic: [
    { key: "t1", ...part(60, 55, 5, 50, 10), ...verdicts(20, 5, 0) },
    { key: "t2", ...part(37, 32, 5, 27, 10), ...verdicts(10, 5, 0) },
    { key: "t3", ...part(3, 3, 0, 3, 0), ...verdicts(0, 0, 0) },
  ],
  ...{ byEntry: [], byLanguage: [], trend: [] },
  byHour: [{ hourOfWeek: 3, ...part(100, 90, 10, 80, 20) }],
  distribution: [40, 2, 48, 0, 0, 0, 0, 0, 0],
  moves: [{ from: "a", to: "b", count: 7, conversations: 4 }],
} as unknown as Report;
const published = publishedReport(report, report as Counted);

test("what may be told stands as it is, and so does what is no count of conversations", () => {
  expect(published.totals).toMatchObject({
    volume: 100,
    answered: 90,
    transferred: 12,
    ...verdicts(30, 10, 0),
  });
  expect([published.totals.first, published.totals.resolution]).toEqual([durations(90), durations(95)]);
  expect(published).toMatchObject({
    fromDate: "2026-11-01",
    step: "day",
    norms: { minMinutes: 2, maxMinutes: 3 },
  });
  expect(published.byDesk).toEqual([{ key: "a", ...part(100, 90, 10, 80, 20), ...verdicts(30, 10, 0) }]);
  expect(published.byTopic[0]).toMatchObject({ helped: 20, unhelped: 0 });
  expect(published.byHour).toMatchObject([{ hourOfWeek: 3, volume: 100 }]);
});

test("what may not is null, with the times of it", () => {
  expect(published.totals).toMatchObject({
    reopened: null,
    handling: { count: null, open: untold, calendar: untold },
  });
  expect(published.previous.totals).toMatchObject({
    ...{ volume: null, judged: null, helped: null },
    first: { count: null, open: untold },
  });
  expect(published.byTopic[2]).toMatchObject({ key: "t3", volume: null, answered: null, firstOpen: untold });
  expect(published.distribution[1]).toBeNull();
  expect(published.moves).toEqual([{ from: "a", to: "b", count: null, conversations: null }]);
  expect(published.byHour).toMatchObject([{ answered: null, firstOpen: untold }]);
});

test("nor is what would give it away", () => {
  expect(published.byTopic[1]).toMatchObject({ volume: null });
  expect(published.distribution.filter((count) => count === null)).toHaveLength(2);
});
