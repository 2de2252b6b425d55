import type { ConversationId } from "@eigenkanaal/protocol";
import { expect, it, vi } from "vitest";
import { createOutbox, type Delivered, type Kept, type OutboxItem } from "./outbox.js";
import { aloneHere, memoryOutboxStore } from "./storage.js";

const conversation = "00000000-0000-4000-8000-000000000001" as ConversationId;

const message = (messageId: string): OutboxItem => ({
  conversation,
  kind: "message",
  channel: "public",
  messageId,
  envelope: new Uint8Array(),
  pendingRecord: null,
  queuedAtMs: 0,
  heldUntilMs: null,
  refused: null,
});
const idOf = ({ item }: Kept) => (item.kind === "message" ? item.messageId : "");

const outboxWith = (
  deliver: (kept: Kept, replace: (item: OutboxItem) => Promise<void>) => Promise<Delivered>,
) =>
  createOutbox(conversation, deliver, {
    store: memoryOutboxStore(),
    exclusive: aloneHere,
    nowMs: () => Date.now(),
  });

it("delivers in order of sealing, each once, however often it is asked", async () => {
  const delivered: string[] = [];
  const outbox = outboxWith(async (kept) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    delivered.push(idOf(kept));
    return "done";
  });
  await Promise.all(["a", "b", "c"].map((id) => outbox.add(message(id))));
  await Promise.all([outbox.drain(), outbox.drain(), outbox.drain()]);
  expect(delivered).toEqual(["a", "b", "c"]);
  expect(await outbox.list()).toEqual([]);
});

it("hears of what is added in whatever moment a drain comes to its end", async () => {
  for (let ticks = 0; ticks < 80; ticks++) {
    const delivered: string[] = [];
    const outbox = outboxWith(async (kept) => {
      delivered.push(idOf(kept));
      return "done";
    });
    await outbox.add(message("a"));
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    await outbox.add(message("b"));
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(delivered, `${ticks} ticks in between`).toEqual(["a", "b"]);
  }
});

it("keeps what must wait, and everything behind it, in order", async () => {
  let line = false;
  const delivered: string[] = [];
  const outbox = outboxWith(async (kept) => {
    if (!line) return "later";
    delivered.push(idOf(kept));
    return "done";
  });
  await outbox.add(message("a"));
  await outbox.add(message("b"));
  await outbox.drain();
  expect((await outbox.list()).map(idOf)).toEqual(["a", "b"]);
  line = true;
  await outbox.drain();
  expect(delivered).toEqual(["a", "b"]);
});

it("tries again with what was put in its place, and gives up for now when that never ends", async () => {
  const seen: string[] = [];
  const outbox = outboxWith(async (kept, replace) => {
    seen.push(idOf(kept));
    if (seen.length === 1) {
      await replace(message("a, sealed again"));
      return "again";
    }
    return seen.length === 2 ? "done" : "again";
  });
  await outbox.add(message("a"));
  await outbox.drain();
  expect(seen).toEqual(["a", "a, sealed again"]);
  await outbox.add(message("stubborn"));
  await outbox.drain();
  expect((await outbox.list()).map(idOf)).toEqual(["stubborn"]);
});

it("keeps what could not be delivered because the delivery failed, and tries that again", async () => {
  let locked = true;
  const delivered: string[] = [];
  const outbox = outboxWith(async (kept) => {
    if (locked) throw new Error("the key is locked");
    delivered.push(idOf(kept));
    return "done";
  });
  await outbox.add(message("a"));
  await outbox.drain();
  expect((await outbox.list()).map(idOf)).toEqual(["a"]);
  locked = false;
  await outbox.drain();
  expect(delivered).toEqual(["a"]);
});

it("has one next try waiting however many messages wait, and none once it is stopped", async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    const outbox = outboxWith(async () => {
      tries++;
      return "later";
    });
    for (const id of ["a", "b", "c", "d"]) {
      await outbox.add(message(id));
      await outbox.drain();
    }
    expect(vi.getTimerCount()).toBe(1);
    tries = 0;
    await vi.advanceTimersByTimeAsync(600_000);
    // Seldom, once the waits have grown to 30 seconds, half of which chance may take.
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(45);
    outbox.stop();
    tries = 0;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tries).toBe(0);
    expect(await outbox.list()).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});

it("holds a message for its writer, lets others pass, and delivers it when its time has come", async () => {
  vi.useFakeTimers();
  const delivered: string[] = [];
  const outbox = outboxWith(async (kept) => {
    delivered.push(idOf(kept));
    return "done";
  });
  await outbox.add({ ...message("held"), heldUntilMs: Date.now() + 10_000 } as OutboxItem);
  await outbox.add(message("passes"));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(delivered).toEqual(["passes"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(delivered).toEqual(["passes", "held"]);
  expect(await outbox.recall("held")).toBe(false);
  vi.useRealTimers();
});

it("gives back what is held, and lets it go when it is released", async () => {
  vi.useFakeTimers();
  const delivered: string[] = [];
  const outbox = outboxWith(async (kept) => {
    delivered.push(idOf(kept));
    return "done";
  });
  const heldUntilMs = Date.now() + 10_000;
  await outbox.add({ ...message("taken back"), heldUntilMs } as OutboxItem);
  await outbox.add({ ...message("released"), heldUntilMs } as OutboxItem);
  expect(await outbox.recall("taken back")).toBe(true);
  await outbox.release();
  expect(delivered).toEqual(["released"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(delivered).toEqual(["released"]);
  expect(await outbox.list()).toEqual([]);
  vi.useRealTimers();
});

it("comes back not before the gateway said, and then delivers", async () => {
  vi.useFakeTimers();
  try {
    let tries = 0;
    const outbox = outboxWith(async () => (tries++ === 0 ? { laterMs: 60_000 } : "done"));
    await outbox.add(message("a"));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(32_000);
    expect([tries, await outbox.list()]).toEqual([2, []]);
  } finally {
    vi.useRealTimers();
  }
});
