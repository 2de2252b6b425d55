import type {
  CampaignCode,
  Channel,
  ConversationId,
  DeskId,
  ErrorCode,
  TopicId,
} from "@eigenkanaal/protocol";
import { requestBackoff } from "./backoff.js";

/**
 * What has been sealed and not yet stored, in order of sealing. It survives a reload, holds sealed bytes only, and
 * is drained by one tab at a time. What was refused stays, with the reason, until the person decides about it.
 */
export type OutboxItem = { conversation: ConversationId } & (
  | {
      kind: "open";
      desk: DeskId;
      topic: TopicId | null;
      language: string | null;
      record: Uint8Array;
      campaign?: CampaignCode;
    }
  | {
      kind: "message";
      channel: Channel;
      messageId: string;
      envelope: Uint8Array;
      pendingRecord: Uint8Array | null;
      queuedAtMs: number;
      /** Until when it waits for its writer to think again; null for what goes at once. */
      heldUntilMs: number | null;
      /** Of an answer: the id of the newest of a colleague's answers that its writer knew, null for none. Gone once it was sent. */
      knew?: string | null;
      refused: Refused | null;
    }
);

/** Why a message waits for its writer's decision: what the gateway refused for good, or a colleague answered first. */
export type Refused = ErrorCode | "answered_meanwhile";

export type Kept = { id: number; item: OutboxItem };

/** Keeps the items of all conversations of one organisation on this device. */
export type OutboxStore = {
  list(conversation: ConversationId): Promise<Kept[]>;
  add(item: OutboxItem): Promise<void>;
  replace(id: number, item: OutboxItem): Promise<void>;
  remove(id: number): Promise<void>;
  clear(conversation: ConversationId): Promise<void>;
  /** Hears of every change to a conversation's items, in other tabs too; the answer ends that. */
  watch(conversation: ConversationId, changed: () => void): () => void;
};

/** Runs work while no other tab does. */
export type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * `done`: leaves the outbox. `again`: something changed, try at once. `later`: the connection or the gateway is away.
 * `laterMs`: the same, and not before so long. `refused`: stays, and is not tried again.
 */
export type Delivered<Why extends Refused = Refused> =
  | "done"
  | "again"
  | "later"
  | { laterMs: number }
  | { refused: Why };

/** What a refusal that time may mend comes down to: to be tried later, and not before the time that it names. */
export const laterAfter = ({ retryAfterMs }: { retryAfterMs?: number | undefined }): Delivered<never> =>
  retryAfterMs === undefined ? "later" : { laterMs: retryAfterMs };

export type Outbox = {
  add(item: OutboxItem): Promise<void>;
  list(): Promise<Kept[]>;
  /** Delivers what is there, in order, until it is empty or must wait. Safe to call at any time, often. */
  drain(): Promise<void>;
  /** Takes a refused message out; false when it is not there any more. */
  discard(messageId: string): Promise<boolean>;
  /** Takes a message back that is still held, or that a colleague's answer came before; false when it is on its way. */
  recall(messageId: string): Promise<boolean>;
  /** What is held goes now. */
  release(): Promise<void>;
  clear(): Promise<void>;
  /** Delivers nothing more; what waits stays for who comes after. */
  stop(): void;
};

const maxTries = 5;

/** Why an item is not tried again; null for one that waits. */
export const refusalOf = (item: OutboxItem): Refused | null =>
  item.kind === "message" ? item.refused : null;

export const createOutbox = (
  conversation: ConversationId,
  deliver: (kept: Kept, replace: (item: OutboxItem) => Promise<void>) => Promise<Delivered>,
  { store, exclusive, nowMs }: { store: OutboxStore; exclusive: Exclusive; nowMs: () => number },
): Outbox => {
  let draining: Promise<void> | undefined;
  let wanted = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Undefined when it has moved out of the way; else how long it must wait at least. */
  const deliverOne = async (first: Kept): Promise<{ waitMs: number } | undefined> => {
    let kept = first;
    for (let tries = 0; tries < maxTries; tries++) {
      const attempt = deliver(kept, async (item) => {
        kept = { id: kept.id, item };
        await store.replace(kept.id, item);
      });
      // It throws where keys are locked meanwhile: then too it must wait, not be lost.
      const outcome = await attempt.catch((): Delivered => "later");
      if (outcome === "later") return { waitMs: 0 };
      if (outcome === "again") continue;
      if (outcome === "done") await store.remove(kept.id);
      else if ("laterMs" in outcome) return { waitMs: outcome.laterMs };
      else if (kept.item.kind === "message")
        await store.replace(kept.id, { ...kept.item, refused: outcome.refused });
      else await store.remove(kept.id);
      return undefined;
    }
    return { waitMs: 0 };
  };

  const waits = requestBackoff();
  const drainAfter = (waitMs: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void outbox.drain(), waitMs);
  };
  const alone = <T>(work: () => Promise<T>) => exclusive(`outbox-${conversation}`, work);
  const heldMs = (item: OutboxItem) => (item.kind === "message" ? (item.heldUntilMs ?? 0) - nowMs() : 0);

  const drainAll = () =>
    alone(async () => {
      for (;;) {
        const waiting = (await store.list(conversation)).filter(({ item }) => !refusalOf(item));
        const next = waiting.find(({ item }) => heldMs(item) <= 0);
        if (stopped) return;
        if (!next) {
          if (waiting.length > 0) drainAfter(Math.min(...waiting.map(({ item }) => heldMs(item))));
          return;
        }
        const stuck = await deliverOne(next);
        if (stuck) return drainAfter(waits.nextMs(stuck.waitMs));
        waits.reset();
      }
    });

  const outbox: Outbox = {
    add: async (item) => {
      await store.add(item);
      void outbox.drain();
    },
    list: () => store.list(conversation),
    drain: async () => {
      wanted = true;
      if (draining) return draining;
      draining = (async () => {
        try {
          while (wanted) {
            wanted = false;
            await drainAll();
          }
        } finally {
          // At once: whoever asks after the last look must begin a drain of their own.
          draining = undefined;
        }
      })();
      return draining;
    },
    discard: async (messageId) => {
      const found = (await store.list(conversation)).find(
        ({ item }) => item.kind === "message" && item.messageId === messageId && refusalOf(item),
      );
      if (found) await store.remove(found.id);
      return found !== undefined;
    },
    // Not while it is being delivered.
    recall: (messageId) =>
      alone(async () => {
        const found = (await store.list(conversation)).find(
          ({ item }) =>
            item.kind === "message" &&
            item.messageId === messageId &&
            (heldMs(item) > 0 || item.refused === "answered_meanwhile"),
        );
        if (found) await store.remove(found.id);
        return found !== undefined;
      }),
    release: async () => {
      await alone(async () => {
        for (const { id, item } of await store.list(conversation))
          if (item.kind === "message" && item.heldUntilMs !== null)
            await store.replace(id, { ...item, heldUntilMs: null });
      });
      await outbox.drain();
    },
    clear: () => store.clear(conversation),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
  return outbox;
};
