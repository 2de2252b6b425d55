import type { PlaceHold } from "@eigenkanaal/protocol";

/**
 * Why a hold cannot be placed, as it is asked for at a moment (unix ms); undefined when it can. One that names no desk, topic,
 * period or conversation would hold nothing, or all that the town has: `malformed`, as is a period that ends before it begins.
 */
export const holdFault = (
  { scope, conversations, endsAtMs }: Pick<PlaceHold, "scope" | "conversations" | "endsAtMs">,
  nowMs: number,
): "malformed" | "in_the_past" | undefined => {
  if (scope === null && conversations.length === 0) return "malformed";
  if (scope !== null) {
    const { desks, topics, fromMs, untilMs } = scope;
    if (desks.length + topics.length === 0 && fromMs === null && untilMs === null) return "malformed";
    if (fromMs !== null && untilMs !== null && fromMs >= untilMs) return "malformed";
  }
  return endsAtMs !== null && endsAtMs <= nowMs ? "in_the_past" : undefined;
};

/** Whether a hold that stands is the one that is asked for, in whatever order its parts are named. */
export const isSameHold = (standing: PlaceHold, asked: PlaceHold): boolean =>
  JSON.stringify(inOrder(standing)) === JSON.stringify(inOrder(asked));

const inOrder = ({ kind, reference, reason, scope, conversations, endsAtMs }: PlaceHold) => [
  ...[kind, reference, reason, endsAtMs, distinct(conversations)],
  scope && [distinct(scope.desks), distinct(scope.topics), scope.fromMs, scope.untilMs],
];

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted();
