import type { ConversationId, Review, Reviewed } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawSample,
  type ReviewItem,
  reviewEndedAtMs,
  reviewedState,
  reviewFault,
  reviewFor,
  waitsForDesk,
} from "./reviews.js";

const nowMs = Date.parse("2026-12-03T10:00:00Z");
const dayMs = 86_400_000;

describe("a sample", () => {
  const below = (numbers: readonly number[]) => {
    let at = 0;
    return (bound: number) => (numbers[at++ % numbers.length] ?? 0) % bound;
  };
  const someNumbers = fc.array(fc.nat(), { minLength: 1, maxLength: 25 });

  it("holds none twice and nothing else, and all where there are fewer than asked", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(25), someNumbers, (size, number, numbers) => {
        const from = Array.from({ length: size }, (_, n) => n);
        const drawn = drawSample(from, number, below(numbers));
        expect(drawn).toHaveLength(Math.min(size, number));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((one) => from.includes(one))).toBe(true);
        expect(from).toHaveLength(size);
      }),
    );
  });

  it("is each one that could be drawn equally often, over all that the randomness can say", () => {
    const counts = new Map<string, number>();
    for (let first = 0; first < 5; first++)
      for (let second = 0; second < 4; second++) {
        const drawn = drawSample(["a", "b", "c", "d", "e"], 2, below([first, second]));
        counts.set(drawn.join(""), (counts.get(drawn.join("")) ?? 0) + 1);
      }
    // Every pair in either order, once: so each is in as many samples as any other.
    expect(counts.size).toBe(20);
    expect([...new Set(counts.values())]).toEqual([1]);
  });

  it("asks for a number below what is left, and never below none", () => {
    const bounds: number[] = [];
    drawSample(["a", "b", "c"], 9, (bound) => {
      bounds.push(bound);
      return bound - 1;
    });
    expect(bounds).toEqual([3, 2, 1]);
  });
});

describe("a review's last moment", () => {
  it("is to come, and at most so many days away", () => {
    const fault = (endsAtMs: number) => reviewFault({ endsAtMs }, { nowMs, maxDays: 31 });
    expect([fault(nowMs), fault(nowMs + 1)]).toEqual(["in_the_past", undefined]);
    const last = nowMs + 31 * dayMs;
    expect([fault(last), fault(last + 1)]).toEqual([undefined, "malformed"]);
  });

  it("ends it, unless somebody did before", () => {
    const endsAtMs = nowMs;
    const ended = (endedByHandMs: number | null, atMs: number) =>
      reviewEndedAtMs({ endsAtMs, endedByHandMs }, atMs);
    expect([ended(null, nowMs - 1), ended(null, nowMs), ended(null, nowMs + 5)]).toEqual([
      null,
      nowMs,
      nowMs,
    ]);
    expect([ended(nowMs - 9, nowMs - 1), ended(nowMs - 9, nowMs + 5)]).toEqual([nowMs - 9, nowMs - 9]);
  });
});

it("a conversation of a sample stands as what became of it says", () => {
  const states = (over: Partial<ReviewItem>) => {
    const item: ReviewItem = { isThere: true, isNamed: false, refusal: null, ...over };
    return [reviewedState(item, "open"), reviewedState(item, "ended")];
  };
  expect(states({})).toEqual(["asked", "left_out"]);
  expect(states({ isNamed: true })).toEqual(["released", "over"]);
  expect(states({ refusal: "other" })).toEqual(["refused", "refused"]);
  expect(states({ isThere: false })).toEqual(["gone", "gone"]);
  expect(states({ isThere: false, isNamed: true })).toEqual(["gone", "gone"]);
});

describe("what is told of it", () => {
  const conversation = "00000000-0000-4000-8000-000000000001" as ConversationId;
  const scores = { answered: "good", clear: "fair", kind: "poor" } as const;
  const item = (state: Reviewed["state"]): Reviewed => ({
    ...{ conversation, closedAtMs: nowMs, topic: null, state, refusal: null, scores },
  });
  const review = { reason: "Kwartaal", conversations: [item("released"), item("refused")] } as Review;

  it("leads a supervisor to no conversation, and tells colleagues no scores", () => {
    const told = (whom: Parameters<typeof reviewFor>[0]) =>
      reviewFor(whom, review).conversations.map((one) => [one.conversation, one.scores]);
    expect(told("supervisor")).toEqual([
      [null, scores],
      [null, scores],
    ]);
    expect(told("colleague")).toEqual([
      [conversation, null],
      [conversation, null],
    ]);
    expect(reviewFor("reviewer", review)).toEqual(review);
  });

  it("waits for the desk while somebody is to be let in or left out", () => {
    const waits = (...states: Reviewed["state"][]) => waitsForDesk({ conversations: states.map(item) });
    expect([waits("asked"), waits("left_out", "over")]).toEqual([true, true]);
    expect([waits(), waits("released", "refused", "left_out", "gone")]).toEqual([false, false]);
  });
});
