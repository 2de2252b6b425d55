import type {
  OpenedRecord,
  RecordEntry,
  RecordOutcome,
  Released,
  ReviewActions,
  ReviewsState,
} from "@eigenkanaal/client";
import { ConversationId, type Review, type Reviewed, ReviewId, type Reviews } from "@eigenkanaal/protocol";
import { stories } from "./conversations.js";
import { colleagues, minuteMs, morning, nowMs } from "./morning.js";

/** A sample that Sanne asked for: what waits for colleagues, what Noor reads, and how it stands. */

/** How all that has to do with reviews is answered; as a screen says, else as below. */
export type ReviewsOver = {
  state: ReviewsState;
  desks?: Awaited<ReturnType<ReviewActions["desks"]>>;
  release?: "slow" | Released[];
  read?: "slow" | "refused";
};

const dayMs = 1440 * minuteMs;
const idOf = (n: number) => ReviewId.parse(`0000000f-0000-4000-8000-${String(n).padStart(12, "0")}`);
const conversationAt = (n: number) =>
  ConversationId.parse(`00000010-0000-4000-8000-${String(n).padStart(12, "0")}`);
const [, waste] = morning.town.desks;
const deskOf = (index: number) => morning.town.desks[index] ?? waste;

const reviewed = (n: number, state: Reviewed["state"], over: Partial<Reviewed> = {}): Reviewed => ({
  ...{ conversation: conversationAt(n), closedAtMs: nowMs - n * dayMs, state, refusal: null, scores: null },
  topic: morning.town.topics.filter(({ desk }) => desk === deskOf(1)?.desk)[n % 3]?.topic ?? null,
  ...over,
});
const review = (n: number, desk: number, over: Partial<Review>): Review => {
  const found = deskOf(desk);
  if (!found) throw new Error("the town has too few desks");
  return {
    review: idOf(n),
    selection: {
      ...{ desk: found.desk, topic: null, outcome: "answered" },
      ...{ fromMs: nowMs - 30 * dayMs, toMs: nowMs - dayMs },
    },
    ...{ reviewer: colleagues.wil.member, reason: "Vaste steekproef van november", endedAtMs: null },
    ...{ askedBy: colleagues.sanne.member, askedAtMs: nowMs - 2 * dayMs, endsAtMs: nowMs + 12 * dayMs },
    conversations: [],
    ...over,
  };
};
const good = { answered: "good", clear: "good", kind: "good" } as const;
const mixed = { answered: "fair", clear: "poor", kind: "good" } as const;

const toReleaseHere = review(1, 1, {
  conversations: [reviewed(2, "asked"), reviewed(3, "asked"), reviewed(4, "asked"), reviewed(5, "released")],
});
const toReviewHere = review(2, 4, {
  ...{ reviewer: colleagues.noor.member, reason: "Is het besluit goed uitgelegd?" },
  conversations: [
    reviewed(6, "released"),
    reviewed(7, "released", { scores: good }),
    reviewed(8, "asked"),
    reviewed(9, "refused", { refusal: "too_personal" }),
  ],
});
/** Towards who only supervises: nothing by which a conversation could be found. */
const unnamed = (one: Review): Review => ({
  ...one,
  conversations: one.conversations.map((each) => ({ ...each, conversation: null })),
});

export const toDecide = toReleaseHere.review;
export const toRead = { review: toReviewHere.review, conversation: conversationAt(6) };

export const reviewsFor = (some: Partial<Reviews>): ReviewsOver => ({
  state: {
    ...{ phase: "shown", failure: null },
    reviews: { allowed: true, asked: [], toRelease: [], toReview: [], ...some },
  },
});
export const noReviews: ReviewsState = reviewsFor({}).state;
export const reviewsOff = reviewsFor({ allowed: false });
export const reviewsFailed: ReviewsOver = { state: { phase: "failed", failure: "unavailable" } };
export const released = reviewsFor({ toRelease: [toReleaseHere], toReview: [toReviewHere] });
export const askedReviews = reviewsFor({
  asked: [
    unnamed(toReviewHere),
    unnamed(
      review(3, 1, {
        ...{ reason: "Steekproef van oktober", askedAtMs: nowMs - 40 * dayMs, endedAtMs: nowMs - 20 * dayMs },
        conversations: [
          reviewed(31, "left_out", { scores: good }),
          reviewed(32, "left_out", { scores: mixed }),
          reviewed(33, "over", { scores: good }),
          reviewed(34, "refused", { refusal: "not_finished" }),
          reviewed(35, "gone"),
        ],
      }),
    ),
    unnamed(toReleaseHere),
  ],
});
export const manyReleased: Released[] = [
  { conversation: conversationAt(2), number: "48213 09467 71520 33894 60215 87743", failure: null },
  { conversation: conversationAt(3), number: "11903 55210 07341 90822 48115 60307", failure: null },
  { conversation: conversationAt(4), number: null, failure: "no_key" },
];

const entries = stories.benefit.flatMap((entry, index): RecordEntry[] =>
  entry.kind === "text" && entry.channel === "public"
    ? [{ ...entry, own: false, delivery: null, seq: index + 1, epoch: 0 }]
    : [],
);
const read = (conversation: ConversationId): RecordOutcome => ({
  ok: true,
  record: {
    ...{ conversation, number: null, desks: [], unopened: [], warnings: [], entries },
    summary: {} as OpenedRecord["summary"],
    turns: [{ kind: "reviewer_joined", epoch: 1, atMs: nowMs - 20 * minuteMs, name: "Noor" }],
    refusedEpochs: { public: 0, internal: 0 },
    ...{ counts: { public: entries.length, internal: 0 }, head: "" },
  },
});

export const reviewsOf = (over: ReviewsOver): ReviewActions => {
  const answered = async () => ({ ok: true, value: toReleaseHere }) as const;
  return {
    state: { getState: () => over.state, getInitialState: () => over.state, subscribe: () => () => {} },
    follow: () => () => {},
    refresh: async () => {},
    desks: async () =>
      over.desks ??
      morning.town.desks.slice(1, 4).map(({ desk }) => ({
        desk,
        reviewers: [colleagues.wil, colleagues.noor].map(({ member, name }) => ({ member, name })),
      })),
    ask: answered,
    refuse: answered,
    end: answered,
    score: answered,
    release: async (_, conversations, { told } = {}) => {
      if (over.release !== "slow") return over.release ?? [];
      told?.(manyReleased.slice(0, 1));
      return new Promise(() => conversations);
    },
    read: async (conversation) => {
      if (over.read === "slow") return new Promise(() => {});
      return over.read === "refused" ? { ok: false, conversation, why: "not_found" } : read(conversation);
    },
  };
};
