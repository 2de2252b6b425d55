import type { ConversationId, MemberId, Review, Reviews, StoredEpoch } from "@eigenkanaal/protocol";
import { createStore } from "zustand/vanilla";
import { answerOf } from "./account.js";
import type { RecordOutcome } from "./archiveReadingViews.js";
import type { Connection } from "./connection.js";
import { fetchStored, sealedOf } from "./fetchStored.js";
import type { Answer, Http } from "./http.js";
import { createPace, type Wish } from "./pace.js";
import { recordOf } from "./recordOf.js";
import { createReviewEpochs } from "./reviewEpochs.js";
import type { Released, ReviewActions, ReviewsState } from "./reviewViews.js";
import type { AgentVault } from "./vault/vault.js";
import type { Author } from "./views.js";

/** How often what is asked of this member is fetched: while somebody looks at it, and else for the sign in the rail. */
const lookedAtMs = 30_000;
const restingMs = 5 * 60_000;
/** A line that is away must not keep a reader waiting for ever: after so many tries it is told as failed. */
const maxTries = 8;

type ReviewsOptions = {
  http: Pick<Http, "reviews" | "askReview" | "refuseReview" | "endReview" | "scoreReviewed">;
  vault: Pick<AgentVault, "reviewableDesks" | "makeReviewEpoch" | "openReviewed">;
  call: Connection["call"];
  /** Who reads; undefined before it is known. */
  reader: () => Author | undefined;
  /** Fetches the certificates again: a record may name one that is newer than ours. */
  refreshTrust: () => Promise<void>;
  published: (epoch: StoredEpoch) => void;
};

/** What a supervisor asked to have reviewed: asking, letting in, reading and leaving out (PROTOCOL.md Q). */
export const createReviews = (options: ReviewsOptions): ReviewActions & { begin(): void; clear(): void } => {
  const { http, vault, call, refreshTrust } = options;
  const state = createStore<ReviewsState>(() => ({ phase: "loading" }));
  const pace = createPace();
  const publish = createReviewEpochs({ vault, call, pace, refreshTrust, published: options.published });
  let run: "resting" | "running" = "resting";
  let followers = 0;
  /** Goes up when the keys are erased: what was under way is nobody's any more. */
  let forgotten = 0;
  let asking: "no" | "yes" | "again" = "no";
  let fetching: Promise<void> = Promise.resolve();
  let due: ReturnType<typeof setTimeout> | undefined;
  /** Letting in and leaving out, one after another: two at once would only overtake each other. */
  let tail: Promise<unknown> = Promise.resolve();
  let leaving: "no" | "yes" = "no";
  /** What this device cannot leave a reviewer out of is not fetched again and again: a colleague's can. */
  const beyond = new Set<ConversationId>();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };
  const wanted = (signal?: AbortSignal): Omit<Wish, "waitsFor"> => {
    const of = forgotten;
    return { isWanted: () => of === forgotten && !signal?.aborted, signal };
  };

  /** Resolves once what is shown was fetched after this was called. */
  const ask = (): Promise<void> => {
    clearTimeout(due);
    // Its answer may be of before what is asked for now.
    if (asking === "no") fetching = fetchNow();
    else asking = "again";
    return fetching;
  };

  const fetchNow = async () => {
    asking = "yes";
    const of = forgotten;
    const answer = answerOf(await http.reviews());
    const again = (asking as "yes" | "again") === "again";
    asking = "no";
    if (of !== forgotten) return;
    const shown = state.getState();
    if (answer.ok) {
      state.setState({ phase: "shown", reviews: answer.value, failure: null }, true);
      leaveOut(answer.value);
    } else if (shown.phase === "shown") state.setState({ ...shown, failure: answer.failure }, true);
    else state.setState({ phase: "failed", failure: answer.failure }, true);
    if (again) await ask();
    else rest();
  };

  const rest = () => {
    clearTimeout(due);
    if (run === "running" || followers > 0)
      due = setTimeout(() => void ask(), followers > 0 ? lookedAtMs : restingMs);
  };

  /** What has ended while its reviewer is still named: any colleague's client begins an epoch without them, and asks nobody. */
  const leaveOut = ({ toRelease }: Reviews) => {
    const over = toRelease.flatMap(({ reviewer, conversations }) =>
      conversations.flatMap(({ conversation, state: now }) =>
        now === "over" && conversation && !beyond.has(conversation) ? [{ conversation, reviewer }] : [],
      ),
    );
    if (over.length === 0 || leaving === "yes") return;
    leaving = "yes";
    const want = wanted();
    const work = async () => {
      let left = 0;
      for (const { conversation, reviewer } of over) {
        if (!want.isWanted()) return;
        const { failure } = await publish(conversation, { reviewer, step: "leave_out" }, want);
        if (failure === null) left++;
        if (failure === "no_key" || failure === "untrusted") beyond.add(conversation);
      }
      leaving = "no";
      // What failed stands there again the next time.
      if (left > 0 && want.isWanted()) await ask();
    };
    background(inTurn(work));
  };

  /** What was under way when the keys were erased fails; any other failure is a fault and surfaces. */
  const background = (work: Promise<unknown>) => {
    const of = forgotten;
    void work.catch((error: unknown) => {
      leaving = "no";
      if (of === forgotten) throw error;
    });
  };

  /** The same for what somebody waits for: undefined once the keys are erased. */
  const unlessLocked = async <T>(work: Promise<T>, want: Pick<Wish, "isWanted">): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (want.isWanted()) throw error;
      return undefined;
    }
  };

  const changed = async (answering: Promise<Answer<Review>>) => {
    const answer = answerOf(await answering);
    if (answer.ok) await ask();
    return answer;
  };

  const read = async (conversation: ConversationId, want: Omit<Wish, "waitsFor">): Promise<RecordOutcome> => {
    const refused = (why: Extract<RecordOutcome, { ok: false }>["why"]): RecordOutcome => ({
      ...{ ok: false, conversation, why },
    });
    const reader = options.reader();
    if (!reader) return refused("no_key");
    let tries = 0;
    const patience: Wish = {
      ...want,
      waitsFor: (code) => code === "too_many_requests" || (code === "unavailable" && ++tries < maxTries),
    };
    const fetched = await fetchStored({ conversation, channel: "public" }, patience, { call, pace });
    if (!fetched?.ok) return refused(fetched?.code ?? "aborted");
    const stored = sealedOf(fetched.value);
    let opened = await vault.openReviewed(conversation, stored);
    if (opened.behind) {
      await refreshTrust();
      opened = await vault.openReviewed(conversation, stored);
    }
    if (!want.isWanted()) return refused("aborted");
    const { summary, goal } = fetched.value;
    return {
      ok: true,
      record: recordOf({ conversation, summary, goal: { public: goal, internal: 0 } }, opened, reader),
    };
  };

  return {
    state,
    begin: () => {
      run = "running";
      void ask();
    },
    follow: () => {
      if (followers++ === 0) void ask();
      let follows = true;
      return () => {
        if (follows && --followers === 0) rest();
        follows = false;
      };
    },
    refresh: ask,
    desks: async () => {
      const desks = await vault.reviewableDesks();
      const named = ({ member, alias }: { member: MemberId; alias: string }) => ({ member, name: alias });
      return desks.map(({ desk, reviewers }) => ({ desk, reviewers: reviewers.map(named) }));
    },
    ask: (asked) => changed(http.askReview(asked)),
    refuse: (place, reason) => changed(http.refuseReview(place, { reason })),
    end: (review) => changed(http.endReview(review)),
    score: (place, scores) => changed(http.scoreReviewed(place, scores)),
    release: async ({ reviewer }, conversations, { signal, told } = {}) => {
      const want = wanted(signal);
      const released: Released[] = [];
      for (const conversation of conversations) {
        if (!want.isWanted()) break;
        const letIn = inTurn(() => publish(conversation, { reviewer, step: "let_in" }, want));
        const one = await unlessLocked(letIn, want);
        if (!one) break;
        released.push(one);
        told?.([...released]);
      }
      await ask();
      return released;
    },
    read: async (conversation, { signal } = {}) => {
      const want = wanted(signal);
      const outcome = await unlessLocked(read(conversation, want), want);
      return outcome ?? { ok: false, conversation, why: "aborted" };
    },
    clear: () => {
      forgotten++;
      run = "resting";
      leaving = "no";
      beyond.clear();
      clearTimeout(due);
      pace.wake();
      pace.reset();
      state.setState({ phase: "loading" }, true);
    },
  };
};
