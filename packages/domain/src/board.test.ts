import type { DeskId, MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import {
  type AtWork,
  type BoardFigures,
  boardTotal,
  crossedSince,
  isOverThreshold,
  mostUrgentFirst,
  showsOnBoard,
  staffingOf,
} from "./board.js";

const desk = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as DeskId;
const person = (name: string, over: Partial<AtWork> = {}): AtWork => ({
  ...{ desk: desk(1), member: name as MemberId, state: "on_duty", capacity: 4, open: 0 },
  ...over,
});
const nobody = staffingOf([]);
const figures = (over: Partial<BoardFigures> = {}): BoardFigures => ({
  ...{ waiting: 0, untaken: 0, longestSinceMs: null, atRisk: 0, late: 0, inHand: 0, staffing: nobody },
  lastHour: { opened: 0, answers: 0, firstAnswers: 0 },
  ...over,
});

describe("who is at work", () => {
  it("is counted once at however many desks", () => {
    const atTwo = [person("anna"), person("anna", { desk: desk(2) }), person("bram", { state: "pause" })];
    expect(staffingOf(atTwo)).toEqual({ onDuty: 1, pause: 1, wrapUp: 0, free: 4, capacity: 4 });
  });

  it("has room while on duty alone, and none below nothing where more was taken than is assigned", () => {
    const people = [
      person("anna", { open: 3 }),
      person("bram", { open: 9 }),
      person("chris", { state: "wrap_up" }),
    ];
    expect(staffingOf(people)).toEqual({ onDuty: 2, pause: 0, wrapUp: 1, free: 1, capacity: 8 });
  });
});

describe("several desks together", () => {
  it("are their sums, the longest wait of any, and who is at work as they are told", () => {
    const everyone = staffingOf([person("anna")]);
    const one = figures({ waiting: 2, untaken: 1, longestSinceMs: 50, late: 1, staffing: everyone });
    const other = figures({
      ...{ waiting: 3, longestSinceMs: 20, atRisk: 2, inHand: 4, staffing: everyone },
      lastHour: { opened: 5, answers: 6, firstAnswers: 2 },
    });
    expect(boardTotal([one, other, figures()], everyone)).toEqual({
      ...{ waiting: 5, untaken: 1, longestSinceMs: 20, atRisk: 2, late: 1, inHand: 4, staffing: everyone },
      lastHour: { opened: 5, answers: 6, firstAnswers: 2 },
    });
  });

  it("have no longest wait where nobody waits", () => {
    expect(boardTotal([figures()], nobody).longestSinceMs).toBe(null);
    expect(boardTotal([], nobody)).toEqual(figures());
  });

  it("stand with most that is too late first, and a desk where nobody waits last", () => {
    const desks = [
      { desk: desk(1), ...figures() },
      { desk: desk(2), ...figures({ waiting: 1, longestSinceMs: 10 }) },
      { desk: desk(3), ...figures({ waiting: 1, longestSinceMs: 90, late: 1 }) },
      { desk: desk(4), ...figures({ waiting: 1, longestSinceMs: 80, atRisk: 1 }) },
      { desk: desk(5), ...figures({ waiting: 1, longestSinceMs: 5 }) },
    ];
    expect(mostUrgentFirst(desks).map((one) => one.desk)).toEqual([3, 4, 5, 2, 1].map(desk));
  });
});

describe("a threshold", () => {
  const none = { waitMinutes: null, waiting: null };
  const waits = figures({ waiting: 3, longestSinceMs: 0 });

  it("is passed by more who wait than it says, or by a wait that is longer", () => {
    expect(isOverThreshold({ ...none, waiting: 3 }, waits, 0)).toBe(false);
    expect(isOverThreshold({ ...none, waiting: 2 }, waits, 0)).toBe(true);
    expect(isOverThreshold({ ...none, waitMinutes: 5 }, waits, 300_000)).toBe(false);
    expect(isOverThreshold({ ...none, waitMinutes: 5 }, waits, 300_001)).toBe(true);
  });

  it("is passed by nothing where there is none, nor where nobody waits", () => {
    expect(isOverThreshold(none, waits, 1e12)).toBe(false);
    expect(isOverThreshold({ waitMinutes: 1, waiting: 0 }, figures(), 1e12)).toBe(false);
  });

  it("is told once, again only after it was below, and not for what was so at the first look", () => {
    expect(crossedSince(undefined, [desk(1)])).toEqual([]);
    expect(crossedSince([], [desk(1)])).toEqual([desk(1)]);
    expect(crossedSince([desk(1)], [desk(1), desk(2)])).toEqual([desk(2)]);
    expect(crossedSince([desk(2)], [desk(1)])).toEqual([desk(1)]);
  });
});

it("shows what citizens and colleagues say to each other, and no note among colleagues", () => {
  expect(showsOnBoard("citizen_message")).toBe(true);
  expect(showsOnBoard("agent_answer")).toBe(true);
  expect(showsOnBoard("internal_note")).toBe(false);
});
