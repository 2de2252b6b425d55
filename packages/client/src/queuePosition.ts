import type { ConversationSummary, QueuePosition, Reply } from "@eigenkanaal/protocol";

/** How soon it is asked first, until it is known, and while one waits. */
const firstMs = 1_000;
const unknownMs = 5_000;
const everyMs = 30_000;

type Surroundings = {
  ask: () => Promise<Reply<QueuePosition>>;
  changed: () => void;
};

/** The place of one's own conversation in the queue, asked for while nobody has it: no news tells of the others in it. */
export const createQueuePosition = ({ ask, changed }: Surroundings) => {
  let position: QueuePosition | undefined;
  let next: ReturnType<typeof setTimeout> | undefined;

  const view = () => {
    const { ahead = null, typicalWaitMs = null } = position ?? {};
    return ahead === null ? null : { ahead, typicalWaitMs };
  };
  const look = async () => {
    const [asked, reply] = [next, await ask()];
    // Meanwhile somebody took it, or it was followed anew.
    if (next === undefined || next !== asked) return;
    if (reply.ok) {
      position = reply.value;
      changed();
    }
    next = setTimeout(() => void look(), view() ? everyMs : unknownMs);
  };
  const stop = () => {
    clearTimeout(next);
    next = position = undefined;
  };
  return {
    /** Null while nobody is waited for, or it is not known. */
    view,
    follow: ({ state }: ConversationSummary) => {
      if (state !== "waiting") stop();
      else next ??= setTimeout(() => void look(), firstMs);
    },
    stop,
  };
};
