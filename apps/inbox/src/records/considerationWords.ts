import {
  type Consideration,
  ConsiderationSubject,
  type Considerations,
  type Decision,
  TownChoice,
} from "@eigenkanaal/protocol";
import type { Texts } from "../texts/wording.js";

type Words = Texts["records"]["considerations"];

/** The subjects that every town decides, in the order of the register. */
export const choices = TownChoice.options.map((name) => ConsiderationSubject.parse(name));

const choiceNamed = (subject: ConsiderationSubject) => TownChoice.safeParse(subject).data;

/** What a subject is called: a choice by the product's words, a channel by its own name. */
export const subjectName = (
  subject: ConsiderationSubject,
  decision: Decision | undefined,
  words: Words,
): string => {
  const choice = choiceNamed(subject);
  if (choice) return words.choices[choice].name;
  return decision?.kind === "channel" ? decision.name : subject;
};

/** What was decided, in a word or two. */
export const decisionWords = (decision: Decision | undefined, words: Words): string => {
  if (!decision) return words.undecided;
  return decision.kind === "choice" ? words[decision.choice] : words[decision.state];
};

/** A short name for a channel that has none yet: of its letters and digits; another one where it is taken. */
export const subjectFor = (name: string, taken: readonly ConsiderationSubject[]): ConsiderationSubject => {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 30)
    .replace(/^-+|-+$/g, "");
  const known = new Set<string>([...taken, ...TownChoice.options]);
  const base = plain === "" ? "kanaal" : plain;
  for (let n = 1; ; n++) {
    const subject = n === 1 ? base : `${base}-${n}`;
    if (!known.has(subject)) return ConsiderationSubject.parse(subject);
  }
};

/** All that was ever said of a subject, newest first. */
export const historyOf = (
  { current, before }: Considerations,
  subject: ConsiderationSubject,
): Consideration[] => [...current, ...before].filter((one) => one.subject === subject);
