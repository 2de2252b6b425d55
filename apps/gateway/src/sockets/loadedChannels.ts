import type { LoadConversation } from "@eigenkanaal/protocol";

/** Of so many channels a connection knows that it has loaded them; of one before those the log has a line more. */
const maxKnown = 2_000;

type Load = Pick<LoadConversation, "conversation" | "channel" | "mode" | "afterSeq">;

/**
 * What a connection has loaded: only the first page of a channel is a line of the audit log (PROTOCOL.md Y2). What is read
 * `once` is kept nowhere: whoever reads it from its beginning opens it anew, and has a line anew.
 */
export const createLoadedChannels = () => {
  const loaded = new Set<string>();
  const keyOf = ({ conversation, channel, mode }: Load) => `${conversation}/${channel}/${mode ?? "follow"}`;
  return {
    has: (load: Load) => !(load.mode === "once" && load.afterSeq === 0) && loaded.has(keyOf(load)),
    add: (load: Load) => {
      loaded.add(keyOf(load));
      const [oldest] = loaded;
      if (loaded.size > maxKnown && oldest !== undefined) loaded.delete(oldest);
    },
  };
};
