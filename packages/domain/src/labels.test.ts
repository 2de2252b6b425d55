import type { LabelId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import type { Conversation } from "./conversation.js";
import { label } from "./labels.js";

const [one, two, ended, foreign] = ["a", "b", "c", "d"].map(
  (letter) => `00000000-0000-4000-8000-00000000000${letter}` as LabelId,
) as [LabelId, LabelId, LabelId, LabelId];
const known = [
  { label: one, state: "in_use" },
  { label: two, state: "in_use" },
  { label: ended, state: "ended" },
] as const;
const having = (...labels: LabelId[]) => ({ labels }) as unknown as Conversation;

test("it has the labels that are named, in one order, and no others", () => {
  expect(label(having(one), { labels: [two, two], known })).toEqual({
    outcome: "changed",
    conversation: having(two),
    event: { kind: "labelled" },
  });
  expect(label(having(), { labels: [two, one], known })).toMatchObject({ conversation: having(one, two) });
  expect(label(having(one, two), { labels: [two, one], known })).toEqual({ outcome: "unchanged" });
});

test("one that has ended stays and does not come, one of another desk neither", () => {
  expect(label(having(ended), { labels: [ended, one], known })).toMatchObject({
    conversation: having(one, ended),
  });
  for (const wrong of [ended, foreign])
    expect(label(having(one), { labels: [one, wrong], known })).toEqual({
      outcome: "refused",
      code: "not_found",
    });
});
