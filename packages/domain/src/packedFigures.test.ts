import { expect, test } from "vitest";
import { createPackedReader, type PackedFigure } from "./packedFigures.js";

const number = (value: number, bytes: 4 | 6) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(value));
  return [...new Uint8Array(view.buffer).subarray(8 - bytes)];
};
const int = (value: number) => number(value, 4);
const ms = (value: number) => number(value, 6);
const day = (...conversations: number[][]) => [
  1,
  ...int(7),
  ...int(20_000),
  ...int(conversations.length),
  ...conversations.flat(),
];

/** At noon on Tuesday, answered late, put in hand, closed; its citizen said partly; two later answers. */
const answered = [
  ...int(36 | (1 << 8) | (1 << 12) | (1 << 13) | (2 << 14) | (2 << 16)),
  ...[60, 11, 12, 13, 2].flatMap(int),
  ...[1, 2, 3, 4, 5, 2 ** 40].flatMap(ms),
  ...[...int(7), ...ms(100), ...ms(200), ...int(8), ...ms(300), ...ms(400)],
];
/** Waits, and is late from a moment on; reopened and handed over once. */
const waiting = [
  ...int(167 | (1 << 10) | (1 << 11) | (3 << 14)),
  ...[240, 11, 12, 14, 0].flatMap(int),
  ...[0, 0, 0, 0, 0, 0].flatMap(ms),
  ...ms(1_790_000_000_123),
];
/** Left in time, of which nothing is to be said but that. */
const left = [...int(1 << 9), ...[60, 11, 12, 13, 0].flatMap(int), ...[0, 0, 0, 0, 0, 0].flatMap(ms)];

const read = (bytes: number[]) => {
  const found: PackedFigure[] = [];
  createPackedReader((figure) => {
    const answers = figure.answers.slice(0, figure.later).map((answer) => ({ ...answer }));
    found.push({ ...figure, answers });
  })(Uint8Array.from(bytes));
  return found;
};

test("every field of a conversation is read from its place, and those behind it from theirs", () => {
  const found = read([...day(answered, waiting, left), ...day(), ...day(left)]);
  expect(found).toHaveLength(4);
  expect(found[0]).toEqual({
    ...{ desk: 7, day: 20_000, hourOfWeek: 36, topic: 11, language: 12, entry: 13 },
    ...{
      answered: true,
      abandoned: false,
      reopened: false,
      transferred: false,
      handled: true,
      resolved: true,
    },
    ...{ norm: "missed", dueMs: 0, normMinutes: 60, verdict: "partly" },
    ...{ firstOpenMs: 1, firstCalendarMs: 2, handlingOpenMs: 3, handlingCalendarMs: 4 },
    ...{ resolutionOpenMs: 5, resolutionCalendarMs: 2 ** 40, later: 2 },
    answers: [
      { desk: 7, openMs: 100, calendarMs: 200 },
      { desk: 8, openMs: 300, calendarMs: 400 },
    ],
  });
  expect(found[1]).toMatchObject({
    ...{ hourOfWeek: 167, entry: 14, answered: false, reopened: true, transferred: true, handled: false },
    ...{
      norm: "undecided",
      dueMs: 1_790_000_000_123,
      normMinutes: 240,
      verdict: null,
      later: 0,
      answers: [],
    },
  });
  for (const one of found.slice(2))
    expect(one).toMatchObject({ hourOfWeek: 0, abandoned: true, norm: null, dueMs: 0, resolved: false });
});

test("bytes that lie within others are read as those that lie alone", () => {
  const bytes = Uint8Array.from([9, 9, 9, ...day(answered), 9]);
  const found: number[] = [];
  createPackedReader(({ firstOpenMs }) => found.push(firstOpenMs))(bytes.subarray(3, -1));
  expect(found).toEqual([1]);
});

test("another layout and what ends too early give nothing", () => {
  expect(() => read([2, ...day(answered).slice(1)])).toThrow("layout");
  for (const length of [1, 12, 40, day(answered).length - 1])
    expect(() => read(day(answered).slice(0, length)), String(length)).toThrow();
});
