import type { Board } from "@eigenkanaal/protocol";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBoard } from "./board.js";
import type { Answer } from "./http.js";

const nobody = { onDuty: 0, pause: 0, wrapUp: 0, free: 0, capacity: 0 };
const boardAt = (nowMs: number): Board => ({ nowMs, desks: [], everyone: nobody });

/** A gateway whose answers come when the test says so. */
const setUp = () => {
  const waiting: ((answer: Answer<Board>) => void)[] = [];
  const told: number[] = [];
  const board = createBoard({
    http: { board: () => new Promise((resolve) => waiting.push(resolve)) },
    told: (nowMs) => void told.push(nowMs),
  });
  let asked = 0;
  const answer = async (value: Answer<Board>) => {
    waiting[asked++]?.(value);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { board, told, answer, asked: () => waiting.length };
};
const ok = (nowMs: number): Answer<Board> => ({ ok: true, value: boardAt(nowMs) });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("is fetched when somebody begins to follow, and tells the database's clock", async () => {
  const { board, told, answer, asked } = setUp();
  board.hear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(0);
  board.follow();
  expect([asked(), board.state.getState()]).toEqual([1, { phase: "loading" }]);
  await answer(ok(7));
  expect(board.state.getState()).toEqual({ phase: "shown", board: boardAt(7), failure: null });
  expect(told).toEqual([7]);
});

it("fetches once for all news of a burst, within 400 ms of the first", async () => {
  const { board, answer, asked } = setUp();
  board.follow();
  await answer(ok(1));
  for (let n = 0; n < 5; n++) {
    board.hear();
    await vi.advanceTimersByTimeAsync(40);
  }
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked()).toBe(2);
});

it("fetches anew for news that came while an answer was on its way", async () => {
  const { board, answer, asked } = setUp();
  board.follow();
  board.hear();
  await vi.advanceTimersByTimeAsync(400);
  expect(asked()).toBe(1);
  await answer(ok(1));
  await vi.advanceTimersByTimeAsync(400);
  expect(asked()).toBe(2);
  await answer(ok(2));
  await vi.advanceTimersByTimeAsync(400);
  expect(asked()).toBe(2);
});

it("keeps what was shown when it cannot be had, says why, and goes on asking", async () => {
  const { board, answer, asked } = setUp();
  board.follow();
  await answer({ ok: false, code: "unavailable" });
  expect(board.state.getState()).toMatchObject({ phase: "failed" });
  await vi.advanceTimersByTimeAsync(30_000);
  await answer(ok(3));
  await vi.advanceTimersByTimeAsync(30_000);
  await answer({ ok: false, code: "unavailable" });
  expect(board.state.getState()).toMatchObject({ phase: "shown", board: { nowMs: 3 } });
  expect(board.state.getState()).not.toMatchObject({ failure: null });
  expect(asked()).toBe(3);
});

it("asks nothing once nobody follows any more, however often one of two leaves", async () => {
  const { board, answer, asked } = setUp();
  const [one, other] = [board.follow(), board.follow()];
  await answer(ok(1));
  one();
  one();
  board.hear();
  await vi.advanceTimersByTimeAsync(400);
  expect(asked()).toBe(2);
  other();
  board.hear();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked()).toBe(2);
});

it("forgets what it knew, and what comes late of it, when the keys are erased", async () => {
  const { board, answer } = setUp();
  board.follow();
  board.clear();
  await answer(ok(1));
  expect(board.state.getState()).toEqual({ phase: "loading" });
});
