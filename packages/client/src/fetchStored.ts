import { maxPage, type Reply, type StoredMessage } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { Pace, Wish } from "./pace.js";
import type { Fetched } from "./recordOf.js";
import type { ChannelKey, StoredChannel } from "./vault/vault.js";

/** `goal`: up to which message the channel must reach, by the gateway's word. */
export type FetchedChannel = StoredChannel & Pick<Fetched, "summary"> & { goal: number };

/** Everything that is stored of one channel, fetched without following it; undefined once nobody wants it. */
export const fetchStored = async (
  key: ChannelKey,
  wish: Wish,
  { call, pace }: { call: Connection["call"]; pace: Pick<Pace, "ask"> },
): Promise<Reply<FetchedChannel> | undefined> => {
  const messages: StoredMessage[] = [];
  const reachedSeq = () => messages.at(-1)?.seq ?? 0;
  for (;;) {
    const afterSeq = reachedSeq();
    const page = { ...key, afterSeq, limit: maxPage, mode: "once" } as const;
    const reply = await pace.ask(() => call("conversation:load", page), wish);
    if (!reply?.ok) return reply;
    const { epochs, summary, more } = reply.value;
    for (const message of reply.value.messages) if (message.seq > reachedSeq()) messages.push(message);
    const toldSeq = key.channel === "public" ? summary.publicSeq : summary.internalSeq;
    // More is promised and nothing given: asking again would go on for ever. That something is missing is told.
    const goal = more ? Math.max(toldSeq, reachedSeq() + 1) : toldSeq;
    if (reachedSeq() === afterSeq || reachedSeq() >= goal)
      return { ok: true, value: { records: epochs.map(({ record }) => record), messages, summary, goal } };
  }
};

/** What the vault is given: the bytes and their places. */
export const sealedOf = ({ records, messages }: StoredChannel): StoredChannel => ({
  records,
  messages: messages.map(({ seq, storedAtMs, envelope }) => ({ seq, storedAtMs, envelope })),
});
