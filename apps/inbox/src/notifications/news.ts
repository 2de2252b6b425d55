import type { QueueItem } from "@eigenkanaal/client";

/** What a colleague is told while they look elsewhere: that something came, or waits too long, never what. */
export type News = "mine" | "waiting" | "passed" | "warned";

/** One wait of one citizen: further words of somebody who waits already are no news. */
const waitOf = ({ conversation, waitingSinceMs }: QueueItem) => `${conversation} ${waitingSinceMs}`;
/** How far it has come against its norm. */
const stageOf = (item: QueueItem) => `${waitOf(item)} ${item.late}`;

/** The waits that stand in a queue, and how, to hold the next one against. */
export const waitsIn = (queue: readonly QueueItem[]): ReadonlySet<string> =>
  new Set(queue.flatMap((item) => [waitOf(item), stageOf(item)]));

/**
 * The newest that came since `known`: a citizen who waits for me, or for whom I had it before, before one who waits for
 * anybody, before those who have waited too long, or nearly. Undefined when nothing did; what a colleague has in hand is theirs.
 */
export const newsSince = (queue: readonly QueueItem[], known: ReadonlySet<string>): News | undefined => {
  const ours = queue.filter(
    ({ waitingSinceMs, assignee, state }) =>
      waitingSinceMs !== null && (assignee?.me === true || state === "waiting"),
  );
  const fresh = ours.filter((item) => !known.has(waitOf(item)));
  if (fresh.some(({ assignee, reopened }) => (assignee ?? reopened?.had)?.me)) return "mine";
  if (fresh.length > 0) return "waiting";
  const later = ours.filter((item) => item.late !== null && !known.has(stageOf(item)));
  if (later.some(({ late }) => late === "passed")) return "passed";
  return later.length > 0 ? "warned" : undefined;
};
