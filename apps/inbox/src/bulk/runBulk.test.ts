import type { Refused } from "@eigenkanaal/client";
import { ConversationId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { type Progress, runBulk } from "./runBulk.js";

const ids = [1, 2, 3].map((n) => ConversationId.parse(`00000000-0000-4000-8000-00000000000${n}`));
const [, second] = ids as [ConversationId, ConversationId, ConversationId];

const run = (
  answers: (conversation: ConversationId, tries: number) => Refused | "note_lost",
  stopAfter = 99,
) => {
  const asked: ConversationId[] = [];
  const waits: number[] = [];
  const seen: Progress[] = [];
  const result = runBulk(
    ids,
    async (conversation) => {
      asked.push(conversation);
      return answers(conversation, asked.filter((one) => one === conversation).length);
    },
    {
      wait: async (ms) => void waits.push(ms),
      isStopped: () => asked.length >= stopAfter,
      progressed: (progress) => seen.push(progress),
    },
  );
  return { asked, waits, seen, result };
};

it("does one after the other, and what is refused stops none of the rest", async () => {
  const { asked, seen, result } = run((one) => (one === second ? { code: "already_taken" } : undefined));
  const failures = [{ conversation: second, why: "already_taken" }];
  expect(await result).toEqual({ done: 3, failures });
  expect(asked).toEqual(ids);
  expect(seen.map(({ done, failures: so }) => [done, so.length])).toEqual([
    [1, 0],
    [2, 1],
    [3, 1],
  ]);
});

it("waits as long as it is asked to and tries again, and gives up in the end", async () => {
  const once = run((one, tries) =>
    one === second && tries === 1 ? { code: "too_many_requests", retryAfterMs: 700 } : undefined,
  );
  expect(await once.result).toEqual({ done: 3, failures: [] });
  expect(once.waits).toEqual([700]);
  const never = run((one) => (one === second ? { code: "unavailable" } : undefined));
  expect((await never.result).failures).toEqual([{ conversation: second, why: "unavailable" }]);
});

it("tells of a note that was not kept, and stops between two of them", async () => {
  expect((await run((one) => (one === second ? "note_lost" : undefined)).result).failures).toEqual([
    { conversation: second, why: "note_lost" },
  ]);
  expect((await run(() => undefined, 2).result).done).toBe(2);
  expect((await run(() => ({ code: "unavailable" }), 1).result).done).toBe(0);
});
