import {
  ConversationId,
  DeskId,
  MemberId,
  type Review,
  type Reviewed,
  ReviewId,
  type Reviews,
} from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { askedIn, countsOf, dueIn, waitingIn } from "./sums.js";

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const reviewed = (state: Reviewed["state"], over: Partial<Reviewed> = {}): Reviewed => ({
  ...{ conversation: ConversationId.parse(uuid(5)), closedAtMs: 1, topic: null, state },
  ...{ refusal: null, scores: null, ...over },
});
const review = (...conversations: Reviewed[]): Review => ({
  review: ReviewId.parse(uuid(1)),
  selection: { desk: DeskId.parse(uuid(2)), topic: null, outcome: null, fromMs: 0, toMs: 1 },
  ...{ reviewer: MemberId.parse(uuid(3)), reason: "Steekproef", askedBy: MemberId.parse(uuid(4)) },
  ...{ askedAtMs: 1, endsAtMs: 2, endedAtMs: null, conversations },
});
const reviews = (over: Partial<Reviews>): Reviews => ({
  ...{ allowed: true, asked: [], toRelease: [], toReview: [], ...over },
});
const good = { answered: "good", clear: "good", kind: "good" } as const;

it("has nothing for who only asked, or whose part is over", () => {
  expect(waitingIn(reviews({ asked: [review(reviewed("asked", { conversation: null }))] }))).toBeNull();
  expect(waitingIn(reviews({ toRelease: [review(reviewed("over"), reviewed("left_out"))] }))).toBeNull();
});

it("counts what waits for a colleague's decision, and what the reviewer has not scored", () => {
  const asked = review(reviewed("asked"), reviewed("refused"), reviewed("released"));
  const reading = review(reviewed("released"), reviewed("released", { scores: good }), reviewed("asked"));
  expect(waitingIn(reviews({ toRelease: [asked] }))).toBe(1);
  expect(waitingIn(reviews({ toRelease: [asked], toReview: [reading] }))).toBe(2);
  expect(waitingIn(reviews({ toReview: [review(reviewed("released", { scores: good }))] }))).toBe(0);
  expect(dueIn(reviews({ toRelease: [asked, review(reviewed("over"))] })).toRelease).toEqual([asked]);
});

it("does not ask about one whose conversation is not told", () => {
  expect(askedIn(review(reviewed("asked", { conversation: null })))).toEqual([]);
});

it("counts each verdict on its own scale, and nothing before the first", () => {
  expect(countsOf(review(reviewed("released")))).toBeUndefined();
  const mixed = { answered: "poor", clear: "fair", kind: "good" } as const;
  const some = [
    reviewed("over", { scores: good }),
    reviewed("released", { scores: mixed }),
    reviewed("gone"),
  ];
  expect(countsOf(review(...some))).toEqual({
    answered: { good: 1, fair: 0, poor: 1 },
    clear: { good: 1, fair: 1, poor: 0 },
    kind: { good: 2, fair: 0, poor: 0 },
  });
});
