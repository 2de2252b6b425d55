import type {
  ConversationId,
  MemberId,
  Reply,
  Review,
  Reviewed,
  Reviews,
  StoredEpoch,
} from "@eigenkanaal/protocol";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "./connection.js";
import type { Answer } from "./http.js";
import { createReviews } from "./reviews.js";
import type { MadeReviewEpoch, ReviewWish } from "./vault/vault.js";

const nobody: Reviews = { allowed: true, asked: [], toRelease: [], toReview: [] };
const idOf = (name: string) => name as ConversationId;
const reviewer = "rik" as MemberId;
const reviewed = (conversation: string, state: Reviewed["state"]): Reviewed => ({
  ...{ conversation: idOf(conversation), closedAtMs: 1, topic: null, state, refusal: null, scores: null },
});
const review = (...conversations: Reviewed[]): Review =>
  ({ review: "review", reviewer, conversations }) as unknown as Review;
const record = new Uint8Array([1]);

/** A gateway whose list is what the test says, and what was asked of it and of the vault. */
const stand = (over: { made?: (conversation: string, wish: ReviewWish) => MadeReviewEpoch } = {}) => {
  let listed: Answer<Reviews> = { ok: true, value: nobody };
  let asked = 0;
  let refusals: Partial<Record<string, string[]>> = {};
  const calls: string[] = [];
  const published: StoredEpoch[] = [];
  const wishes: string[] = [];
  let trusted = 0;
  const call = async (event: string, { conversation }: { conversation: string }): Promise<Reply<unknown>> => {
    calls.push(`${event} ${conversation}`);
    const code = refusals[`${event} ${conversation}`]?.shift();
    if (code) return { ok: false, code } as Reply<unknown>;
    const loaded = { epochs: [{ record }], messages: [], more: false, summary: {} };
    const stored = { conversation, channel: "public", epoch: 1, record };
    return { ok: true, value: event === "conversation:load" ? loaded : stored };
  };
  const changed = async () => ({ ok: true, value: review() }) as const;
  const reviews = createReviews({
    http: {
      reviews: async () => {
        asked++;
        return listed;
      },
      ...{ askReview: changed, refuseReview: changed, endReview: changed, scoreReviewed: changed },
    },
    vault: {
      reviewableDesks: async () => [],
      makeReviewEpoch: async (conversation, _, wish) => {
        wishes.push(`${wish.step} ${wish.reviewer} ${conversation}`);
        return over.made?.(conversation, wish) ?? { is: "made", record, number: `number of ${conversation}` };
      },
      openReviewed: () => Promise.reject(new Error("not opened here")),
    },
    call: call as Connection["call"],
    reader: () => undefined,
    refreshTrust: async () => void trusted++,
    published: (epoch) => void published.push(epoch),
  });
  return {
    ...{ reviews, calls, published, wishes },
    asked: () => asked,
    trusted: () => trusted,
    lists: (some: Partial<Reviews>) => {
      listed = { ok: true, value: { ...nobody, ...some } };
    },
    fails: () => {
      listed = { ok: false, code: "unavailable" };
    },
    refuses: (some: typeof refusals) => {
      refusals = some;
    },
  };
};

/** What becomes of it while all waits pass. */
const passing = async <T>(work: Promise<T>): Promise<T> => {
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  done.catch(() => undefined);
  while (!over) await vi.advanceTimersByTimeAsync(50);
  return done;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("is fetched every half minute while somebody looks, every five minutes while nobody does, and not once it is over", async () => {
  const { reviews, asked } = stand();
  reviews.begin();
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(asked()).toBe(1);
  const leave = reviews.follow();
  await vi.advanceTimersByTimeAsync(65_000);
  expect(asked()).toBe(4);
  leave();
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(asked()).toBe(4);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(asked()).toBe(5);
  reviews.clear();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(asked()).toBe(5);
});

it("keeps what is shown when it cannot be had, and says so", async () => {
  const { reviews, lists, fails } = stand();
  const toReview = [review(reviewed("a", "released"))];
  lists({ toReview });
  await reviews.refresh();
  fails();
  await reviews.refresh();
  expect(reviews.state.getState()).toMatchObject({
    ...{ phase: "shown", failure: "unreachable", reviews: { toReview } },
  });
  reviews.clear();
  expect(reviews.state.getState()).toEqual({ phase: "loading" });
  await reviews.refresh();
  expect(reviews.state.getState()).toEqual({ phase: "failed", failure: "unreachable" });
});

it("lets a reviewer into one conversation after the other, tells each, and one that fails stops none", async () => {
  const { reviews, calls, published, refuses } = stand({
    made: (conversation) =>
      conversation === "b" ? { is: "no_right" } : { is: "made", record, number: `number of ${conversation}` },
  });
  refuses({ "conversation:load c": ["not_found"] });
  const told: number[] = [];
  const how = { told: (released: unknown[]) => void told.push(released.length) };
  const released = await passing(reviews.release(review(), ["a", "b", "c", "d"].map(idOf), how));
  expect(released).toEqual([
    { conversation: "a", number: "number of a", failure: null },
    { conversation: "b", number: null, failure: "no_right" },
    { conversation: "c", number: null, failure: "not_found" },
    { conversation: "d", number: "number of d", failure: null },
  ]);
  expect(told).toEqual([1, 2, 3, 4]);
  expect(published.map(({ conversation }) => conversation)).toEqual(["a", "d"]);
  expect(calls.filter((one) => one.startsWith("epoch:publish"))).toEqual([
    "epoch:publish a",
    "epoch:publish d",
  ]);
});

it("stops between two conversations when it is asked to", async () => {
  const { reviews, wishes } = stand();
  const stop = new AbortController();
  const how = { signal: stop.signal, told: () => stop.abort() };
  expect(await passing(reviews.release(review(), ["a", "b"].map(idOf), how))).toHaveLength(1);
  expect(wishes).toEqual(["let_in rik a"]);
});

it("makes an epoch anew when another was first, or a key was replaced, and publishes none that is there already", async () => {
  const taken = stand();
  taken.refuses({ "epoch:publish a": ["epoch_taken", "desk_superseded"] });
  expect(await passing(taken.reviews.release(review(), [idOf("a")]))).toMatchObject([{ failure: null }]);
  expect(taken.wishes).toHaveLength(3);
  expect(taken.trusted()).toBe(1);
  const there = stand({ made: () => ({ is: "so_already", number: "1" }) });
  expect(await passing(there.reviews.release(review(), [idOf("a")]))).toMatchObject([{ failure: null }]);
  expect(there.calls).toEqual(["conversation:load a"]);
});

it("fetches the certificates again for records that do not stand, and says so when they never do", async () => {
  const { reviews, trusted, published } = stand({ made: () => ({ is: "unverified" }) });
  expect(await passing(reviews.release(review(), [idOf("a")]))).toMatchObject([{ failure: "untrusted" }]);
  expect(trusted()).toBeGreaterThan(0);
  expect(published).toEqual([]);
});

it("asks nothing more after a refusal that time does not mend", async () => {
  const { reviews, refuses, calls } = stand();
  refuses({ "epoch:publish a": ["forbidden"] });
  expect(await passing(reviews.release(review(), [idOf("a")]))).toMatchObject([{ failure: "forbidden" }]);
  expect(calls).toEqual(["conversation:load a", "epoch:publish a"]);
});

it("leaves the reviewer out of what is over by itself, once, and of nothing else", async () => {
  const { reviews, lists, wishes, asked } = stand();
  const states = ["asked", "released", "refused", "over", "left_out", "gone"] as const;
  lists({ toRelease: [review(...states.map((state) => reviewed(state, state)))] });
  await reviews.refresh();
  lists({});
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wishes).toEqual(["leave_out rik over"]);
  expect(asked()).toBe(2);
});

it("tries to leave them out again the next time it is told, and not before", async () => {
  const { reviews, lists, refuses, wishes } = stand();
  lists({ toRelease: [review(reviewed("a", "over"))] });
  refuses({ "epoch:publish a": ["unavailable"] });
  await reviews.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wishes).toHaveLength(1);
  lists({ toRelease: [review(reviewed("a", "over"))] });
  await reviews.refresh();
  lists({});
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wishes).toHaveLength(2);
});

it("asks again and again about none that this device cannot open", async () => {
  const { reviews, lists, calls } = stand({ made: () => ({ is: "no_key" }) });
  lists({ toRelease: [review(reviewed("a", "over"))] });
  await reviews.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  await reviews.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(calls).toEqual(["conversation:load a"]);
});

it("opens nothing before it is known who reads", async () => {
  const { reviews, calls } = stand();
  expect(await reviews.read(idOf("a"))).toEqual({ ok: false, conversation: "a", why: "no_key" });
  expect(calls).toEqual([]);
});
