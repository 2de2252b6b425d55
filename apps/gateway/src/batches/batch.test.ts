import type { ConversationId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { takeBatch } from "./batch.js";

/** A send by its name: the conversation's letter, then the message's id. */
const send = (name: string) => ({
  name,
  send: {
    conversation: name.slice(0, 1) as ConversationId,
    channel: "public" as const,
    header: { messageId: name.slice(1) },
  },
});
const flight = (...conversations: string[]) => new Set(conversations as ConversationId[]);

/** The names of what goes and of what stays. */
const taken = (waiting: string[], flying: ReturnType<typeof flight>[] = [], max = 9) => {
  const { batch, later } = takeBatch(waiting.map(send), { flying: new Set(flying), max });
  return { batch: batch.map(({ name }) => name), later: later.map(({ name }) => name) };
};

describe("a batch", () => {
  it("takes what waits, in the order in which it came, also several of one conversation", () => {
    expect(taken(["a1", "b1", "a2"])).toEqual({ batch: ["a1", "b1", "a2"], later: [] });
  });

  it("leaves the conversations that any flight holds, so that none of their messages overtakes another", () => {
    expect(taken(["a2", "b1", "c2", "a3"], [flight("a"), flight("c")])).toEqual({
      batch: ["b1"],
      later: ["a2", "c2", "a3"],
    });
  });

  it("leaves the second of two with one message id, unless they are of different conversations", () => {
    expect(taken(["a1", "b1", "a1", "a2"])).toEqual({ batch: ["a1", "b1", "a2"], later: ["a1"] });
  });

  it("takes no more than the most, the longest waiting first", () => {
    expect(taken(["a1", "b1", "c1"], [], 2)).toEqual({ batch: ["a1", "b1"], later: ["c1"] });
  });
});
