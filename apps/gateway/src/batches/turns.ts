import type { ConversationId } from "@eigenkanaal/protocol";
import type { Send } from "../store/messages.js";

/** What tells one send from another, and which conversation it must not overtake. */
type Queued = {
  send: Pick<Send, "conversation" | "channel"> & { header: Pick<Send["header"], "messageId"> };
};

/** A batch that is under way, by the conversations that it holds. */
export type Flight = ReadonlySet<ConversationId>;

/** So many messages at most of one batch, and of one conversation in it. */
export type Shares = { batch: number; conversation: number };

/** What waits for a batch, by conversation, in the order of their turns. */
export type Turns<One> = {
  add(one: One): void;
  /**
   * Takes the next batch out: conversations by turns, each with no more than its share, so that one that sends without
   * end takes its share of a batch and not the batch. Of a conversation the longest waiting go first, and none of one that
   * is in flight: a second batch of one conversation could reach its lock before the first, and the chain's later message
   * would be refused for want of the earlier (PROTOCOL.md M1, M4). The second of two with one message id waits, with all
   * behind it, to be answered with the first one's row (M3).
   */
  take(flying: ReadonlySet<Flight>, shares: Shares): One[];
  size(): number;
};

export const createTurns = <One extends Queued>(): Turns<One> => {
  /** By conversation, whoever's turn is next first; none is empty. */
  const waiting = new Map<ConversationId, One[]>();
  let size = 0;
  return {
    add: (one) => {
      const { conversation } = one.send;
      const queue = waiting.get(conversation);
      if (queue) queue.push(one);
      else waiting.set(conversation, [one]);
      size++;
    },
    take: (flying, shares) => {
      const batch: One[] = [];
      const unfinished: [ConversationId, One[]][] = [];
      for (const [conversation, queue] of waiting) {
        if (batch.length === shares.batch) break;
        if ([...flying].some((flight) => flight.has(conversation))) continue;
        const share = Math.min(shares.conversation, shares.batch - batch.length);
        batch.push(...queue.splice(0, countNext(queue, share)));
        waiting.delete(conversation);
        if (queue.length > 0) unfinished.push([conversation, queue]);
      }
      // Behind everybody who has not had a turn.
      for (const [conversation, queue] of unfinished) waiting.set(conversation, queue);
      size -= batch.length;
      return batch;
    },
    size: () => size,
  };
};

/** How many of a conversation's first may go together: at most its share, and each message id once. */
const countNext = (queue: readonly Queued[], share: number): number => {
  const ids = new Set<string>();
  for (const { send } of queue.slice(0, share)) {
    const id = `${send.channel}/${send.header.messageId}`;
    if (ids.has(id)) break;
    ids.add(id);
  }
  return ids.size;
};
