import { describe, expect, it } from "vitest";
import { dutchKey, englishKey, keysOfParts, keysTransposed, wordsIn } from "./words.js";

describe("the words of a question", () => {
  it("are those that say what it is about, in small letters and without accents", () => {
    expect(wordsIn("Hoi, ik wil graag m'n CAFÉ openen. Kan dat?")).toEqual(["cafe", "openen"]);
  });
  it("keep letters with dots between them together", () => {
    expect(wordsIn("een v.o.g. of b.s.n.? paspoort.kwijt")).toEqual(["vog", "bsn", "paspoort", "kwijt"]);
  });
  it("are none where nothing is said", () => {
    expect(wordsIn("?! …")).toEqual([]);
  });
});

describe("words that are one", () => {
  it.each([
    ["containers", "container"],
    ["verhuizing", "verhuizingen"],
    ["rybewys", "rijbewijs"],
    ["gladhijd", "gladheid"],
    ["lantarenpaal", "lantarenpaaal"],
    ["electrisch", "elektrisch"],
    ["bekeurt", "bekeurd"],
    ["fraag", "vraag"],
  ])("%s and %s", (one, other) => {
    expect(dutchKey(one)).toBe(dutchKey(other));
  });
  it("in English too", () => {
    expect(englishKey("moving")).toBe(englishKey("moved"));
  });
  it.each([
    ["paspoort", "parkeren"],
    ["hond", "hand"],
    ["kliko", "klacht"],
  ])("are not %s and %s", (one, other) => {
    expect(dutchKey(one)).not.toBe(dutchKey(other));
  });
});

describe("a mistyped word", () => {
  const known = new Set([dutchKey("paspoort")]);
  it("is the known one of which two letters changed places", () => {
    expect(keysTransposed("papsort", known)).toEqual([dutchKey("paspoort")]);
    expect(keysTransposed("passpot", known)).toEqual([]);
  });
});

describe("the parts of a compound", () => {
  const known = new Set(["paspoort", "aanvraag", "belasting", "aanslag", "pas"].map(dutchKey));
  it.each([
    ["paspoortaanvraag", ["paspoort", "aanvraag"]],
    ["belastingsaanslag", ["belasting", "aanslag"]],
    ["hondenpaspoort", ["paspoort"]],
  ])("%s has those that are known", (word, parts) => {
    expect(keysOfParts(word, known)).toEqual(new Set(parts.map(dutchKey)));
  });
  it("are not found in a short beginning, nor is the word its own part", () => {
    expect(keysOfParts("passer", known)).toEqual(new Set());
    expect(keysOfParts("paspoort", known)).toEqual(new Set());
  });
});
