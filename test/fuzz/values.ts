import fc from "fast-check";
import { z } from "zod";
import type { Schema } from "./surface.js";

/** Values of a schema, for any schema that the protocol has or gets. */

/** How the bytes or letters that a reference stands for are spoilt. */
export type Spoiling =
  | { how: "flip"; bit: number }
  | { how: "truncate"; share: number }
  | { how: "extend"; byBytes: number }
  | { how: "upper" };

/** Something that only a running town has, by name: so a plan is the same for every town. */
export class Reference {
  readonly kind: string;
  readonly which: string;
  readonly spoiling: Spoiling | undefined;
  constructor(kind: string, which: string, spoiling?: Spoiling) {
    this.kind = kind;
    this.which = which;
    this.spoiling = spoiling;
  }
}

/** What a running town can put in a field of this name, and how often of ten or so. All else is made of its schema. */
export const known = {
  conversation: { own: 8, fresh: 4, closed: 1, colleagues: 1, witness: 6, otherTown: 2, nobody: 1 },
  desk: { own: 6, witness: 2, archive: 1, otherTown: 1, nobody: 1 },
  organisation: { own: 8, otherTown: 1, nobody: 1 },
  vk: { own: 8, witness: 1 },
  signature: { own: 6, stale: 1 },
  record: { first: 5, next: 5, far: 1, internal: 3, internalFar: 1, witness: 2, otherTown: 1 },
  envelope: {
    text: 8,
    continued: 4,
    chained: 3,
    far: 1,
    typing: 4,
    internal: 3,
    repeated: 2,
    stolenChain: 1,
    witness: 2,
    otherTown: 1,
  },
  account: { own: 6, witness: 1, nobody: 1 },
  auth: { own: 6, nobody: 1 },
  session: { own: 1, witness: 3, otherTown: 2, nobody: 1 },
  to: { own: 4, colleague: 4, witness: 1, otherTown: 1, nobody: 1 },
  answer: { own: 4, nobody: 2 },
  label: { own: 4, nobody: 2 },
  rootVk: { own: 5, nobody: 1 },
} as const;
export type KnownField = keyof typeof known;
/** Whether a town can fill a field of this name. */
export const isKnown = (field: string): field is KnownField => Object.hasOwn(known, field);

/** A reference for a field that a town can fill. */
export const referenceTo = (field: KnownField): fc.Arbitrary<Reference> =>
  fc
    .oneof(
      ...Object.entries(known[field]).map(([which, weight]) => ({ weight, arbitrary: fc.constant(which) })),
    )
    .map((which) => new Reference(field, which));

/**
 * Valid values of a schema as far as a schema tells; `field` is the name under which the value stands, if it does.
 * Throws for a kind of schema that it does not know: then it is to be taught here.
 */
export const valuesOf = (schema: Schema, field = ""): fc.Arbitrary<unknown> => {
  const made = madeOf(schema, field);
  if (!isKnown(field)) return made;
  return fc.oneof({ weight: 9, arbitrary: referenceTo(field) }, { weight: 1, arbitrary: made });
};

const madeOf = (schema: Schema, field: string): fc.Arbitrary<unknown> => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object": {
      const made = fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, valuesOf(part, key)])),
        { requiredKeys: Object.keys(def.shape).filter((key) => def.shape[key]?._zod.optin === undefined) },
      );
      // What is asked of the fields together is known where none of them is a reference.
      const isRight = (value: object) =>
        Object.values(value).some((part) => part instanceof Reference) || z.safeParse(schema, value).success;
      return (def.checks ?? []).length > 0 ? made.filter(isRight) : made;
    }
    case "string":
      // A format has its pattern itself, anything else among its checks.
      return stringsOf(
        schema,
        "pattern" in def ? [schema as unknown as z.core.$ZodCheck<never>] : def.checks,
      );
    case "number":
      return numbersOf(def.checks);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "literal":
      return fc.constantFrom(...def.values);
    case "nullable":
      return fc.option(valuesOf(def.innerType, field), { nil: null });
    case "optional":
      return valuesOf(def.innerType, field);
    case "array":
      return fc.array(valuesOf(def.element), { minLength: 1, maxLength: 4 });
    case "union":
      return fc.oneof(...def.options.map((option) => valuesOf(option, field)));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "pipe":
      return bytesOf(schema);
    default:
      throw new Error(`the fuzzer makes no values of a schema of type ${def.type}: teach it in values.ts`);
  }
};

type Checks = readonly z.core.$ZodCheck<never>[] | undefined;
const definitions = (checks: Checks) => (checks ?? []).map((check) => (check as z.core.$ZodChecks)._zod.def);

const stringsOf = (schema: Schema, checks: Checks): fc.Arbitrary<string> => {
  const pattern = definitions(checks).flatMap((def) =>
    "pattern" in def && def.pattern instanceof RegExp ? [def.pattern] : [],
  )[0];
  const strings = pattern ? fc.stringMatching(pattern) : fc.string();
  return strings.filter((value) => z.safeParse(schema, value).success);
};

const numbersOf = (checks: Checks): fc.Arbitrary<number> => {
  let [min, max] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  for (const def of definitions(checks)) {
    if (def.check === "greater_than") min = Number(def.value) + (def.inclusive ? 0 : 1);
    if (def.check === "less_than") max = Number(def.value) - (def.inclusive ? 0 : 1);
  }
  // The bounds themselves, and what no column or clock takes, more often than chance would have it.
  const edges = [min, max, 0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 8.64e15 + 1].filter(
    (edge) => edge >= min && edge <= max,
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: Math.max(min, 0), max: Math.min(max, 50) }) },
    { weight: 2, arbitrary: fc.constantFrom(...edges) },
    { weight: 1, arbitrary: fc.integer({ min, max }) },
  );
};

/** More than any frame may hold, so that the bounds of a kind of bytes are found below it. */
const beyondBytes = 200_000;

/** The lengths that a schema of bytes takes; found by asking it, since its bounds are functions. */
export const lengthsOf = (schema: Schema): { minBytes: number; maxBytes: number } => {
  const answer = (length: number) => {
    const parsed = z.safeParse(schema, new Uint8Array(length));
    if (parsed.success) return "right";
    return parsed.error.issues.some(({ message }) => message === "too_large") ? "long" : "short";
  };
  const firstThat = (fits: (length: number) => boolean) => {
    let [low, high] = [0, beyondBytes];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (fits(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const minBytes = firstThat((length) => answer(length) !== "short");
  if (answer(minBytes) !== "right") throw new Error("the fuzzer knows no bytes of this schema");
  return { minBytes, maxBytes: firstThat((length) => answer(length) === "long") - 1 };
};

const bytesOf = (schema: Schema): fc.Arbitrary<Uint8Array> => {
  const { minBytes, maxBytes } = lengthsOf(schema);
  const lengths = fc.oneof(
    fc.constantFrom(minBytes, maxBytes),
    fc.integer({ min: minBytes, max: Math.min(maxBytes, minBytes + 2_000) }),
  );
  return fc
    .tuple(lengths, fc.uint8Array({ minLength: 16, maxLength: 64 }))
    .map(([length, pattern]) => Uint8Array.from({ length }, (_, at) => pattern[at % pattern.length] ?? 0));
};
