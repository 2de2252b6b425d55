import type { WooGround } from "./grounds.js";
import { type Mask, type Span, wholeCharacters } from "./masks.js";
import { wordsIn } from "./patterns.js";

/** What a pattern may find. */
export const findingKinds = ["bsn", "iban", "email", "phone", "address", "plate", "name"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A mask on its way: suggested until a person confirms or refuses it. Only what is confirmed is left out. */
export type Marking = Mask & {
  kind: FindingKind | "by_hand";
  state: "suggested" | "confirmed" | "refused";
};

/** By which one is told from the others of its conversation. */
export const keyOf = ({ of, start, end }: Pick<Marking, "of" | "start" | "end">): string =>
  `${of}.${start}.${end}`;

/** With another ground or state for one. What was made by hand and is refused is not kept: nobody suggested it. */
export const withDecision = (
  markings: readonly Marking[],
  key: string,
  decision: Partial<Pick<Marking, "state" | "ground">>,
): Marking[] =>
  markings.flatMap((one) => {
    if (keyOf(one) !== key) return one;
    return one.kind === "by_hand" && one.state === "confirmed" && decision.state === "refused"
      ? []
      : { ...one, ...decision };
  });

type Place = Span & { of: number };

/**
 * With these places masked on a ground, confirmed as they are made by hand. They take the place of what was suggested or
 * refused there; where the same words stand elsewhere, that is suggested.
 */
export const withMasksByHand = (
  texts: readonly string[],
  markings: readonly Marking[],
  { places, ground }: { places: readonly Place[]; ground: WooGround },
): Marking[] => {
  const made = places.flatMap(({ of, start, end }): Marking[] => {
    const text = texts[of] ?? "";
    if (start >= end || text.slice(start, end).trim() === "") return [];
    return [{ of, ...wholeCharacters(text, { start, end }), ground, kind: "by_hand", state: "confirmed" }];
  });
  const stays = markings.filter(
    (one) => !made.some((mask) => (one.state === "confirmed" ? isSame(mask, one) : isWithin(one, mask))),
  );
  const all = [...stays, ...made];
  const words = new Set(made.map(({ of, start, end }) => (texts[of] ?? "").slice(start, end).trim()));
  const elsewhere = [...words]
    .filter((each) => each.length > 1)
    .flatMap((each) => placesOf(texts, each))
    .filter((place) => !all.some((one) => overlaps(one, place)))
    .filter((place, index, places) => !places.slice(0, index).some((one) => overlaps(one, place)))
    .map((place): Marking => ({ ...place, ground, kind: "by_hand", state: "suggested" }));
  return inOrder([...all, ...elsewhere]);
};

/** Where these words stand as words in the texts. */
export const placesOf = (texts: readonly string[], words: string): Place[] =>
  texts.flatMap((text, of) => wordsIn(text, words).map((span) => ({ of, ...wholeCharacters(text, span) })));

/** What nobody has decided about yet. */
export const undecided = (markings: readonly Marking[]): Marking[] =>
  markings.filter(({ state }) => state === "suggested");

/** What is left out. */
export const confirmedMasks = (markings: readonly Marking[]): Mask[] =>
  markings.filter(({ state }) => state === "confirmed");

const overlaps = (one: Place, other: Place): boolean =>
  one.of === other.of && one.start < other.end && other.start < one.end;
const isWithin = (inner: Place, outer: Place): boolean =>
  inner.of === outer.of && inner.start >= outer.start && inner.end <= outer.end;
const isSame = (one: Place, other: Place): boolean => keyOf(one) === keyOf(other);

const inOrder = (markings: readonly Marking[]): Marking[] =>
  markings.toSorted((one, other) => one.of - other.of || one.start - other.start || one.end - other.end);
