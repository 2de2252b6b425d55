import { civilDateAt, openMinutesBetween } from "@eigenkanaal/domain";
import { describe, expect, it } from "vitest";
import { daysOfYear } from "./days.js";
import { planYear } from "./plan.js";
import { randomOf } from "./random.js";
import { leaveOf } from "./staff.js";
import type { PlannedConversation } from "./steps.js";
import { deskOf } from "./town.js";
import { deskIdOf, endMs, memberOf, townOfTests } from "./townOfTests.js";

const year = { seed: "test", endMs, conversations: 3_000 };
const planned = planYear(townOfTests, year);
const dateOf = ({ openedAtMs }: PlannedConversation) => civilDateAt(openedAtMs, townOfTests.timeZone);
const has = (does: string) => planned.filter(({ steps }) => steps.some((step) => step.does === does));
/** Open minutes until the first answer, of those that were asked and answered. */
const waitsOf = (of: readonly PlannedConversation[]) =>
  of
    .flatMap(({ desk, begunBy, steps }) => {
      const answered = steps.find(({ does }) => does === "answers");
      const asked = steps.find(({ does }) => does === "asks");
      return answered && asked && !begunBy
        ? [openMinutesBetween(deskOf(townOfTests, desk).hours, asked.atMs, answered.atMs)]
        : [];
    })
    .toSorted((one, other) => one - other);
const middle = (of: readonly number[]) => of[Math.floor(of.length / 2)] ?? Number.NaN;

describe("the plan of a year", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(planYear(townOfTests, year)).toEqual(planned);
    expect(planYear(townOfTests, { ...year, seed: "other" })[5]).not.toEqual(planned[5]);
  });

  it("has as many conversations as were wanted, in order, all of them and all of their steps within the year", () => {
    expect(planned.length).toBeGreaterThan(2_990);
    expect(planned.length).toBeLessThanOrEqual(3_000);
    expect(planned.map(({ number }) => number)).toEqual(planned.map((_, index) => index));
    for (const { openedAtMs, steps } of planned) {
      const moments = [openedAtMs, ...steps.map(({ atMs }) => atMs)];
      expect(moments).toEqual(moments.toSorted((one, other) => one - other));
      expect(moments.at(-1)).toBeLessThan(endMs);
    }
  });

  it("lets citizens wait longer the more is asked: as in the storm", () => {
    const usual = planned.filter((one) => dateOf(one).startsWith("2026-03"));
    const storm = planned.filter((one) => dateOf(one) === "2026-02-18");
    expect(storm.length).toBeGreaterThan(80);
    expect(middle(waitsOf(storm))).toBeGreaterThan(5 * middle(waitsOf(usual)));
    expect(middle(waitsOf(usual))).toBeGreaterThan(3);
    expect(middle(waitsOf(usual))).toBeLessThan(40);
  });

  it("brings the storm's questions to the desk of reports", () => {
    const storm = planned.filter((one) => dateOf(one) === "2026-02-18");
    const reports = storm.filter(({ desk }) => desk === deskIdOf(4));
    expect(reports.length / storm.length).toBeGreaterThan(0.8);
  });

  it("has of everything: left, transferred, reopened, expired, judged, counter, evenings, languages", () => {
    expect(has("leaves").length).toBeGreaterThan(100);
    expect(has("transfers").length).toBeGreaterThan(60);
    expect(has("expires").length).toBeGreaterThan(60);
    expect(has("judges").length).toBeGreaterThan(200);
    expect(planned.filter(({ begunBy }) => begunBy !== null).length).toBeGreaterThan(30);
    const reopened = planned.filter(({ steps }) => {
      const closed = steps.findIndex(({ does }) => does === "closes");
      return closed !== -1 && steps.slice(closed).some(({ does }) => does === "asks");
    });
    expect(reopened.length).toBeGreaterThan(40);
    const languages = new Set(planned.map(({ language }) => language));
    expect([...languages].toSorted()).toEqual(["ar", "en", "nl", "pl", "tr", "uk"]);
    expect(planned.filter(({ language }) => language === "nl").length / planned.length).toBeGreaterThan(0.8);
  });

  it("tells the gateway no sensitive topic", () => {
    const sensitive = townOfTests.topics.find((topic) => topic.sensitive)?.topic;
    expect(planned.filter(({ topic }) => topic === sensitive)).toEqual([]);
    expect(planned.filter(({ topic }) => topic !== null).length).toBeGreaterThan(2_000);
  });

  it("lets nobody begin with a conversation outside opening hours or on their leave", () => {
    const days = daysOfYear(endMs, townOfTests.timeZone);
    const members = [1, 2, 3, 4].map(memberOf);
    const leave = leaveOf(members, days, randomOf("leave"));
    expect(
      [...(leave.get(memberOf(1)) ?? [])].filter((date) => date.slice(5, 7) === "07").length,
    ).toBeGreaterThan(12);
    const taken = planned.flatMap(({ desk, begunBy, steps }) =>
      begunBy ? [] : steps.flatMap((step) => (step.does === "takes" ? [{ desk, step }] : [])),
    );
    for (const { desk, step } of taken.slice(0, 500))
      expect(
        openMinutesBetween(deskOf(townOfTests, desk).hours, step.atMs, step.atMs + 60_000),
      ).toBeGreaterThan(0);
    const inJuly = taken.filter(({ step }) =>
      /^2026-07-0[1-9]/.test(civilDateAt(step.atMs, "Europe/Amsterdam")),
    );
    expect(inJuly.length).toBeGreaterThan(10);
    expect(inJuly.filter(({ step }) => step.member === memberOf(1))).toEqual([]);
  });
});
