import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { termWords } from "./terms.js";

const wording = { words: nl.records.terms, list: (words: string[]) => words.join(" en ") };

it.each([
  ["P1Y", "1 jaar"],
  ["P1Y6M", "1 jaar en 6 maanden"],
  ["P6W", "42 dagen"],
  ["P1M1D", "1 maand en 1 dag"],
  ["P0Y", "P0Y"],
  [null, "altijd bewaard"],
])("%s: %s", (term, said) => {
  expect(termWords(term, wording)).toBe(said);
});
