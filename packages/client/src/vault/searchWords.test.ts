import { expect, it } from "vitest";
import { excerptOf, folded, wordsOf } from "./searchWords.js";

const shown = (text: string, ...terms: string[]) =>
  excerptOf(text, new Set(terms))
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

it("compares words without accents, capitals and ligatures", () => {
  expect(["Café", "CAFÉ", "cafe\u0301", "coördinatie", "ĳsbaan"].map(folded)).toEqual([
    ...["cafe", "cafe", "cafe", "coordinatie", "ijsbaan"],
  ]);
});

it("takes letters and digits as words, in any script", () => {
  expect(wordsOf("Zaak 2026-0042: m'n café?")).toEqual(["Zaak", "2026", "0042", "m", "n", "café"]);
  expect(wordsOf("كيف أسجل أطفالي؟")).toEqual(["كيف", "أسجل", "أطفالي"]);
});

it("marks every hit as it was written, and only whole words", () => {
  expect(shown("Het Café naast het cafétje", "cafe")).toBe("Het [Café] naast het cafétje");
  expect(shown("Niets hier", "cafe")).toBe("Niets hier");
});

it("shows the part around the first hit, cut between words", () => {
  const long = `${"vooraf ".repeat(30)}container ${"daarna ".repeat(60)}`;
  const excerpt = shown(long, "container");
  expect(excerpt.length).toBeLessThan(200);
  expect(excerpt).toMatch(/^…vooraf .*\[container\] daarna .*daarna…$/);
  expect(shown("x".repeat(500))).toBe(`${"x".repeat(160)}…`);
});
