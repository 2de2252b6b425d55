import { type Assessed, type Decision, decisionOf, undecided } from "@eigenkanaal/records/redaction";

/** How far somebody is with a conversation. `done`: they said that nothing of it is left to weigh. */
export type Work = { assessed: Assessed; done: boolean };

export type Progress =
  | { at: "unopened" | "looked" | "done" | "withheld" }
  /** So many suggestions are still to be decided. */
  | { at: "open"; left: number };

export const progressOf = (work: Work | undefined): Progress => {
  if (!work) return { at: "unopened" };
  const { withheld, markings } = work.assessed;
  const left = undecided(markings).length;
  if (withheld === null && left > 0) return { at: "open", left };
  if (!work.done) return { at: "looked" };
  return { at: withheld === null ? "done" : "withheld" };
};

/** How many of each decision there are among what is done, and how many are not. */
export const countsOf = (
  works: readonly (Work | undefined)[],
): { decisions: Record<Decision, number>; unfinished: number } => {
  const decisions = { public: 0, partial: 0, refused: 0 };
  let unfinished = 0;
  for (const work of works) {
    if (work?.done) decisions[decisionOf(work.assessed)]++;
    else unfinished++;
  }
  return { decisions, unfinished };
};
