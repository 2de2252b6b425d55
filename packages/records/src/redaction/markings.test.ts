import { expect, it } from "vitest";
import {
  confirmedMasks,
  keyOf,
  type Marking,
  placesOf,
  undecided,
  withDecision,
  withMasksByHand,
} from "./markings.js";

const texts = ["Sanne", "Jan Jansen belde. jan  jansen niet.", "Jansen en Jan Jansen"];
const suggested: Marking = { of: 1, start: 0, end: 10, ground: "5.1.2.e", kind: "name", state: "suggested" };
const key = keyOf(suggested);
const told = (markings: readonly Marking[]) =>
  markings.map(({ of, start, end, kind, state }) => [texts[of]?.slice(start, end), kind, state]);

it("leaves out only what is confirmed, on the ground that was chosen", () => {
  expect(confirmedMasks([suggested])).toEqual([]);
  expect(undecided([suggested])).toEqual([suggested]);
  const confirmed = withDecision([suggested], key, { state: "confirmed", ground: "5.1.2.d" });
  expect(confirmedMasks(confirmed)).toEqual([{ ...suggested, state: "confirmed", ground: "5.1.2.d" }]);
  const refused = withDecision(confirmed, key, { state: "refused" });
  expect(confirmedMasks(refused)).toEqual([]);
  expect(undecided(refused)).toEqual([]);
  expect(withDecision([suggested], "9.9.9", { state: "confirmed" })).toEqual([suggested]);
});

it("confirms at once what is made by hand, and suggests the same words elsewhere", () => {
  const made = withMasksByHand(texts, [], { places: [{ of: 1, start: 0, end: 10 }], ground: "5.1.2.e" });
  expect(told(made)).toEqual([
    ["Jan Jansen", "by_hand", "confirmed"],
    ["jan  jansen", "by_hand", "suggested"],
    ["Jan Jansen", "by_hand", "suggested"],
  ]);
});

it("takes the place of what was suggested or refused within it, and of nothing that was confirmed", () => {
  const places = [{ of: 1, start: 0, end: 17 }];
  const over = (state: Marking["state"]) =>
    told(withMasksByHand(texts, [{ ...suggested, state }], { places, ground: "5.2" }));
  const byHand = ["Jan Jansen belde.", "by_hand", "confirmed"];
  expect(over("suggested")).toEqual([byHand]);
  expect(over("refused")).toEqual([byHand]);
  expect(over("confirmed")).toEqual([["Jan Jansen", "name", "confirmed"], byHand]);
});

it("makes nothing of nothing, of blanks, or of a text that is not there", () => {
  const places = [
    { of: 1, start: 3, end: 4 },
    { of: 1, start: 5, end: 5 },
    { of: 9, start: 0, end: 5 },
  ];
  expect(withMasksByHand(texts, [suggested], { places, ground: "5.2" })).toEqual([suggested]);
});

it("takes away what was made by hand and is refused", () => {
  const made = withMasksByHand(texts, [], { places: [{ of: 0, start: 0, end: 5 }], ground: "5.2" });
  expect(withDecision(made, "0.0.5", { state: "refused" })).toEqual([]);
});

it("knows words wherever they stand as words, also those that mean something to a pattern", () => {
  expect(placesOf(["a.b (c) a.b", "axb a.bc"], "a.b")).toEqual([
    { of: 0, start: 0, end: 3 },
    { of: 0, start: 8, end: 11 },
  ]);
  expect(placesOf(["a.b (c) a.b"], "(c)")).toEqual([{ of: 0, start: 4, end: 7 }]);
  expect(placesOf(["iets"], "  ")).toEqual([]);
});
