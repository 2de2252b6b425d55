import { decodeUtf8, equalBytes, fromBase64Url, toBase64Url, utf8, uuidToBytes } from "./bytes.js";
import { Malformed, strictly } from "./malformed.js";

/** How one value stands in JSON; `decode` throws `Malformed`. */
export type Codec<T> = { decode(json: unknown): T; encode(value: T): unknown };

type OptionalCodec<T> = Codec<T> & { readonly optional: true };
type Shape = Record<string, Codec<unknown>>;
type ValueOf<C> = C extends { decode(json: unknown): infer T } ? T : never;
type OptionalKeys<S> = { [K in keyof S]: S[K] extends { optional: true } ? K : never }[keyof S];

/** The value that a shape describes. */
export type Shaped<S> = { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: ValueOf<S[K]> } & {
  readonly [K in OptionalKeys<S>]?: ValueOf<S[K]>;
};

const refuse = (what: string): never => {
  throw new Malformed(what);
};

const same = <T>(decode: (json: unknown) => T): Codec<T> => ({ decode, encode: (value) => value });

/** One of the given strings, numbers or booleans. */
export const oneOf = <const T extends string | number | boolean>(...values: readonly T[]): Codec<T> =>
  same((json) => values.find((value) => value === json) ?? refuse("not an allowed value"));

export const boolean: Codec<boolean> = same((json) =>
  typeof json === "boolean" ? json : refuse("not a boolean"),
);

/** A safe integer of 0 or more; times are such integers, Unix milliseconds. */
export const integer: Codec<number> = same((json) =>
  typeof json === "number" && Number.isSafeInteger(json) && json >= 0 ? json : refuse("not an integer"),
);

/** Well-formed Unicode of 1 (or 0) to `maxBytes` bytes of UTF-8. */
export const text = (maxBytes: number, minBytes = 1): Codec<string> =>
  same((json) => {
    if (typeof json !== "string" || /\p{Surrogate}/u.test(json)) return refuse("not a text");
    const { length } = utf8(json);
    return length >= minBytes && length <= maxBytes ? json : refuse("text too long");
  });

/** Lower-case UUID text. */
export const uuid: Codec<string> = same((json) =>
  typeof json === "string" && uuidToBytes(json) ? json : refuse("not a UUID"),
);

/** Base64url without padding of exactly `length` bytes, or of any length in the list. */
export const binary = (...lengths: readonly number[]): Codec<Uint8Array> => ({
  decode: (json) => {
    const bytes = typeof json === "string" ? fromBase64Url(json) : undefined;
    return bytes && lengths.includes(bytes.length) ? bytes : refuse("not binary of this length");
  },
  encode: toBase64Url,
});

/** A list of at most `max` values. */
export const list = <T>(item: Codec<T>, max: number): Codec<readonly T[]> => ({
  decode: (json) =>
    Array.isArray(json) && json.length <= max
      ? json.map((value) => item.decode(value))
      : refuse("not a list"),
  encode: (values) => values.map((value) => item.encode(value)),
});

export const optional = <T>(codec: Codec<T>): OptionalCodec<T> => ({ ...codec, optional: true });

/** An object with exactly these keys, written in this order. */
export const object = <S extends Shape>(shape: S): Codec<Shaped<S>> => ({
  decode: (json) => {
    if (typeof json !== "object" || json === null) return refuse("not an object");
    const given = new Map(Object.entries(json));
    const fields = Object.entries(shape).filter(([key, codec]) => given.has(key) || !("optional" in codec));
    return Object.fromEntries(fields.map(([key, codec]) => [key, codec.decode(given.get(key))])) as Shaped<S>;
  },
  encode: (value) => {
    const given = new Map<string, unknown>(Object.entries(value));
    const fields = Object.entries(shape).filter(([key]) => given.get(key) !== undefined);
    return Object.fromEntries(fields.map(([key, codec]) => [key, codec.encode(given.get(key))]));
  },
});

/** A value as the one JSON text that stands for it. */
export const encodeCanonical = <T>(codec: Codec<T>, value: T): Uint8Array =>
  utf8(JSON.stringify(codec.encode(value)));

/**
 * The value of canonical JSON. It is parsed, rebuilt in the fixed order and encoded again; unless the
 * bytes are the same the answer is undefined, which refuses unknown and duplicate keys and every other
 * spelling of numbers, strings and white space at once.
 */
export function decodeCanonical<T>(codec: Codec<T>, bytes: Uint8Array): T | undefined {
  const source = decodeUtf8(bytes);
  if (source === undefined) return undefined;
  return strictly(() => {
    const value = codec.decode(parseJson(source));
    return equalBytes(encodeCanonical(codec, value), bytes) ? value : refuse("not canonical");
  });
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return refuse("not JSON");
  }
}
