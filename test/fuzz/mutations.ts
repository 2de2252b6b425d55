import fc from "fast-check";
import { Reference, type Spoiling } from "./values.js";

/** What is almost right, and what was never near it. */

/** A number as JSON can write it and JavaScript's own writer never would: `1e400`, `-0`, `9007199254740993`. */
export class RawNumber {
  readonly literal: string;
  constructor(literal: string) {
    this.literal = literal;
  }
  toJSON(): string {
    return `@@${this.literal}@@`;
  }
}

/** The JSON that was meant where raw numbers were written. */
export const withRawNumbers = (json: string): string => json.replaceAll(/"@@([^"@]*)@@"/g, "$1");

const spoilings: fc.Arbitrary<Spoiling> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ how: fc.constant("flip" as const), bit: fc.nat(2 ** 20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      how: fc.constant("truncate" as const),
      share: fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
    }),
  },
  fc.record({ how: fc.constant("extend" as const), byBytes: fc.constantFrom(1, 512, 1024, 70_000) }),
  fc.constant({ how: "upper" as const }),
);

const numbers = fc
  .constantFrom(
    ...["-1", "-0", "0.5", "1e400", "-1e400", "NaN", "9007199254740993", "2147483648", "4294967296"],
    ...["9007199254740991", "8640000000000001", "1e21", "5e-324"],
  )
  .map((literal) => new RawNumber(literal === "NaN" ? "null" : literal));

const keys = fc.constantFrom(
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "toJSON",
    "then",
    "length",
    "text",
    "",
    "_placeholder",
  ],
);

/** An object with an own key of any name, `__proto__` too: as JSON brings it. */
const objectWith = (key: string, value: unknown): object =>
  Object.defineProperty({}, key, { value, enumerable: true, configurable: true, writable: true });

const repeated = (unit: string, count: number) => unit.repeat(count);

const long = fc.oneof(
  fc.constantFrom(1_000, 64_001, 98_000, 120_000).map((length) => repeated("a", length)),
  fc.constantFrom(1_000, 30_000).map((length) => Array.from({ length }, () => 0)),
  fc
    .constantFrom(5_000)
    .map((length) => Object.fromEntries(Array.from({ length }, (_, at) => [`k${at}`, at]))),
  fc.constantFrom(65_672, 65_673, 98_000, 100_001, 200_000).map((length) => new Uint8Array(length)),
);

/** Any value that a frame can carry, whatever was asked for. */
export const absurd: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<unknown>(null, true, "", "text", {}, [], [null], 0, -1, undefined),
  },
  { weight: 4, arbitrary: numbers },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom("\u0000", "a\u0000b", "\ud800", "../../etc/passwd", "'; --") },
  { weight: 2, arbitrary: fc.tuple(keys, fc.jsonValue()).map(([key, value]) => objectWith(key, value)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ _placeholder: fc.boolean(), num: fc.oneof(fc.integer(), fc.string()) })
      .map((lie) => ({ envelope: lie })),
  },
  { weight: 1, arbitrary: long },
);

type Mutation =
  | { op: "remove" }
  | { op: "replace"; by: unknown }
  | { op: "add"; key: string; value: unknown }
  | { op: "spoil"; spoiling: Spoiling };

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ op: "remove" as const }) },
  { weight: 4, arbitrary: absurd.map((by) => ({ op: "replace" as const, by })) },
  { weight: 4, arbitrary: numbers.map((by) => ({ op: "replace" as const, by })) },
  {
    weight: 2,
    arbitrary: fc.tuple(keys, fc.jsonValue()).map(([key, value]) => ({ op: "add" as const, key, value })),
  },
  { weight: 8, arbitrary: spoilings.map((spoiling) => ({ op: "spoil" as const, spoiling })) },
);

/** Whether a value has parts that can be exchanged one by one. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !(value instanceof Uint8Array || value instanceof Reference || value instanceof RawNumber);

const spoilt = (value: unknown, spoiling: Spoiling): unknown => {
  if (value instanceof Reference) return new Reference(value.kind, value.which, spoiling);
  if (typeof value === "string") return spoiling.how === "upper" ? value.toUpperCase() : value.slice(1);
  if (value instanceof Uint8Array) return value.subarray(1);
  return null;
};

/** The value with one of its parts changed, at any depth; `pick` says which. */
const mutated = (value: unknown, pick: number, mutation: Mutation): unknown => {
  const parts = isPlain(value) ? Object.keys(value) : [];
  const key = parts[pick % Math.max(1, parts.length)];
  if (!isPlain(value) || key === undefined)
    return mutation.op === "replace"
      ? mutation.by
      : mutation.op === "spoil"
        ? spoilt(value, mutation.spoiling)
        : value;
  const copy: Record<string, unknown> = Array.isArray(value) ? Object.assign([], value) : { ...value };
  const inner = copy[key];
  if (isPlain(inner) && Object.keys(inner).length > 0 && pick % 3 !== 0)
    copy[key] = mutated(inner, Math.floor(pick / 7), mutation);
  else if (mutation.op === "remove") delete copy[key];
  else if (mutation.op === "add")
    // A list has no further fields, but can be longer.
    return Array.isArray(copy)
      ? [...copy, mutation.value]
      : Object.defineProperty(copy, mutation.key, { value: mutation.value, enumerable: true });
  else copy[key] = mutation.op === "replace" ? mutation.by : spoilt(inner, mutation.spoiling);
  return copy;
};

/** Right values with one thing wrong. */
export const nearly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(right, fc.nat(10_000), mutations).map(([value, pick, mutation]) => mutated(value, pick, mutation));
