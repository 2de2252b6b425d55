import { AskReview, maxReviewDays } from "@eigenkanaal/protocol";
import { dayOf, periodOf } from "../../records/period.js";

/** A review as it is being asked for: fields as they were filled in, days as YYYY-MM-DD. */
export type ReviewDraft = {
  desk: string;
  from: string;
  until: string;
  topic: string;
  outcome: string;
  number: number;
  reviewer: string;
  reason: string;
  lastDay: string;
};

const dayMs = 86_400_000;

/** The last thirty days of a desk, five conversations, two weeks to read them. */
export const newDraft = (nowMs: number, desk: string): ReviewDraft => ({
  ...{ desk, topic: "", outcome: "", number: 5, reviewer: "", reason: "" },
  ...{ from: dayOf(nowMs - 30 * dayMs), until: dayOf(nowMs), lastDay: dayOf(nowMs + 13 * dayMs) },
});

/** The last day that can be chosen: it must be over within the longest time that a review may take. */
export const latestDay = (nowMs: number): string => dayOf(nowMs + (maxReviewDays - 1) * dayMs);

/** What is asked; undefined while something is missing, or the days do not fit. */
export const askedBy = (draft: ReviewDraft, nowMs: number): AskReview | undefined => {
  const period = periodOf(draft.from, draft.until);
  const lastDay = periodOf(draft.lastDay, draft.lastDay);
  if (!period || !lastDay || draft.lastDay < dayOf(nowMs) || draft.lastDay > latestDay(nowMs))
    return undefined;
  const { desk, number, reviewer, reason } = draft;
  const selection = { desk, topic: draft.topic || null, outcome: draft.outcome || null, ...period };
  const asked = { selection, number, reviewer, reason, endsAtMs: lastDay.toMs };
  return AskReview.safeParse(asked).data;
};
