import { expect, test } from "vitest";
import { type NoticeFacts, noticePause, noticeStep } from "./notices.js";

const minuteMs = 60_000;
/** The citizen asked (1), a colleague answered (2) at 0, and nobody has been told. */
const answered: NoticeFacts = {
  answer: { seq: 2, storedAtMs: 0 },
  citizenSeq: 1,
  toldSeq: 0,
  failures: 0,
  nextAttemptAtMs: 0,
  closed: false,
};

test.each<[string, Partial<NoticeFacts>, number, string]>([
  ["an unseen answer is told", {}, 2, "send"],
  ["not before the citizen had time to see it", {}, 1, "wait"],
  ["nothing is told without an answer", { answer: null }, 2, "wait"],
  ["an answer that was seen is not told", { citizenSeq: 3 }, 2, "wait"],
  [
    "a second answer of the same burst is not told",
    { answer: { seq: 3, storedAtMs: 0 }, toldSeq: 2 },
    9,
    "wait",
  ],
  [
    "the first after they were back is",
    { answer: { seq: 4, storedAtMs: 0 }, toldSeq: 2, citizenSeq: 3 },
    9,
    "send",
  ],
  ["what failed waits for its next attempt", { failures: 1, nextAttemptAtMs: 5 * minuteMs }, 4, "wait"],
  ["and is tried again then", { failures: 1, nextAttemptAtMs: 5 * minuteMs }, 5, "send"],
  ["a closed conversation still tells its last answer", { closed: true }, 2, "send"],
  ["and keeps the address until then", { closed: true }, 1, "wait"],
  ["and not after it was told", { closed: true, toldSeq: 2 }, 2, "delete"],
  ["nor when it was seen", { closed: true, citizenSeq: 3 }, 0, "delete"],
  ["nor when there was none", { closed: true, answer: null }, 0, "delete"],
])("%s", (_, change, ...[minutes, step]) => {
  expect(noticeStep({ ...answered, ...change }, minutes * minuteMs, 2 * minuteMs)).toBe(step);
});

test("attempts become rarer and end within a day", () => {
  const pauses = [1, 2, 3, 4, 5, 6].map((failures) => noticePause(failures) ?? 0);
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
  expect(pauses.reduce((one, other) => one + other)).toBeLessThan(24 * 60 * minuteMs);
  expect(noticePause(7)).toBe(undefined);
});
