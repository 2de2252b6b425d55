import type { ConversationId } from "@eigenkanaal/protocol";
import type { Send } from "../store/messages.js";

/** What tells one send from another, and which conversation it must not overtake. */
type Queued = {
  send: Pick<Send, "conversation" | "channel"> & { header: Pick<Send["header"], "messageId"> };
};

/** A batch that is under way, by the conversations that it holds. */
export type Flight = ReadonlySet<ConversationId>;

/**
 * Parts what waits into the next batch and what stays, both in the order in which it came. The batch takes the longest
 * waiting, at most `max`, of conversations that are not in flight: a second batch of one conversation could reach its
 * lock before the first, and the chain's later message would be refused for want of the earlier (PROTOCOL.md M1, M4).
 * The second of two with one message id stays too, to be answered with the first one's row (M3).
 */
export const takeBatch = <One extends Queued>(
  waiting: readonly One[],
  { flying, max }: { flying: ReadonlySet<Flight>; max: number },
): { batch: One[]; later: One[] } => {
  const flights = [...flying];
  const ids = new Set<string>();
  const batch: One[] = [];
  const later: One[] = [];
  for (const one of waiting) {
    const { conversation, channel, header } = one.send;
    const id = `${conversation}/${channel}/${header.messageId}`;
    const inFlight = flights.some((conversations) => conversations.has(conversation));
    if (batch.length < max && !inFlight && !ids.has(id)) {
      ids.add(id);
      batch.push(one);
    } else later.push(one);
  }
  return { batch, later };
};
