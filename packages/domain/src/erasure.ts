import type { Erasure, RetentionTable } from "@eigenkanaal/protocol";
import { civilDateAt } from "./calendar.js";
import type { Conversation } from "./conversation.js";
import { keepingOf, legalTimeZone } from "./retention.js";

/** What decides whether a conversation is erased for its citizen. */
export type ErasureFacts = {
  handling: Conversation["handling"];
  /** Whether a hold keeps it. */
  held: boolean;
  /** Whether anybody of the town ever had it in hand, wrote in it or did anything else with it. */
  takenUp: boolean;
};

export type ErasureDecision = Erasure extends infer One
  ? One extends unknown
    ? Omit<One, "atMs">
    : never
  : never;

/**
 * Whether a conversation is erased at once because its citizen asks for it (AVG, article 17), or what keeps it: where the
 * law demands that it is kept, the right does not apply (article 17, paragraph 3: b, a duty by law, here the Archiefwet's; d,
 * archiving; e, a claim in law). Which cases are which, and what we take for granted in them: PROTOCOL.md, Z2.
 */
export const decideErasure = (
  { handling, held, takenUp }: ErasureFacts,
  { table, nowMs }: { table: Pick<RetentionTable, "classes">; nowMs: number },
): ErasureDecision => {
  if (held) return { outcome: "refused", ground: "held", class: null, through: null };
  if (!takenUp) return { outcome: "honoured", ground: "not_taken_up" };
  if (handling.state !== "closed")
    return { outcome: "refused", ground: "in_hand", class: null, through: null };
  const { closedAtMs, registered } = handling;
  const keeping = keepingOf(table, { retention: registered.retention, closedAtMs });
  const kept = { outcome: "refused", class: registered.retention } as const;
  switch (keeping.kept) {
    case "until":
      return keeping.through < civilDateAt(nowMs, legalTimeZone)
        ? { outcome: "honoured", ground: "term_passed" }
        : { ...kept, ground: "term", through: keeping.through };
    case "forever":
      return { ...kept, ground: "forever", through: null };
    case "unknown":
      return { ...kept, ground: "no_term", through: null };
  }
};

/** Whether a request is decided as the one before it was: then it is that one, and nothing new to remember. */
export const isSameRefusal = (before: ErasureDecision, now: ErasureDecision): boolean =>
  before.outcome === "refused" &&
  now.outcome === "refused" &&
  before.ground === now.ground &&
  before.class === now.class &&
  before.through === now.through;
