import type { LoadConversation } from "@eigenkanaal/protocol";

/** Of so many channels a connection knows that it has loaded them; of one before those the log has a line more. */
const maxKnown = 2_000;

type Load = Pick<LoadConversation, "conversation" | "channel" | "mode">;

/** What a connection has loaded: only the first page of a channel is a line of the audit log (PROTOCOL.md Y2). */
export const createLoadedChannels = () => {
  const loaded = new Set<string>();
  const keyOf = ({ conversation, channel, mode }: Load) => `${conversation}/${channel}/${mode ?? "follow"}`;
  return {
    has: (load: Load) => loaded.has(keyOf(load)),
    add: (load: Load) => {
      loaded.add(keyOf(load));
      const [oldest] = loaded;
      if (loaded.size > maxKnown && oldest !== undefined) loaded.delete(oldest);
    },
  };
};
