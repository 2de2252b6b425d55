import type { DeskId } from "@eigenkanaal/protocol";

/**
 * How far a wait has come against its norm: colleagues were warned, the norm has passed, the citizen was offered another
 * desk, and said no to it.
 */
export type LateStage = "warned" | "passed" | "offered" | "declined";

/**
 * Where a wait stands, and when the gateway looks at it next (unix ms): null where nothing more comes of it. `overflow`:
 * the desk that was offered.
 */
export type Lateness = { stage: LateStage | null; dueAtMs: number | null; overflow: DeskId | null };

export const onTime: Lateness = { stage: null, dueAtMs: null, overflow: null };

/**
 * A citizen begins to wait: the gateway looks at once when to warn. A moment that still stands from an earlier wait stays,
 * for it is never later than this wait's first: so most messages leave the index of those moments as it is.
 */
export const waitBegun = ({ dueAtMs }: Lateness, nowMs: number): Lateness => ({
  ...onTime,
  dueAtMs: dueAtMs ?? nowMs,
});

/** Somebody answered. */
export const waitEnded = (late: Lateness): Lateness => (late.stage === null ? late : onTime);

/** A colleague has it, or wrote about it to others: an offer that stands is withdrawn, for somebody is there after all. */
export const offerWithdrawn = (late: Lateness): Lateness =>
  late.stage === "offered" ? { ...onTime, stage: "passed" } : late;

/**
 * Colleagues handed it to another desk, with hours of its own: the wait goes on, and is warned and alerted of anew, for
 * there nobody has heard of it. At once where that is due. No desk is offered after it: colleagues have written.
 */
export const deskChanged = (nowMs: number): Lateness => ({ ...onTime, dueAtMs: nowMs });
