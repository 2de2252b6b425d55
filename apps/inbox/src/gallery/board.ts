import type { BoardState } from "@eigenkanaal/client";
import { type BoardFigures, staffingOf } from "@eigenkanaal/domain";
import { minuteMs, morning, nowMs } from "./morning.js";

/** The same Monday morning as its supervisor sees it. */

type Numbers = {
  waiting: number;
  untaken: number;
  waitMin: number | null;
  atRisk: number;
  late: number;
  inHand: number;
  people: [onDuty: number, pause: number, wrapUp: number, free: number];
  hour: [opened: number, answers: number, firstAnswers: number];
};

const numbers: Numbers[] = [
  {
    waiting: 2,
    untaken: 2,
    waitMin: 38,
    atRisk: 0,
    late: 0,
    inHand: 0,
    people: [2, 1, 0, 5],
    hour: [4, 6, 3],
  },
  {
    waiting: 6,
    untaken: 4,
    waitMin: 78,
    atRisk: 1,
    late: 1,
    inHand: 3,
    people: [3, 0, 1, 2],
    hour: [11, 19, 8],
  },
  {
    waiting: 4,
    untaken: 3,
    waitMin: 47,
    atRisk: 1,
    late: 0,
    inHand: 2,
    people: [2, 0, 0, 3],
    hour: [7, 9, 4],
  },
  {
    waiting: 2,
    untaken: 2,
    waitMin: 66,
    atRisk: 0,
    late: 1,
    inHand: 1,
    people: [1, 0, 0, 0],
    hour: [3, 2, 1],
  },
  {
    waiting: 3,
    untaken: 2,
    waitMin: 1503,
    atRisk: 1,
    late: 1,
    inHand: 1,
    people: [0, 1, 0, 0],
    hour: [2, 0, 0],
  },
  {
    waiting: 2,
    untaken: 0,
    waitMin: 31,
    atRisk: 0,
    late: 0,
    inHand: 2,
    people: [2, 0, 0, 6],
    hour: [1, 5, 2],
  },
  {
    waiting: 2,
    untaken: 2,
    waitMin: 41,
    atRisk: 0,
    late: 0,
    inHand: 0,
    people: [1, 0, 0, 4],
    hour: [2, 1, 1],
  },
  {
    waiting: 0,
    untaken: 0,
    waitMin: null,
    atRisk: 0,
    late: 0,
    inHand: 1,
    people: [1, 0, 0, 3],
    hour: [0, 3, 0],
  },
];

const figuresOf = ({ waitMin, people, hour, ...counts }: Numbers): BoardFigures => {
  const [onDuty, pause, wrapUp, free] = people;
  const [opened, answers, firstAnswers] = hour;
  return {
    ...counts,
    longestSinceMs: waitMin === null ? null : nowMs - waitMin * minuteMs,
    staffing: { onDuty, pause, wrapUp, free, capacity: onDuty * 4 },
    lastHour: { opened, answers, firstAnswers },
  };
};

type Shown = Extract<BoardState, { phase: "shown" }>;

/** A busy morning, of now or of some minutes ago. */
export const boardFor = (age: "shown" | "old"): Shown => ({
  phase: "shown",
  failure: null,
  board: {
    nowMs: age === "old" ? nowMs - 7 * minuteMs : nowMs,
    desks: morning.town.desks.flatMap(({ desk }, index) => {
      const one = numbers[index];
      return one ? [{ desk, ...figuresOf(one) }] : [];
    }),
    everyone: { onDuty: 9, pause: 1, wrapUp: 1, free: 17, capacity: 36 },
  },
});

export const boardFailing: Shown = { ...boardFor("old"), failure: "unreachable" };

/** One desk, where nobody waits. */
export const calmBoard: Shown = {
  ...boardFor("shown"),
  board: { ...boardFor("shown").board, desks: boardFor("shown").board.desks.slice(-1) },
};

/** Of somebody whom no roster lets supervise. */
export const noBoard: Shown = {
  ...boardFor("shown"),
  board: { nowMs, desks: [], everyone: staffingOf([]) },
};
