import type { ConversationView, Entry } from "@eigenkanaal/client";

/**
 * The words that the citizen waits for an answer to; undefined where none is due. Whoever has it in hand, what they said
 * last is unanswered until a colleague writes: of messages the gateway tells no state [C4], so the entries say it. Where
 * nobody has it yet a colleague's last words are awaited further too. What was refused asks nothing, and that another
 * desk has it is no answer.
 */
export const awaited = ({ entries, state }: Pick<ConversationView, "entries" | "state">) => {
  const last = entries.findLast((entry) => entry.kind !== "turn" && deliveryOf(entry) !== "refused");
  const waits = last?.kind === "text" && (last.own ? state !== "closed" : state === "waiting");
  return waits ? last : undefined;
};

/** The gateway knows the conversation only once something of it is there. */
export const isStored = (entry: Entry): boolean => deliveryOf(entry) !== "queued";

const deliveryOf = (entry: Entry) => (entry.kind === "text" ? entry.delivery?.state : undefined);
