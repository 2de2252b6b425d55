import type { Channel } from "@eigenkanaal/protocol";
import { type Kept, type OutboxItem, refusalOf } from "./outbox.js";
import { type Timeline, withKeptOnly, withQueued } from "./timeline.js";
import type { ChannelKey, ConversationVault } from "./vault/vault.js";

type ShowWaitingOptions = {
  vault: ConversationVault;
  channels: readonly Channel[];
  keyOf: (channel: Channel) => ChannelKey;
  timeline: (channel: Channel) => Timeline;
  update: (channel: Channel, next: Timeline) => void;
  /** What is in the outbox. */
  list: () => Promise<Kept[]>;
};

/** Shows what waits or was refused, also what another tab wrote: the vault reads it back. */
export const createShowWaiting = (options: ShowWaitingOptions) => {
  const { vault, channels, keyOf, timeline, update, list } = options;
  const showItem = async (item: OutboxItem) => {
    if (item.kind !== "message" || !channels.includes(item.channel)) return;
    const { channel, messageId, queuedAtMs } = item;
    const heldUntilMs = item.heldUntilMs ?? null;
    const refused = refusalOf(item);
    const known = timeline(channel).queued.find((one) => one.messageId === messageId);
    if (known?.refused === refused && known.heldUntilMs === heldUntilMs) return;
    const content = known?.content ?? (await vault.peek(keyOf(channel), item));
    if (content)
      update(
        channel,
        withQueued(timeline(channel), { messageId, content, queuedAtMs, heldUntilMs, refused }),
      );
  };
  const showOutbox = async () => {
    const items = (await list()).map(({ item }) => item);
    for (const item of items) await showItem(item);
    const kept = new Set(items.map((item) => (item.kind === "message" ? item.messageId : "")));
    for (const channel of channels) {
      const before = timeline(channel);
      const now = withKeptOnly(before, kept);
      if (now.queued.length < before.queued.length) update(channel, now);
    }
  };
  /** One after another: an older look at the outbox must not bring back what a newer one saw gone. */
  let showing: Promise<void> = Promise.resolve();
  const showWaiting = () => {
    showing = showing.catch(() => undefined).then(showOutbox);
    return showing;
  };
  return { showItem, showWaiting };
};
