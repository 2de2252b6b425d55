import type {
  Channel,
  ConversationId,
  ConversationSummary,
  Ephemeral,
  ErrorCode,
  Reply,
  StoredEpoch,
  StoredMessage,
} from "@eigenkanaal/protocol";
import { maxPage } from "@eigenkanaal/protocol";
import { type ChannelFeed, createChannelFeed } from "./channel.js";
import { type Connection, isPassing } from "./connection.js";
import {
  createOutbox,
  type Delivered,
  type Exclusive,
  type Kept,
  type OutboxItem,
  type OutboxStore,
} from "./outbox.js";
import { createReceipts } from "./receipts.js";
import {
  emptyTimeline,
  entriesOf,
  type Timeline,
  withoutQueued,
  withQueued,
  withRefused,
  withStored,
} from "./timeline.js";
import { createTyping } from "./typing.js";
import type { ChannelKey, Content, ConversationVault } from "./vault/vault.js";
import type { Author, Entry, ReaderView, Warning } from "./views.js";

/**
 * One conversation as one side holds it: its channels kept in step with the gateway, what waits to go out, receipts
 * and typing. Citizens and colleagues differ only in what they pass in.
 */
export type Conversation = {
  snapshot(): Snapshot;
  timeline(channel: Channel): Timeline;
  /** Reads what waits in the outbox; then, when there is a connection, all that is stored. */
  start(): Promise<Reply<ConversationSummary>>;
  /** The connection is back: fetch what was missed, send what waits. */
  resume(): Promise<Reply<ConversationSummary>>;
  send(channel: Channel, content: Content): Promise<void>;
  retry(messageId: string): Promise<void>;
  typing(): void;
  /** Everything in the public channel has been before the reader's eyes. */
  seen(): void;
  add(item: OutboxItem): Promise<void>;
  hearMessage(message: StoredMessage): void;
  hearEpoch(epoch: StoredEpoch): void;
  hearEphemeral(ephemeral: Ephemeral): void;
  clear(): Promise<void>;
  /** Sends nothing more. */
  stop(): void;
};

export type Snapshot = {
  entries: Entry[];
  warnings: Warning[];
  readers: ReaderView[];
  typing: Author | null;
};

export type ConversationOptions = {
  conversation: ConversationId;
  channels: readonly Channel[];
  me: Author;
  vault: ConversationVault;
  call: Connection["call"];
  store: OutboxStore;
  exclusive: Exclusive;
  /** Whether this client signs for what arrives: always a citizen's; a colleague's only of what they have in hand. */
  signsReceipts: () => boolean;
  /** Delivers the item that opens a new conversation; only a citizen has one. */
  open?: (
    item: OutboxItem & { kind: "open" },
    replace: (item: OutboxItem) => Promise<void>,
  ) => Promise<Delivered>;
  /** Fetches the certificates again. */
  refreshTrust: () => Promise<void>;
  changed: () => void;
  nowMs: () => number;
};

export const createConversation = (options: ConversationOptions): Conversation => {
  const { conversation, channels, me, vault, call, changed, nowMs } = options;
  const keyOf = (channel: Channel): ChannelKey => ({ conversation, channel });
  const timelines = new Map(channels.map((channel) => [channel, emptyTimeline(channel)]));
  const warnings = new Map<Channel, Warning[]>();
  let readers: ReaderView[] = [];

  const timeline = (channel: Channel): Timeline => timelines.get(channel) ?? emptyTimeline(channel);
  const update = (channel: Channel, next: Timeline) => {
    timelines.set(channel, next);
    changed();
  };

  const feeds = new Map<Channel, ChannelFeed>(
    channels.map((channel) => [
      channel,
      createChannelFeed(keyOf(channel), {
        vault,
        refreshTrust: options.refreshTrust,
        load: (afterSeq) => call("conversation:load", { ...keyOf(channel), afterSeq, limit: maxPage }),
        show: (added, doubts) => {
          warnings.set(channel, doubts);
          update(channel, withStored(timeline(channel), added));
          if (channel === "public") {
            typing.clear();
            receipts.wake();
          }
        },
        showReaders: (now) => {
          if (channel === "public") readers = now;
          if (channel === "public" && now.length > 0) begun();
          changed();
        },
      }),
    ]),
  );
  const feed = (channel: Channel): ChannelFeed => {
    const found = feeds.get(channel);
    if (!found) throw new Error(`this side has no ${channel} channel`);
    return found;
  };

  const caughtUp = new Set<Channel>();
  const catchUp = async (channel: Channel): Promise<Reply<ConversationSummary>> => {
    const reply = await feed(channel).catchUp();
    if (reply.ok) caughtUp.add(channel);
    return reply;
  };

  /** Publishes the epoch that must come first, if any. */
  const ensureEpoch = async (channel: Channel): Promise<Delivered | { refused: ErrorCode }> => {
    const record = await vault.proposeEpoch(keyOf(channel));
    if (!record) return "done";
    const reply = await call("epoch:publish", { ...keyOf(channel), record });
    if (reply.ok) {
      await feed(channel).offerEpoch(record);
      return "done";
    }
    return recover(channel, reply.code);
  };

  /** What a refusal means for a message that is sealed already. */
  const recover = async (channel: Channel, code: ErrorCode): Promise<Delivered | { refused: ErrorCode }> => {
    if (isPassing(code) || code === "unauthenticated") return "later";
    if (code === "desk_superseded") await options.refreshTrust();
    else if (code === "epoch_taken" || code === "epoch_superseded" || code === "out_of_order") {
      const reply = await catchUp(channel);
      if (!reply.ok && isPassing(reply.code)) return "later";
    } else return { refused: code };
    return "again";
  };

  const deliverMessage = async (
    item: OutboxItem & { kind: "message" },
    replace: (item: OutboxItem) => Promise<void>,
  ): Promise<Delivered> => {
    const { channel, messageId } = item;
    const refuse = async (code: ErrorCode): Promise<Delivered> => {
      // Another tab can have written it: whoever is refused must be shown, for it leaves the outbox.
      await showItem(item);
      update(channel, withRefused(timeline(channel), messageId, code));
      return "done";
    };
    // After a reload: what waits was sealed under epochs, and after messages, that must be known first.
    if (!caughtUp.has(channel)) {
      const reply = await catchUp(channel);
      if (!reply.ok) return isPassing(reply.code) ? "later" : refuse(reply.code);
    }
    const epoch = await ensureEpoch(channel);
    if (typeof epoch === "object") return refuse(epoch.refused);
    if (epoch !== "done") return epoch;
    if (!feed(channel).hasEpoch()) return "later";
    const sealed = await vault.fit(keyOf(channel), item);
    if (!sealed) return refuse("malformed");
    const { envelope, pendingRecord } = sealed;
    if (sealed.changed) await replace({ ...item, envelope, pendingRecord });
    const reply = await call("message:send", { ...keyOf(channel), envelope });
    if (reply.ok) {
      const { seq, storedAtMs } = reply.value;
      const stored = { ...keyOf(channel), seq, storedAtMs, envelope: reply.value.envelope ?? envelope };
      await feed(channel).offer(stored, "new");
      return "done";
    }
    const next = await recover(channel, reply.code);
    return typeof next === "object" ? refuse(next.refused) : next;
  };

  const deliver = async (
    { item }: Kept,
    replace: (item: OutboxItem) => Promise<void>,
  ): Promise<Delivered> => {
    if (item.kind === "message") return deliverMessage(item, replace);
    return options.open ? options.open(item, replace) : "done";
  };

  const outbox = createOutbox(conversation, deliver, options);

  /** After a reload nothing can be sealed before the conversation's epochs are known; what is sent then waits here. */
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });

  const send = async (channel: Channel, content: Content) => {
    await hasBegun;
    const sealed = await vault.seal(keyOf(channel), content);
    const queuedAtMs = nowMs();
    const { messageId } = sealed;
    update(channel, withQueued(timeline(channel), { messageId, content, queuedAtMs, refused: null }));
    await outbox.add({ conversation, kind: "message", channel, queuedAtMs, ...sealed });
  };

  const receipts = createReceipts({
    mine: me.role,
    timeline: () => timeline("public"),
    signs: options.signsReceipts,
    sign: (read) => send("public", { type: "receipt", read }),
  });
  const typing = createTyping({
    send: async () => {
      const envelope = await vault.sealTyping(keyOf("public"));
      if (envelope) await call("ephemeral:send", { ...keyOf("public"), envelope });
    },
    changed,
  });

  /** Shows what waits; what this client queued itself is shown already. */
  const showItem = async (item: OutboxItem) => {
    if (item.kind !== "message" || !channels.includes(item.channel)) return;
    const { channel, messageId, queuedAtMs } = item;
    if (timeline(channel).queued.some((known) => known.messageId === messageId)) return;
    const content = await vault.peek(keyOf(channel), item);
    if (content)
      update(channel, withQueued(timeline(channel), { messageId, content, queuedAtMs, refused: null }));
  };
  const showWaiting = async () => {
    for (const { item } of await outbox.list()) await showItem(item);
  };

  const resume = async (): Promise<Reply<ConversationSummary>> => {
    // A conversation that is not opened yet has nothing to fetch.
    if ((await outbox.list()).some(({ item }) => item.kind === "open")) await outbox.drain();
    let last: Reply<ConversationSummary> = { ok: false, code: "unavailable" };
    for (const channel of channels) {
      last = await catchUp(channel);
      if (!last.ok) break;
    }
    await showWaiting();
    void outbox.drain();
    return last;
  };

  return {
    timeline,
    snapshot: () => ({
      entries: entriesOf([...timelines.values()], me),
      warnings: [...warnings.values()].flat(),
      readers,
      typing: typing.who(),
    }),
    start: async () => {
      const [first] = await outbox.list();
      if (first?.item.kind === "open") {
        await vault.adopt(keyOf("public"), first.item.record);
        begun();
        await showWaiting();
      }
      return resume();
    },
    resume,
    send,
    retry: async (messageId) => {
      for (const [channel, { queued }] of timelines) {
        const item = queued.find((other) => other.messageId === messageId && other.refused);
        if (!item) continue;
        update(channel, withoutQueued(timeline(channel), messageId));
        await send(channel, item.content);
      }
    },
    typing: typing.typed,
    seen: () => receipts.seen(),
    add: async (item) => {
      if (item.kind === "open") begun();
      await outbox.add(item);
    },
    hearMessage: (message) => void feeds.get(message.channel)?.offer(message, "new"),
    hearEpoch: (epoch) => void feeds.get(epoch.channel)?.offerEpoch(epoch.record),
    hearEphemeral: ({ channel, envelope }) => {
      if (channel !== "public") return;
      void vault.openTyping(keyOf(channel), envelope).then((author) => {
        // Our own sign, sent back to us, is nobody else's.
        if (author && author.role !== me.role) typing.heard(author);
      });
    },
    clear: () => outbox.clear(),
    stop: () => outbox.stop(),
  };
};
