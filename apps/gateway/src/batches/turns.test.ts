import type { ConversationId } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTurns } from "./turns.js";

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

/** Turns of what waits, by names. */
const turnsOf = (...waiting: string[]) => {
  const turns = createTurns<ReturnType<typeof send>>();
  for (const name of waiting) turns.add(send(name));
  return {
    add: (name: string) => turns.add(send(name)),
    take: (flying: ReturnType<typeof flight>[] = [], shares = { batch: 9, conversation: 3 }) =>
      turns.take(new Set(flying), shares).map(({ name }) => name),
    size: turns.size,
  };
};

describe("a batch", () => {
  it("takes what waits, also several of one conversation, in the order in which they came", () => {
    const turns = turnsOf("a1", "b1", "a2");
    expect([turns.take(), turns.size()]).toEqual([["a1", "a2", "b1"], 0]);
  });

  it("leaves the conversations that any flight holds, so that none of their messages overtakes another", () => {
    const turns = turnsOf("a2", "b1", "c2", "a3");
    expect([turns.take([flight("a"), flight("c")]), turns.size()]).toEqual([["b1"], 3]);
    expect(turns.take([flight("c")])).toEqual(["a2", "a3"]);
  });

  it("leaves the second of two with one message id and all behind it, unless they are of different conversations", () => {
    const turns = turnsOf("a1", "b1", "a1", "a2");
    expect([turns.take(), turns.take()]).toEqual([
      ["a1", "b1"],
      ["a1", "a2"],
    ]);
  });

  it("takes no more than its share of a conversation, which then waits behind those that had no turn", () => {
    const turns = turnsOf("a1", "a2", "a3", "b1", "c1");
    const shares = { batch: 3, conversation: 2 };
    expect([turns.take([], shares), turns.take([], shares)]).toEqual([
      ["a1", "a2", "b1"],
      ["c1", "a3"],
    ]);
  });
});

/** Letters, so that each names a conversation. */
const conversation = fc.integer({ min: 0, max: 5 }).map((index) => "abcdef".charAt(index));

describe("whatever comes and flies", () => {
  it("nothing is lost or taken twice, and of each conversation all goes in the order in which it came", () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ add: conversation }),
        fc.record({ flying: fc.array(conversation, { maxLength: 3 }) }),
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(steps, (given) => {
        const turns = turnsOf();
        const added: string[] = [];
        const taken: string[] = [];
        for (const step of given) {
          if ("add" in step) {
            const name = `${step.add}${added.length}`;
            added.push(name);
            turns.add(name);
            continue;
          }
          const batch = turns.take([flight(...step.flying)], { batch: 4, conversation: 2 });
          expect(batch.filter(([letter = ""]) => step.flying.includes(letter))).toEqual([]);
          taken.push(...batch);
        }
        expect(turns.size()).toBe(added.length - taken.length);
        while (turns.size() > 0) taken.push(...turns.take());
        for (const letter of "abcdef") {
          const its = (names: string[]) => names.filter((name) => name.startsWith(letter));
          expect(its(taken)).toEqual(its(added));
        }
      }),
    );
  });

  it("a message waits no longer than one share of each conversation before it, however much one of them sends", () => {
    const crowd = fc.array(fc.tuple(conversation, fc.integer({ min: 1, max: 200 })), { maxLength: 12 });
    fc.assert(
      fc.property(crowd, fc.integer({ min: 1, max: 4 }), (before, share) => {
        const turns = turnsOf();
        for (const [letter, count] of before)
          for (let index = 0; index < count; index++) turns.add(`${letter}${letter}${index}`);
        const others = new Set(before.map(([letter]) => letter)).size;
        turns.add("z1");
        let ahead = 0;
        const next = () => turns.take([], { batch: 1, conversation: share });
        while (next()[0] !== "z1") ahead++;
        // A batch of one: each conversation before it has one turn.
        expect(ahead).toBeLessThanOrEqual(others);
      }),
    );
  });
});
