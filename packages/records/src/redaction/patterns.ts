import type { Span } from "./masks.js";

/**
 * What identifies a person by its form: names as people write them, addresses, licence plates. Each finding is a reason to
 * look, and what is not found may be there all the same: a name in small letters, a street without a number.
 */

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));

/** Where the first group of a pattern (with the flag d) stands. */
const groupSpans = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });

const between = "(?:van|von|de|der|den|des|het|in|op|te|ter|ten|tot|el|al|bin|la|le|du|da|['’]t|['’]s)";
// Bounded, as every part that repeats: a text may be one long word.
const capitalised = "\\p{Lu}[\\p{L}\\p{M}'’-]{0,60}";
/** "J.P. de Vries", "Fatima", "van der Berg-Jansen": the first word may be a particle, one has a capital. */
const particles = `(?:${between}[ ]+){0,3}`;
const nameWord = `${particles}(?:\\p{Lu}\\.[ ]?){0,5}${particles}${capitalised}`;
const fullName = `${nameWord}(?:[ ]+${nameWord}){0,4}`;

/** Each with a small and with a capital first letter: the rest of the pattern tells capitals apart. */
const anyCase = (words: string): string =>
  words
    .split("|")
    .map((word) => `[${word[0]}${word[0]?.toUpperCase()}]${word.slice(1)}`)
    .join("|");

const titles = anyCase("mevrouw|meneer|mevr|mw|mej|dhr|de heer|heer|familie|fam|dokter|dr|mr|ms|mrs|mister");
const before = [
  // What goes before a name, and the name with it.
  `(?:${titles})\\.?[ ]+`,
  `(?:${anyCase("mijn naam is|naam is|ik ben|ik heet|my name is|i am|contactpersoon is")})[ ]+`,
  `(?:${anyCase("naam|voornaam|achternaam|name")})[ ]*:[ ]*`,
  `(?:${anyCase("beste|hallo|hoi|dag|geachte|lieve|dear|hello|hi")})[ ]+`,
  `(?:${anyCase("groet|groeten|groetjes|vriendelijke groet|mvg|gr|regards")})[.,!]?\\s+`,
].join("|");
const introduced = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${before})(?!${anyCase("gemeente")})(${fullName})`,
  "dgu",
);

/** Names, by the words before them. */
export const namesIn = (text: string): Span[] => groupSpans(text, introduced);

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** These words wherever they stand as words, however they are spaced. */
export const wordsIn = (text: string, words: string, caseMatters = false): Span[] => {
  const parts = words.trim().split(/\s+/).map(escaped);
  if (parts[0] === "") return [];
  const edge = "[\\p{L}\\p{M}\\p{N}]";
  const begins = /^[\p{L}\p{M}\p{N}]/u.test(words.trim()) ? `(?<!${edge})` : "";
  const ends = /[\p{L}\p{M}\p{N}]$/u.test(words.trim()) ? `(?!${edge})` : "";
  return spansOf(text, new RegExp(`${begins}${parts.join("\\s+")}${ends}`, caseMatters ? "gu" : "giu"));
};

/** A name that is known, whole and in its parts; a part, as "Bakker", only with its capital. */
export const knownNameIn = (text: string, name: string): Span[] => {
  const parts = name.split(/[\s-]+/).filter((part) => part.length > 2 && /^\p{Lu}/u.test(part));
  return [wordsIn(text, name), ...parts.map((part) => wordsIn(text, part, true))].flat();
};

/** The forms of Dutch plates, sidecodes 1 to 14 (RDW): X a letter, 9 a digit. */
const plateForms = [
  ...["XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9"],
  ...["9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9"],
];
const plate = (letter: string, between: string): string =>
  plateForms
    .map((form) => form.replaceAll("-", between).replaceAll("X", letter).replaceAll("9", "\\d"))
    .join("|");
const plates = new RegExp(
  // With spaces only in capitals: "om 10 uur" has the form of one too.
  `(?<![\\p{L}\\d-])(?:${plate("[A-Za-z]", "-?")}|${plate("[A-Z]", " ")})(?![\\p{L}\\d-])`,
  "gu",
);

export const platesIn = (text: string): Span[] => spansOf(text, plates);

const houseNumber =
  "\\d{1,5}(?:(?:-?[A-Za-z]{1,2}|[ ][A-Za-z])(?![\\p{L}\\d]))?(?:[ ]?[-/][ ]?\\d{1,4})?(?![\\p{L}\\d])";
/** SA, SD and SS are in no postcode. In small letters only without a space: "2026 en" is no postcode. */
const postcode = "[1-9]\\d{3}(?:[ ]?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![\\p{L}\\d])";
const streetEnds = anyCase(
  "straat|laan|weg|plein|gracht|kade|dijk|hof|singel|pad|steeg|dreef|plantsoen|markt|baan",
);
const street = `(?:\\p{Lu}[\\p{L}\\p{M}.'’-]{0,30}[ ]+){0,3}[\\p{L}\\p{M}'’-]{0,40}(?:${streetEnds})`;
const addresses = new RegExp(
  `(?<![\\p{L}\\d])(?:${postcode}(?:[ ,]+(?:(?:nr|nummer|huisnummer)\\.?[ ]*)?${houseNumber})?|${street}[ ]+(?:(?:nr|nummer)\\.?[ ]*)?${houseNumber})`,
  "gu",
);

/** A postcode with the house number beside it, or a street with one. */
export const addressesIn = (text: string): Span[] => spansOf(text, addresses);
