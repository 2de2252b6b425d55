import type { Piece } from "./searchParts.js";

/** How words are compared in a search: without accents or capitals, and a ligature like its letters. */
export const folded = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text, as they stand in it. */
export const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

/** What is searched for by these words: each once, as they are compared; a single letter is none. */
export const termsOf = (words: string): string[] =>
  [...new Set(wordsOf(words).map(folded))].filter((term) => term.length > 1);

/** About so much of a text is shown around its first hit. */
const beforeChars = 40;
const excerptChars = 160;

/**
 * The part of a text around the first word whose folded form is among `terms`, in pieces, each hit a piece of its own;
 * an ellipsis stands where something was left out. The beginning of the text where none is.
 */
export const excerptOf = (text: string, terms: ReadonlySet<string>): Piece[] => {
  const hits = [...text.matchAll(wordPattern)].filter(([word]) => terms.has(folded(word)));
  const first = hits[0]?.index ?? 0;
  const from = first <= beforeChars ? 0 : startOfWord(text, first - beforeChars);
  const to = endOfWord(text, Math.max(from + excerptChars, first + (hits[0]?.[0].length ?? 0)));
  const pieces: Piece[] = [];
  let at = from;
  for (const { 0: word, index } of hits) {
    if (index < from || index + word.length > to) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), hit: false });
    pieces.push({ text: word, hit: true });
    at = index + word.length;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), hit: false });
  if (from > 0) pieces.unshift({ text: "…", hit: false });
  if (to < text.length) pieces.push({ text: "…", hit: false });
  return pieces;
};

const startOfWord = (text: string, at: number): number => {
  const space = text.indexOf(" ", at);
  return space === -1 || space > at + beforeChars ? at : space + 1;
};

const endOfWord = (text: string, at: number): number => {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(" ", at);
  return space < at - beforeChars ? at : space;
};
