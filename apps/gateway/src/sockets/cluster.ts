import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@redis/client";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import type { Logger } from "pino";
import { boundedPublishing } from "./publishing.js";

/**
 * News between the gateways of one database, over Redis streams. Redis holds hints only: what it loses or never got is
 * in the database, and clients are told to look there (PROTOCOL.md M11).
 */
export type Cluster = {
  /** What a Socket.IO server takes as its adapter; each server has a stream of its own. */
  adapter(stream: string): ReturnType<typeof createAdapter>;
  /** Whether news goes to the other gateways at this moment. */
  state(): "linked" | "away";
  /** After Redis has been away: whose clients may have missed news, this gateway's (`here`) or all (`everywhere`). */
  onMissed(tell: (where: Missed) => void): void;
  close(): void;
};

export type Missed = "here" | "everywhere";

/** Entries that a stream keeps, about: so far may a gateway lag behind before its clients must catch up. */
const maxEntries = 5_000;
const readCount = 100;
const retryMs = 1_000;

/** Connects in the background and for ever: without Redis a gateway serves its own connections. */
export const openCluster = (redisUrl: string, { logger }: { logger: Logger }): Cluster => {
  const options = {
    url: redisUrl,
    // A line that is dead without a word shows by its pings, or by a read that does not end.
    pingInterval: 4_000,
    socket: {
      socketTimeout: 12_000,
      reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, retryMs),
    },
  };
  // News that cannot go now is told as missed, not kept and told late.
  const publisher = createClient({ ...options, disableOfflineQueue: true });
  const clients = [publisher];
  let state: "linked" | "away" = "away";
  let phase: "open" | "closed" = "open";
  const become = (next: typeof state) => {
    if (state !== next && phase === "open") logger.warn({ redis: next }, "news between gateways");
    state = next;
  };
  publisher.on("ready", () => become("linked"));
  publisher.on("error", () => become("away"));
  /** By what this gateway's adapters sign what they publish. */
  const ownIds = new Set<string>();

  let tellMissed: (where: Missed) => void = () => {};
  let missed: Missed | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Not at once: by then every reader reads again, and what happens meanwhile is in the database. */
  const announceLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const where = missed;
      if (!publisher.isReady || where === undefined) return announceLater();
      missed = undefined;
      tellMissed(where);
    }, retryMs);
  };
  const note = (where: Missed) => {
    if (phase === "closed") return;
    if (missed !== "everywhere") missed = where;
    announceLater();
  };

  /** A connection that reads a stream. In the shape that the adapter expects of a `redis` client, without its haste. */
  const reader = () => {
    const client = createClient(options);
    clients.push(client);
    let readies = 0;
    client.on("error", () => {});
    client.on("ready", () => {
      if (readies++ > 0) note("here");
    });
    let beginId: string | undefined;
    let isLagging = false;
    return {
      // Never called; by it the adapter tells the `redis` package from others.
      sSubscribe: () => {},
      on: () => {},
      // At its first read: the second one that the adapter asks for, for answers between servers, has nothing to do.
      connect: async () => {},
      subscribe: async () => {},
      disconnect: () => {},
      xRead: async ([{ key, id }]: [{ key: string; id: string }], wish: { COUNT: number; BLOCK: number }) => {
        try {
          if (phase === "closed") return null;
          if (!client.isOpen) await client.connect();
          // "$" would skip what comes between two reads.
          if (id === "$") beginId ??= (await client.xRevRange(key, "+", "-", { COUNT: 1 }))?.[0]?.id ?? "0-0";
          const fromId = id === "$" ? (beginId ?? id) : id;
          if (isLagging && (await client.xRange(key, fromId, fromId))?.length === 0) note("here");
          const streams = await client.xRead([{ key, id: fromId }], wish);
          const entries = entriesIn(streams);
          isLagging = entries.length === readCount;
          // What comes from here was told here. Without its content the adapter passes over it unread, and counts its place.
          for (const entry of entries) if (ownIds.has(entry.message.uid ?? "")) entry.message = {};
          return streams;
        } catch {
          // The adapter would ask again in the same breath.
          await wait(retryMs);
          return null;
        }
      },
    };
  };

  /** The client that the adapter publishes with. Its own connections' news does not wait for Redis. */
  const publish = boundedPublishing({ onMissed: () => note("everywhere") });
  const publishing = {
    sSubscribe: () => {},
    duplicate: reader,
    xAdd: (...entry: Parameters<typeof publisher.xAdd>): Promise<string> => {
      const [, , fields] = entry;
      ownIds.add(String(Reflect.get(fields, "uid")));
      publish(fields, () => publisher.xAdd(...entry));
      return Promise.resolve("");
    },
  };
  publisher.connect().catch(() => become("away"));

  return {
    adapter: (stream) =>
      createAdapter(publishing, { streamName: `eigenkanaal:${stream}`, maxLen: maxEntries, readCount }),
    state: () => state,
    onMissed: (tell) => {
      tellMissed = tell;
    },
    close: () => {
      phase = "closed";
      clearTimeout(timer);
      for (const client of clients) if (client.isOpen) client.destroy();
    },
  };
};

type StreamEntry = { id: string; message: Record<string, string> };

/** The entries that were read, of the one stream that was asked for. */
const entriesIn = (streams: unknown): StreamEntry[] =>
  Array.isArray(streams) ? ((streams[0] as { messages?: StreamEntry[] } | undefined)?.messages ?? []) : [];
