// Above 400 lines: the one path that a message goes, written, queued, sent and shown; its parts stand in files of their own.
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
import { answersSince, newestAnswer } from "./answers.js";
import { type ChannelFeed, createChannelFeed } from "./channel.js";
import type { Connection } from "./connection.js";
import { canWait, createNextEpoch } from "./nextEpoch.js";
import {
  createOutbox,
  type Delivered,
  type Exclusive,
  type Kept,
  laterAfter,
  type OutboxItem,
  type OutboxStore,
  refusalOf,
} from "./outbox.js";
import { createReceipts } from "./receipts.js";
import { createShowWaiting } from "./showWaiting.js";
import {
  emptyTimeline,
  entriesOf,
  isWritten,
  type Timeline,
  withoutQueued,
  withQueued,
  withStored,
  withTurns,
} from "./timeline.js";
import { createTyping, type Typist } from "./typing.js";
import type { ChannelKey, Content, ConversationVault } from "./vault/vault.js";
import type { Author, Entry, ReaderView, Sending, Warning } from "./views.js";

/**
 * One conversation as one side holds it: its channels kept in step with the gateway, what waits to go out, receipts
 * and typing. Citizens and colleagues differ only in what they pass in.
 */
export type Conversation = {
  snapshot(): Snapshot;
  timeline(channel: Channel): Timeline;
  /** Reads what waits in the outbox; then, when there is a connection, all that is stored. */
  start(): Promise<Reply<ConversationSummary>>;
  /** From here on news may be missed: what waits goes out only after that was fetched. */
  lapse(): void;
  /** The connection is back: fetch what was missed, send what waits. */
  resume(): Promise<Reply<ConversationSummary>>;
  /** Queues a message. Anything but `possible` says why it was not sealed; rejects when it could not be kept. */
  send(channel: Channel, content: Content, holdMs?: number): Promise<Sending>;
  /** The same, and waits until it is stored: its message id. What could not be stored now stays in the outbox. */
  sendNow(channel: Channel, content: Content): Promise<Reply<string>>;
  /** Takes back a message that is held, or that a colleague's answer came before; its content, or null when it is on its way. */
  recall(messageId: string): Promise<Content | null>;
  /** What is held goes now; resolves when it is stored, or when it must wait for the connection. */
  release(): Promise<void>;
  /** Sends a refused message again under a new id. */
  retry(messageId: string): Promise<void>;
  /** Takes a refused message away, in every tab. */
  discard(messageId: string): Promise<void>;
  typing(channel: Channel): void;
  /** Who types on one's own side. */
  colleaguesTyping(): Typist[];
  /** Everything in the public channel has been before the reader's eyes. */
  seen(): void;
  /** It may have become this client's to sign for what has arrived. */
  wakeReceipts(): void;
  add(item: OutboxItem): Promise<void>;
  /** Everything is read and sent, and every channel has the epoch that it should: the refusal when that cannot be now. */
  settle(): Promise<ErrorCode | undefined>;
  /** The certificates were fetched again: looks whether something may be sent. */
  judge(): Promise<void>;
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
  sending: Sending;
};

/** What became of a message that was to be sealed. */
type Queueing = { sending: "possible"; messageId: string } | { sending: Exclude<Sending, "possible"> };

export type ConversationOptions = {
  conversation: ConversationId;
  channels: readonly Channel[];
  me: Author;
  vault: ConversationVault;
  call: Connection["call"];
  store: OutboxStore;
  exclusive: Exclusive;
  /** Whether news comes in: a citizen's always. What waits goes out also when it does not. */
  follows: () => boolean;
  /** Whether this client signs for what arrives: always a citizen's; a colleague's only of what they have in hand. */
  signsReceipts: () => boolean;
  /** Delivers the item that opens a new conversation; only a citizen has one. */
  open?: (
    item: OutboxItem & { kind: "open" },
    replace: (item: OutboxItem) => Promise<void>,
  ) => Promise<Delivered>;
  /** Fetches the certificates again. */
  refreshTrust: () => Promise<void>;
  /** False while the newest directory could not be trusted. */
  trustStands: () => boolean;
  changed: () => void;
  nowMs: () => number;
};

export const createConversation = (options: ConversationOptions): Conversation => {
  const { conversation, channels, me, vault, call, changed, nowMs } = options;
  let stopped = false;
  /** What was under way when the keys were erased fails; any other failure is a fault and surfaces. */
  const background = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!stopped) throw error;
    });
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
        load: (afterSeq) =>
          call("conversation:load", {
            ...keyOf(channel),
            ...{ afterSeq, limit: maxPage, mode: options.follows() ? "follow" : "once" },
          }),
        show: (added, doubts) => {
          warnings.set(channel, doubts);
          update(channel, withStored(timeline(channel), added));
          for (const { message } of added) if (message.ok) typing.clear(message.author, channel);
          if (channel === "public") receipts.wake();
        },
        showReaders: (now, turns) => {
          if (channel === "public") {
            readers = now;
            timelines.set(channel, withTurns(timeline(channel), turns));
          }
          if (channel === "public" && now.length > 0) begun();
          background(judge());
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

  /** The channels of which nothing was missed since they were fetched. */
  const caughtUp = new Set<Channel>();
  let lapses = 0;
  const lapse = () => {
    lapses++;
    caughtUp.clear();
  };
  const catchUp = async (channel: Channel): Promise<Reply<ConversationSummary>> => {
    const before = lapses;
    const reply = await feed(channel).catchUp();
    if (reply.ok && options.follows() && lapses === before) caughtUp.add(channel);
    return reply;
  };

  let sending: Sending = "possible";
  const sendingIn = async (channel: Channel): Promise<Sending> => {
    if (!options.trustStands()) return "untrusted";
    return (await vault.maySeal(keyOf(channel))) ? "possible" : "no_desk";
  };
  const judge = async () => {
    const now = await sendingIn("public");
    if (now === sending) return;
    sending = now;
    changed();
    if (now === "possible") background(outbox.drain());
  };

  const { ensureEpoch, beginEpoch, recover } = createNextEpoch({
    ...{ vault, call, catchUp, keyOf },
    offer: (channel, record) => feed(channel).offerEpoch(record),
    refreshTrust: options.refreshTrust,
  });

  const entriesIn = (channel: Channel) => entriesOf([timeline(channel)], me);
  /** A colleague answered since it was written, and it has not left yet. */
  const isOvertaken = ({ knew }: OutboxItem & { kind: "message" }): boolean =>
    knew !== undefined && answersSince(entriesIn("public"), knew).length > 0;
  const deliverMessage = async (
    item: OutboxItem & { kind: "message" },
    replace: (item: OutboxItem) => Promise<void>,
  ): Promise<Delivered> => {
    const { channel } = item;
    // What waits was sealed under epochs, and after messages, that must be known first.
    if (!caughtUp.has(channel)) {
      const reply = await catchUp(channel);
      if (!reply.ok) return canWait(reply.code) ? laterAfter(reply) : { refused: reply.code };
    }
    if ((await sendingIn(channel)) !== "possible") return "later";
    if (isOvertaken(item)) return { refused: "answered_meanwhile" };
    const epoch = await ensureEpoch(channel);
    if (epoch !== "done") return epoch;
    if (!feed(channel).hasEpoch()) return "later";
    const sealed = await vault.fit(keyOf(channel), item);
    if (!sealed) return { refused: "malformed" };
    const { envelope, pendingRecord } = sealed;
    // Once it is on its way it may have arrived: who were asked then could send it twice.
    const { knew, ...leaving } = item;
    if (sealed.changed || knew !== undefined) await replace({ ...leaving, envelope, pendingRecord });
    const reply = await call("message:send", { ...keyOf(channel), envelope });
    if (reply.ok) {
      const { seq, storedAtMs } = reply.value;
      const stored = { ...keyOf(channel), seq, storedAtMs, envelope: reply.value.envelope ?? envelope };
      await feed(channel).offer(stored, "new");
      return "done";
    }
    return recover(channel, reply);
  };

  const deliver = async (
    { item }: Kept,
    replace: (item: OutboxItem) => Promise<void>,
  ): Promise<Delivered> => {
    if (item.kind === "open") return options.open ? options.open(item, replace) : "done";
    const delivered = await deliverMessage(item, replace);
    if (typeof delivered !== "object" || "laterMs" in delivered) return delivered;
    await showItem({ ...item, ...delivered });
    const { queued } = timeline(item.channel);
    const isTheirs = queued.some((one) => one.messageId === item.messageId && isWritten(one.content));
    return isTheirs ? delivered : "done";
  };

  const outbox = createOutbox(conversation, deliver, options);

  /** After a reload nothing can be sealed before the conversation's epochs are known; what is sent then waits here. */
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });

  const sealAndQueue = async (channel: Channel, content: Content, holdMs: number): Promise<Queueing> => {
    const knew = newestAnswer(entriesIn(channel));
    await hasBegun;
    const possible = await sendingIn(channel);
    if (possible !== "possible") return { sending: possible };
    // What has not been shown yet must not be signed for, though the vault may have opened it.
    const sealed = await vault.seal(keyOf(channel), content, timeline(channel).stored.length);
    // What a person writes later does not overtake what they wrote before.
    const before = isWritten(content) ? timeline(channel).queued.map((item) => item.heldUntilMs ?? 0) : [];
    const heldUntilMs = Math.max(holdMs > 0 ? nowMs() + holdMs : 0, ...before);
    const isAnswer = me.role === "member" && channel === "public" && content.type === "text";
    const waits = { queuedAtMs: nowMs(), heldUntilMs: heldUntilMs || null, refused: null };
    update(channel, withQueued(timeline(channel), { messageId: sealed.messageId, content, ...waits }));
    await outbox.add({
      conversation,
      kind: "message",
      channel,
      ...waits,
      ...sealed,
      ...(isAnswer && { knew }),
    });
    return { sending: "possible", messageId: sealed.messageId };
  };
  /** What is on its way to the outbox. */
  const sealing = new Set<Promise<Queueing>>();
  const queue = async (channel: Channel, content: Content, holdMs: number): Promise<Queueing> => {
    const queued = sealAndQueue(channel, content, holdMs);
    sealing.add(queued);
    try {
      return await queued;
    } finally {
      sealing.delete(queued);
    }
  };
  const send = async (channel: Channel, content: Content, holdMs = 0): Promise<Sending> =>
    (await queue(channel, content, holdMs)).sending;
  const sendNow: Conversation["sendNow"] = async (channel, content) => {
    const queued = await queue(channel, content, 0);
    if (queued.sending !== "possible") return { ok: false, code: "desk_superseded" };
    const { messageId } = queued;
    await outbox.drain();
    const left = (await outbox.list()).find(({ item }) => isMessage(item, messageId));
    if (!left) return { ok: true, value: messageId };
    const refused = refusalOf(left.item);
    return {
      ok: false,
      code: refused === null || refused === "answered_meanwhile" ? "unavailable" : refused,
    };
  };

  const receipts = createReceipts({
    mine: me.role,
    timeline: () => timeline("public"),
    signs: () => options.signsReceipts() && sending === "possible",
    sign: (read) => background(send("public", { type: "receipt", read })),
  });
  const sendTyping = async (channel: Channel) => {
    const envelope = await vault.sealTyping(keyOf(channel));
    if (envelope) await call("ephemeral:send", { ...keyOf(channel), envelope });
  };
  const typing = createTyping(me, { send: (channel) => background(sendTyping(channel)), changed });

  const { showItem, showWaiting } = createShowWaiting({
    ...{ vault, channels, keyOf, timeline, update },
    list: () => outbox.list(),
  });
  const unwatch = options.store.watch(conversation, () => background(showWaiting()));

  const discard = async (messageId: string) => {
    await outbox.discard(messageId);
    for (const [channel, { queued }] of timelines)
      if (queued.some((one) => one.messageId === messageId && one.refused))
        update(channel, withoutQueued(timeline(channel), messageId));
  };

  const retrying = new Set<string>();
  const sendAgain = async (messageId: string) => {
    for (const [channel, { queued }] of timelines) {
      const item = queued.find((other) => other.messageId === messageId && other.refused);
      // In another tab the person can have decided about it just now.
      if (!item || !(await outbox.list()).some(({ item: kept }) => isMessage(kept, messageId))) continue;
      if ((await send(channel, item.content)) === "possible") await discard(messageId);
    }
  };

  /** Whether all that was written has left. A receipt that came in between is no reason to say no: it goes too. */
  const isSent = async (): Promise<boolean> => {
    for (let looks = 0; looks < maxLooks; looks++) {
      await Promise.allSettled(sealing);
      await outbox.release();
      if (!(await outbox.list()).some(({ item }) => !refusalOf(item))) return true;
    }
    return false;
  };

  const settle = async (): Promise<ErrorCode | undefined> => {
    if ((await sendingIn("public")) !== "possible") return "desk_superseded";
    if (!(await isSent())) return "unavailable";
    for (const channel of channels) {
      const reply = await catchUp(channel);
      const refused = reply.ok ? await beginEpoch(channel) : reply.code;
      if (refused) return refused;
    }
    return undefined;
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
    background(outbox.drain());
    return last;
  };

  return {
    timeline,
    snapshot: () => ({
      entries: entriesOf([...timelines.values()], me),
      warnings: [...warnings.values()].flat(),
      readers,
      typing: typing.other(),
      sending,
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
    lapse,
    send,
    sendNow,
    retry: async (messageId) => {
      // Two clicks are one wish.
      if (retrying.has(messageId)) return;
      retrying.add(messageId);
      try {
        await sendAgain(messageId);
      } finally {
        retrying.delete(messageId);
      }
    },
    discard,
    recall: async (messageId) => {
      if (!(await outbox.recall(messageId))) return null;
      for (const [channel, before] of timelines) {
        const found = before.queued.find((item) => item.messageId === messageId);
        if (!found) continue;
        update(channel, withoutQueued(before, messageId));
        return found.content;
      }
      return null;
    },
    release: async () => {
      // What was written before goes before, also what is still being sealed.
      await Promise.allSettled(sealing);
      await outbox.release();
    },
    judge,
    typing: typing.typed,
    colleaguesTyping: typing.colleagues,
    seen: () => receipts.seen(),
    wakeReceipts: () => receipts.wake(),
    settle,
    add: async (item) => {
      if (item.kind === "open") begun();
      await outbox.add(item);
    },
    hearMessage: (message) => background(feed(message.channel).offer(message, "new")),
    hearEpoch: (epoch) => background(feed(epoch.channel).offerEpoch(epoch.record)),
    hearEphemeral: ({ channel, envelope }) => {
      if (!channels.includes(channel)) return;
      const opening = vault.openTyping(keyOf(channel), envelope).then((author) => {
        if (author) typing.heard(author, channel);
      });
      background(opening);
    },
    clear: () => outbox.clear(),
    stop: () => {
      stopped = true;
      unwatch();
      outbox.stop();
    },
  };
};

/** So often is looked whether something came while the rest was leaving. */
const maxLooks = 3;

const isMessage = (item: OutboxItem, messageId: string): boolean =>
  item.kind === "message" && item.messageId === messageId;
