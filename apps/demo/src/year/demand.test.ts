import { describe, expect, it } from "vitest";
import { daysOfYear, stormDay } from "./days.js";
import { conversationsPerDay, hoursOf, stormFactor } from "./demand.js";
import { endMs } from "./townOfTests.js";

const days = daysOfYear(endMs, "Europe/Amsterdam");
const storm = stormDay(days).date;
const circumstances = { closed: new Set(["2026-04-27", "2026-12-25", "2025-12-25"]), storm };
const counts = conversationsPerDay(days, 12_000, circumstances);
const on = (date: string) => counts[days.findIndex((day) => day.date === date)] ?? Number.NaN;
const mean = (which: (day: (typeof days)[number]) => boolean) => {
  const found = days.flatMap((day, index) => (which(day) && day.date !== storm ? [counts[index] ?? 0] : []));
  return found.reduce((sum, count) => sum + count, 0) / found.length;
};

describe("the days of the year", () => {
  it("are 365, up to the day of the moment, each with its weekday", () => {
    expect(days).toHaveLength(365);
    expect(days[0]?.date).toBe("2025-11-30");
    expect(days.at(-1)).toMatchObject({ date: "2026-11-29", weekday: 7, month: 11 });
    expect(days.at(-1)?.startMs).toBe(Date.parse("2026-11-28T23:00:00Z"));
  });

  it("have one storm, on a working day: 18 February or the Monday after it", () => {
    expect(storm).toBe("2026-02-18");
    const of2024 = daysOfYear(Date.parse("2024-06-01T12:00:00Z"), "Europe/Amsterdam");
    expect(stormDay(of2024).date).toBe("2024-02-19");
  });
});

describe("what is asked", () => {
  it("adds up to exactly what was wanted, whatever that is", () => {
    for (const total of [1, 37, 12_000])
      expect(conversationsPerDay(days, total, circumstances).reduce((sum, one) => sum + one, 0)).toBe(total);
  });

  it("has the rhythm of a week: Monday most, the weekend least", () => {
    const perWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => mean((day) => day.weekday === weekday));
    expect(Math.max(...perWeekday)).toBe(perWeekday[0]);
    expect(Math.max(...perWeekday.slice(5)) * 3).toBeLessThan(Math.min(...perWeekday.slice(0, 5)));
  });

  it("is less in summer, and on a day on which the town is closed", () => {
    expect(mean(({ month }) => month === 7 || month === 8)).toBeLessThan(
      mean(({ month }) => month === 1) * 0.75,
    );
    expect(on("2026-04-27") * 3).toBeLessThan(on("2026-04-20"));
  });

  it("is ten times as much in the storm as on a day like it", () => {
    expect(on(storm) / on("2026-02-25")).toBeCloseTo(stormFactor, 0);
  });

  it("comes in the morning of a working day most, and in the evening still", () => {
    const working = new Map(
      hoursOf({ ...days[1], date: "2025-12-01", weekday: 1, month: 12, startMs: 0 }, circumstances),
    );
    const share = (from: number, to: number) => {
      const all = [...working.values()].reduce((sum, one) => sum + one, 0);
      return [...working].reduce((sum, [hour, one]) => sum + (hour >= from && hour < to ? one : 0), 0) / all;
    };
    expect(share(8, 12)).toBeGreaterThan(0.3);
    expect(share(18, 23)).toBeGreaterThan(0.15);
    expect(share(0, 6)).toBeLessThan(0.03);
  });
});
