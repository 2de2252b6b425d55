import type { WooGround } from "./grounds.js";
import { type FindingKind, findingKinds, type Marking } from "./markings.js";
import { type Span, wholeCharacters } from "./masks.js";
import { addressesIn, knownNameIn, namesIn, platesIn } from "./patterns.js";

type Finding = Span & { kind: FindingKind };

export type Finders = {
  /** What is found by form and check digits: BSN by the eleven test, IBAN by its remainder (packages/domain). */
  personalData: (
    text: string,
  ) => (Span & { kind: Extract<FindingKind, "bsn" | "iban" | "email" | "phone"> })[];
  /** Who took part, and whoever else is known by name. */
  names: readonly string[];
};

/** On which ground each is left out, until somebody weighs it: numbers that the law prescribes, and private life. */
const groundOf = (kind: FindingKind): WooGround => (kind === "bsn" ? "5.1.1.e" : "5.1.2.e");

/**
 * What patterns find in the texts of a conversation, in their order, each to be confirmed or refused by a person. A name
 * that is introduced in one text is looked for in all. Patterns miss things.
 */
export const suggestedMarkings = (texts: readonly string[], { personalData, names }: Finders): Marking[] => {
  const introduced = texts.flatMap((text) => namesIn(text).map(({ start, end }) => text.slice(start, end)));
  const known = [...new Set([...names, ...introduced])].filter((name) => name.trim().length > 1);
  const named = (kind: FindingKind) => (span: Span) => ({ ...span, kind });
  return texts.flatMap((text, of) =>
    apart([
      ...personalData(text),
      ...platesIn(text).map(named("plate")),
      ...addressesIn(text).map(named("address")),
      ...[...namesIn(text), ...known.flatMap((name) => knownNameIn(text, name))].map(named("name")),
    ]).map(({ kind, ...span }) => ({
      ...{ of, ...wholeCharacters(text, span), kind },
      ...{ ground: groundOf(kind), state: "suggested" as const },
    })),
  );
};

/** Those that overlap made one, of the kind that comes first. */
const apart = (found: readonly Finding[]): Finding[] => {
  const kept: Finding[] = [];
  for (const next of found.toSorted((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push({ ...next });
    else {
      last.end = Math.max(last.end, next.end);
      if (findingKinds.indexOf(next.kind) < findingKinds.indexOf(last.kind)) last.kind = next.kind;
    }
  }
  return kept;
};
