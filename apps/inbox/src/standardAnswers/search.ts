import type { StandardAnswer } from "@eigenkanaal/protocol";

/** Without capitals and accents, so that "financien" finds "Financiën". */
const plain = (words: string) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The answers that hold every word that was typed, those with all of them in the title first; else in the order given.
 * Those of the conversation's own desk stand before the others.
 */
export const answersMatching = (
  typed: string,
  answers: readonly StandardAnswer[],
  desk: StandardAnswer["desk"] | null,
): StandardAnswer[] => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => plain(text).includes(word));
  const rank = (answer: StandardAnswer) => (answer.desk === desk ? 0 : 2) + (holds(answer.title) ? 0 : 1);
  return answers
    .filter(({ title, text }) => holds(`${title} ${text.nl} ${text.en ?? ""}`))
    .toSorted((one, other) => rank(one) - rank(other));
};
