import type { Report } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { publicationOf, tellsAll } from "./reportPublication.js";

const spread = { medianMs: 1, p90Ms: 2 };
const durations = (count: number) => ({ count, open: spread, calendar: spread });
const part = (...[volume, answered, abandoned, within, missed]: number[]) => ({
  ...{ volume, answered, abandoned, within, missed, firstOpen: spread },
});
const verdicts = (helped: number, partly: number, unhelped: number) => ({
  ...{ judged: helped + partly + unhelped, helped, partly, unhelped },
});
const totals = {
  ...{ ...part(100, 90, 10, 80, 20), ...verdicts(30, 8, 2) },
  ...{ reopened: 3, transferred: 12, first: durations(90) },
  ...{ later: { ...durations(40), conversations: 20 }, handling: durations(2), resolution: durations(95) },
};
const report = {
  totals,
  previous: { totals: { ...totals } },
  byDesk: [{ key: "a", ...part(100, 90, 10, 80, 20), ...verdicts(30, 8, 2) }],
  byTopic: [
    { key: "t1", ...part(60, 55, 5, 50, 10), ...verdicts(20, 5, 0) },
    { key: "t2", ...part(37, 32, 5, 27, 10), ...verdicts(10, 3, 2) },
    { key: "t3", ...part(3, 3, 0, 3, 0), ...verdicts(0, 0, 0) },
  ],
  byEntry: [],
  byLanguage: [],
  byHour: [{ hourOfWeek: 9, ...part(100, 90, 10, 80, 20) }],
  trend: [part(100, 90, 10, 80, 20)],
  distribution: [40, 2, 48, 0, 0, 0, 0, 0, 0],
  moves: [
    { from: "a", to: "b", count: 4, conversations: 4 },
    { from: "b", to: "a", count: 9, conversations: 9 },
    { from: "a", to: "c", count: 12, conversations: 3 },
  ],
} as unknown as Report;
const mayTell = publicationOf(report);

test("what is about enough conversations is told, and to who may see the report all of it", () => {
  expect(mayTell(report.totals, "volume")).toBe(true);
  expect(mayTell(report.totals, "transferred")).toBe(true);
  expect(mayTell(report.moves[1] as object, "count")).toBe(true);
  expect(tellsAll(report.moves[0] as object, "count")).toBe(true);
});

test("what is about fewer than five is not, wherever it stands", () => {
  const [, , small] = report.byTopic;
  for (const name of ["volume", "answered", "within"]) expect(mayTell(small as object, name)).toBe(false);
  expect(mayTell(report.moves[0] as object, "count")).toBe(false);
  // Twelve times, and yet of three conversations.
  expect(mayTell(report.moves[2] as object, "count")).toBe(false);
  expect(mayTell(report.moves[2] as object, "conversations")).toBe(false);
  expect(mayTell(report.totals, "reopened")).toBe(false);
  expect(mayTell(report.totals.handling, "count")).toBe(false);
  expect(mayTell(report.distribution, 1)).toBe(false);
  // What has no place in a publication is not told either.
  expect(mayTell(report.byHour[0] as object, "answered")).toBe(false);
});

test("nor is what would give it away: the total minus the others", () => {
  const told = report.byTopic.filter((topic) => mayTell(topic, "volume"));
  expect(told.map(({ key }) => key)).toEqual(["t1"]);
  const buckets = report.distribution.filter((_, bucket) => mayTell(report.distribution, bucket));
  expect(buckets).not.toContain(2);
  expect(buckets).toHaveLength(7);
});

test("what fewer than five citizens said is not told, nor is how many said nothing where that gives it away", () => {
  for (const of of [report.totals, report.byDesk[0] as object]) {
    expect(["judged", "helped"].map((name) => mayTell(of, name))).toEqual([true, true]);
    // Two said no; 40 less 30 and 8 would tell it.
    expect(["partly", "unhelped"].map((name) => mayTell(of, name))).toEqual([false, false]);
  }
  const [first, second] = report.byTopic as [object, object];
  expect(["helped", "unhelped"].map((name) => mayTell(first, name))).toEqual([true, true]);
  expect(["partly", "unhelped"].map((name) => mayTell(second, name))).toEqual([false, false]);

  // All but two said something: how many that were follows from the whole.
  const told = { ...totals, ...verdicts(80, 10, 8) };
  const nearlyAll = publicationOf({
    ...report,
    ...{ totals: told, byDesk: [], byTopic: [], byHour: [], trend: [] },
  } as Report);
  expect([nearlyAll(told, "volume"), nearlyAll(told, "judged")]).not.toEqual([true, true]);
});
