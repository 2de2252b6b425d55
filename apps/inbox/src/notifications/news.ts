import type { QueueItem } from "@eigenkanaal/client";

/** What a colleague is told while they look elsewhere: that something came, never what. */
export type News = "mine" | "waiting";

/** One wait of one citizen: further words of somebody who waits already are no news. */
const waitOf = ({ conversation, waitingSinceMs }: QueueItem) => `${conversation} ${waitingSinceMs}`;

/** The waits that stand in a queue, to hold the next one against. */
export const waitsIn = (queue: readonly QueueItem[]): ReadonlySet<string> => new Set(queue.map(waitOf));

/**
 * The newest that came since `known`: a citizen who waits for me, before one who waits for anybody. Undefined when
 * nothing did; what a colleague has in hand is theirs.
 */
export const newsSince = (queue: readonly QueueItem[], known: ReadonlySet<string>): News | undefined => {
  const fresh = queue.filter((item) => item.waitingSinceMs !== null && !known.has(waitOf(item)));
  if (fresh.some(({ assignee }) => assignee?.me)) return "mine";
  return fresh.some(({ state }) => state === "waiting") ? "waiting" : undefined;
};
