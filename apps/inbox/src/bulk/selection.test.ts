import { ConversationId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { chooseAll, extend, maxChosen, nothingChosen, toggle, within } from "./selection.js";

const ids = Array.from({ length: maxChosen + 5 }, (_, n) =>
  ConversationId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`),
);
const [a, b, c, d] = ids as [ConversationId, ConversationId, ConversationId, ConversationId];
const rows = [a, b, c, d];
const chosen = ({ chosen: set }: { chosen: ReadonlySet<ConversationId> }) => [...set].toSorted();

it("puts one on and takes it off again", () => {
  const one = toggle(nothingChosen, b);
  expect(chosen(one)).toEqual([b]);
  expect(chosen(toggle(one, b))).toEqual([]);
});

it("goes from the one that was chosen last to this one, either way, and keeps what was chosen", () => {
  const from = toggle(nothingChosen, b);
  expect(chosen(extend(from, rows, d))).toEqual([b, c, d]);
  expect(chosen(extend(extend(from, rows, d), rows, a))).toEqual([a, b, c, d]);
  expect(chosen(extend(nothingChosen, rows, c))).toEqual([c]);
  expect(extend(from, [a], b)).toEqual(from);
});

it("takes all that is shown, and never more than can be done at a time", () => {
  expect(chosen(chooseAll(rows))).toEqual(rows);
  expect(chooseAll(ids).chosen.size).toBe(maxChosen);
  const full = chooseAll(ids.slice(0, maxChosen));
  expect(toggle(full, ids[maxChosen] ?? a).chosen.size).toBe(maxChosen);
});

it("lets go of what does not stand in the list any more", () => {
  const two = extend(toggle(nothingChosen, a), rows, b);
  expect(chosen(within(two, [b, c]))).toEqual([b]);
  expect(within(two, rows)).toBe(two);
});
