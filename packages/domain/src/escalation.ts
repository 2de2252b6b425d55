import type { DeskId, Hours } from "@eigenkanaal/protocol";
import { isOpen, nextOpening } from "./businessHours.js";
import type { Conversation, ConversationEvent } from "./conversation.js";
import { addOpenMinutesOver, type HoursFrom } from "./hoursOver.js";
import { type Lateness, type LateStage, onTime } from "./lateness.js";

/** Within how many open minutes an answer is expected where no topic says so. */
export const defaultNormMinutes = 60;

/** Since when somebody waits, and against what: the hours as they held and are known to hold, oldest first. */
export type Wait = {
  sinceMs: number;
  normMinutes: number;
  warnAtPercent: number;
  hours: readonly HoursFrom[];
};

/** What the town sets for a wait. `overflow`: another desk, with its hours of this moment. */
export type WaitRules = Omit<Wait, "sinceMs"> & { overflow: { desk: DeskId; hours: Hours } | null };

/**
 * So often a wait is looked at anew, whatever was worked out before: hours and norms that a town changed count by then
 * for who waits already.
 */
export const lookAgainMs = 15 * 60_000;

/**
 * When a wait comes to a stage (unix ms), counted in open minutes: at the norm colleagues are alerted; before it, when the
 * part that the town sets has passed, they are warned; and as long after it as the warning was before, while they could
 * still act on the alert, the citizen is offered another desk. Undefined when that is not known.
 */
export const stageAt = (stage: Exclude<LateStage, "declined">, wait: Wait): number | undefined => {
  const { normMinutes, warnAtPercent } = wait;
  const warnMinutes = Math.ceil((normMinutes * warnAtPercent) / 100);
  const minutes = { warned: warnMinutes, passed: normMinutes, offered: 2 * normMinutes - warnMinutes };
  return addOpenMinutesOver(wait.hours, wait.sinceMs, minutes[stage]);
};

/**
 * What has come of a conversation's wait by now, with what is to be written down of it, and when to look next. Stages come
 * in their order, each once in a wait, also where several are overdue because no gateway ran. Another desk is offered only
 * while nobody has the conversation and colleagues have written nothing among themselves, and while that desk is open: else
 * from its opening on.
 */
export const escalate = (
  conversation: Conversation,
  { rules, internal }: { rules: WaitRules; internal: "begun" | "none" },
  nowMs: number,
): { late: Lateness; events: ConversationEvent[] } => {
  const { waitingSinceMs: sinceMs, handling } = conversation;
  if (sinceMs === null) return { late: onTime, events: [] };
  const { overflow } = rules;
  const events: ConversationEvent[] = [];
  let { late } = conversation;
  const lookAt = (atMs: number | undefined) => ({
    late: { ...late, dueAtMs: Math.min(atMs ?? Number.POSITIVE_INFINITY, nowMs + lookAgainMs) },
    events,
  });
  for (const stage of ["warned", "passed"] as const) {
    if (late.stage !== null && !(late.stage === "warned" && stage === "passed")) continue;
    const atMs = stageAt(stage, { ...rules, sinceMs });
    if (atMs === undefined || atMs > nowMs) return lookAt(atMs);
    late = { ...onTime, stage };
    events.push({ kind: stage === "warned" ? "norm_warned" : "norm_passed" });
  }
  if (late.stage !== "passed" || internal === "begun") return { late: { ...late, dueAtMs: null }, events };
  // The town may set a desk while they wait.
  if (overflow === null) return lookAt(undefined);
  const atMs = stageAt("offered", { ...rules, sinceMs });
  if (atMs === undefined || atMs > nowMs) return lookAt(atMs);
  if (handling.state !== "waiting") return lookAt(undefined);
  if (!isOpen(overflow.hours, nowMs)) return lookAt(nextOpening(overflow.hours, nowMs));
  return {
    late: { stage: "offered", dueAtMs: null, overflow: overflow.desk },
    events: [...events, { kind: "overflow_offered", toDesk: overflow.desk }],
  };
};
