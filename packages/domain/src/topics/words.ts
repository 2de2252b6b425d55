import { stemmer as dutchStem } from "@orama/stemmers/dutch";
import { stemmer as englishStem } from "@orama/stemmers/english";
import { functionWords } from "./functionWords.js";

/** The words of a text that say what it is about, in small letters without accents, in their order. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    // "m'n" is one word, and "v.o.g." too.
    .replace(/['’`´]|(?<=\b\p{L})\.(?=\p{L}\b)/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !functionWords.has(word));

/** Letters that sound alike in Dutch are often taken for each other: each of these is written as one of them. */
const soundsAlike: readonly [RegExp, string][] = [
  [/ij|ei/g, "y"],
  [/ie/g, "i"],
  [/[ao]uw?/g, "au"],
  [/sch$/, "s"],
  [/ch/g, "g"],
  [/c(?=[eiy])/g, "s"],
  [/[cq]/g, "k"],
  [/z/g, "s"],
  [/v|ph/g, "f"],
  [/th/g, "t"],
  [/(.)\1+/g, "$1"],
  [/dt?$/, "t"],
  [/b$/, "p"],
];

const bySound = (word: string): string =>
  soundsAlike.reduce((spelled, [letters, one]) => spelled.replace(letters, one), word);

/** What stands in the index for a Dutch word: its stem, spelled by its sound. "Rybewys" and "rijbewijs" are one. */
export const dutchKey = (word: string): string => bySound(dutchStem(word));

/** The same of an English word. */
export const englishKey = (word: string): string => bySound(englishStem(word));

const linking = /(?:en|e|s)$/;

/**
 * The keys among `known` with which a compound begins or ends: Dutch writes as one word what other languages write as
 * two, and a town cannot list every "paspoortaanvraag". Parts of fewer than four letters say too little.
 */
export const keysOfParts = (word: string, known: { has(key: string): boolean }): Set<string> => {
  const keys = new Set<string>();
  const add = (part: string) => {
    const key = dutchKey(part);
    if (part.length >= 4 && key.length >= 3 && known.has(key)) keys.add(key);
  };
  for (let at = 3; at <= word.length - 3; at++) {
    const first = word.slice(0, at);
    add(first);
    add(first.replace(linking, ""));
    add(word.slice(at));
  }
  keys.delete(dutchKey(word));
  return keys;
};

/** The keys among `known` of which two neighbouring letters changed places: the commonest mistake in typing. */
export const keysTransposed = (key: string, known: { has(key: string): boolean }): string[] =>
  Array.from({ length: Math.max(0, key.length - 1) }, (_, at) =>
    [key.slice(0, at), key[at + 1], key[at], key.slice(at + 2)].join(""),
  ).filter((other) => other !== key && known.has(other));
