import { describe, expect, it } from "vitest";
import { ageOf, type BackupFacts, endedBackups, longestKeyLifeDays, newestWhole } from "./backupLife.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = 400 * dayMs;
const clock = { lifeDays: longestKeyLifeDays, nowMs };

const made = (hoursAgo: number, change: Partial<BackupFacts> = {}): BackupFacts => ({
  name: `${hoursAgo} hours ago`,
  madeAtMs: nowMs - hoursAgo * hourMs,
  finished: true,
  ...change,
});
const names = (backups: readonly BackupFacts[]) => backups.map(({ name }) => name);

describe("a backup's age", () => {
  it.each([
    [0, "within"],
    [7 * 24, "within"],
    [7 * 24 + 0.01, "past"],
    // Another machine's clock is a little ahead.
    [-0.08, "within"],
    [-0.09, "future"],
  ] as const)("made %s hours ago is %s", (hoursAgo, age) => {
    expect(ageOf(made(hoursAgo), clock)).toBe(age);
  });
});

describe("backups of the keys", () => {
  it("go while the next run, a day away, is still within their life, also the last one that there is", () => {
    expect(names(endedBackups("keys", [made(1), made(6 * 24), made(6 * 24 + 1)], clock))).toEqual([
      "145 hours ago",
    ]);
    expect(endedBackups("keys", [made(200)], clock)).toHaveLength(1);
  });

  it("of one day's life leave the one that was just made", () => {
    expect(names(endedBackups("keys", [made(0.01), made(24)], { lifeDays: 1, nowMs }))).toEqual([
      "24 hours ago",
    ]);
  });
});

describe("backups of the messages", () => {
  const month = { lifeDays: 35, nowMs };

  it("go past their life", () => {
    expect(names(endedBackups("messages", [made(1), made(35 * 24), made(35 * 24 + 1)], month))).toEqual([
      "841 hours ago",
    ]);
  });

  it("leave the newest whole one, however old", () => {
    const old = [made(900), made(950), made(850, { finished: false })];
    expect(names(endedBackups("messages", old, month))).toEqual(["950 hours ago", "850 hours ago"]);
  });
});

describe.each(["messages", "keys"] as const)("any backup of the %s", (kind) => {
  it("that was interrupted goes after a day, and not while it may still be running", () => {
    const halves = [made(25, { finished: false }), made(23, { finished: false }), made(1)];
    expect(names(endedBackups(kind, halves, clock))).toEqual(["25 hours ago"]);
  });

  it("from the future stays, and spares no other one", () => {
    const ahead = made(-1000);
    expect(endedBackups(kind, [ahead], clock)).toEqual([]);
    expect(newestWhole([ahead, made(3), made(1, { finished: false })], clock)).toEqual(made(3));
    expect(newestWhole([ahead], clock)).toBeUndefined();
  });
});
