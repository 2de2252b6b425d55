import { ConversationId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { createLoadedChannels } from "./loadedChannels.js";

const load = (n: number, over: object = {}) => ({
  conversation: ConversationId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`),
  channel: "public" as const,
  afterSeq: 0,
  ...over,
});

test("knows a channel and how it was read, and no other", () => {
  const loaded = createLoadedChannels();
  loaded.add(load(1));
  expect(loaded.has(load(1))).toBe(true);
  expect(loaded.has(load(1, { mode: "follow" }))).toBe(true);
  for (const other of [load(2), load(1, { channel: "internal" }), load(1, { mode: "once" })])
    expect(loaded.has(other)).toBe(false);
});

test("what is read once is opened anew from its beginning, and not with the pages behind it", () => {
  const loaded = createLoadedChannels();
  loaded.add(load(1, { mode: "once" }));
  expect(loaded.has(load(1, { mode: "once", afterSeq: 100 }))).toBe(true);
  expect(loaded.has(load(1, { mode: "once" }))).toBe(false);
});

test("forgets the oldest when a connection has read thousands", () => {
  const loaded = createLoadedChannels();
  for (let n = 0; n <= 2_000; n++) loaded.add(load(n));
  expect(loaded.has(load(0))).toBe(false);
  expect(loaded.has(load(1))).toBe(true);
  expect(loaded.has(load(2_000))).toBe(true);
});
