import type { Localised, TopicId, TopicWords } from "@eigenkanaal/protocol";
import MiniSearch, { type SearchOptions } from "minisearch";
import { commonWords } from "./functionWords.js";
import { dutchKey, englishKey, keysOfParts, keysTransposed, wordsIn } from "./words.js";

/** A topic by all that people call it. */
export type NamedTopic = { topic: TopicId; name: Localised; words: TopicWords };

/** Everything that `suggestTopics` needs; made once for a town. */
export type TopicIndex = {
  known: ReadonlySet<string>;
  /** A document for each topic: how many of the question's words belong to it. */
  topics: MiniSearch<TopicDocument>;
  /** A document for each name and expression: how well one of them says the question. */
  phrases: MiniSearch<PhraseDocument>;
};
type TopicDocument = { id: TopicId; name: string; words: string };
type PhraseDocument = { id: number; topic: TopicId; keys: string };

export type Suggestion = {
  /** At most three, the likeliest first; empty where no word of the question is known. */
  topics: readonly { topic: TopicId; score: number }[];
  /** Unsure: the score is low, or the next one is close. Then a person is the better choice. */
  confidence: "sure" | "unsure";
};

/**
 * Below this a score is of words that happen to stand somewhere. Found with the tune part of the labelled questions, and
 * raised a little: what it is wrongly sure of costs more than a person who is asked first.
 */
const sureFrom = 20;
/** A second score above this share of the first is too close. */
const closeFrom = 0.75;
/** A word of a topic's own name counts for more than one of another expression. */
const nameWeight = 1.1;
/** A word that stands in questions about anything. */
const commonWeight = 0.4;
/** A part of a compound counts for half a word. */
const partWeight = 0.5;
/** The second-best expression of a topic counts for less: it mostly repeats the best. */
const secondPhraseWeight = 0.3;

const keysIn = (phrase: string, keyOf: (word: string) => string): Set<string> =>
  new Set(wordsIn(phrase).map(keyOf));

const union = (sets: readonly Set<string>[]): Set<string> => new Set(sets.flatMap((keys) => [...keys]));

const asText = (keys: ReadonlySet<string>): string => [...keys].join(" ");

// Keys are found by their words already: they go into the search as they are.
const asTheyAre = { tokenize: (keys: string) => keys.split(" "), processTerm: (key: string) => key };

/**
 * The index of a town's topics, over names and words in both languages: people do not always write in that of the page.
 * `pause` is awaited after each topic, for whoever has something else to do meanwhile.
 */
export const indexTopics = async (
  town: readonly NamedTopic[],
  { pause }: { pause: () => Promise<void> },
): Promise<TopicIndex> => {
  const topics = new MiniSearch<TopicDocument>({ ...asTheyAre, fields: ["name", "words"] });
  const phrases = new MiniSearch<PhraseDocument>({ ...asTheyAre, fields: ["keys"], storeFields: ["topic"] });
  const known = new Set<string>();
  for (const { topic, name, words } of town) {
    const names = [keysIn(name.nl, dutchKey), keysIn(name.en ?? "", englishKey)];
    const others = [
      ...words.nl.map((phrase) => keysIn(phrase, dutchKey)),
      ...(words.en ?? []).map((phrase) => keysIn(phrase, englishKey)),
    ];
    for (const keys of [...names, ...others])
      if (keys.size > 0) phrases.add({ id: phrases.documentCount, topic, keys: asText(keys) });
    const ofNames = union(names);
    const ofOthers = union(others);
    topics.add({ id: topic, name: asText(ofNames), words: asText(ofOthers) });
    for (const key of [...ofNames, ...ofOthers]) known.add(key);
    await pause();
  }
  return { known, topics, phrases };
};

/** The keys of a question and how much each counts, from 0 to 1. */
const keysOfQuestion = (question: string, known: ReadonlySet<string>): Map<string, number> => {
  const weights = new Map<string, number>();
  const count = (key: string, weight: number) => weights.set(key, Math.max(weights.get(key) ?? 0, weight));
  for (const word of new Set(wordsIn(question))) {
    const key = dutchKey(word);
    const weight = commonWords.has(word) ? commonWeight : 1;
    count(key, weight);
    if (!known.has(key)) for (const meant of keysTransposed(key, known)) count(meant, weight);
    const inEnglish = englishKey(word);
    if (known.has(inEnglish)) count(inEnglish, weight);
    for (const part of keysOfParts(word, known)) count(part, known.has(key) ? partWeight / 2 : partWeight);
  }
  return weights;
};

/** How many letters of a word that is in no name or expression may be wrong. */
const mistakesIn = (key: string): number => {
  if (key.length >= 8) return 2;
  return key.length >= 5 ? 1 : 0;
};

/**
 * The likeliest topics for a question in somebody's own words, Dutch or English, whole or still being typed. Pure and
 * without a clock; a few milliseconds for a town of 75 topics.
 */
export const suggestTopics = ({ known, topics, phrases }: TopicIndex, question: string): Suggestion => {
  const weights = keysOfQuestion(question, known);
  const options: SearchOptions = {
    boost: { name: nameWeight },
    boostTerm: (key) => weights.get(key) ?? 1,
    fuzzy: (key) => (known.has(key) ? false : mistakesIn(key)),
    prefix: (key) => !known.has(key) && key.length >= 4,
    weights: { fuzzy: 0.25, prefix: 0.2 },
  };
  const keys = [...weights.keys()].join(" ");
  const scores = new Map<TopicId, number>();
  const add = (topic: TopicId, score: number) => scores.set(topic, (scores.get(topic) ?? 0) + score);
  for (const { id, score } of topics.search(keys, { ...options, bm25: { k: 0.7, b: 0.3, d: 0 } }))
    add(id, score);
  const seen = new Map<TopicId, number>();
  for (const { topic, score } of phrases.search(keys, { ...options, bm25: { k: 1.2, b: 0.9, d: 0 } })) {
    const before = seen.get(topic) ?? 0;
    seen.set(topic, before + 1);
    if (before < 2) add(topic, before === 0 ? score : score * secondPhraseWeight);
  }
  const [first, second, third] = [...scores]
    .map(([topic, score]) => ({ topic, score }))
    .toSorted((a, b) => b.score - a.score);
  const found = [first, second, third].filter((one) => one !== undefined);
  const sure = first && first.score >= sureFrom && (second?.score ?? 0) <= first.score * closeFrom;
  return { topics: found, confidence: sure ? "sure" : "unsure" };
};
