/** Chance that repeats itself: the same seed gives the same numbers, whoever asks and whenever. */
export type Random = {
  /** From 0 up to and without 1. */
  next(): number;
  /** A whole number from 0 up to and without `count`. */
  below(count: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** One of them; throws RangeError when there is none. */
  one<T>(of: readonly T[]): T;
  /** One of them, each as often as its weight says; throws RangeError when all weigh nothing. */
  weighted<T>(of: readonly (readonly [T, number])[]): T;
  /** Log-normal, as durations among people are: half of them are below `median`; `spread` is the sigma of its logarithm. */
  around(median: number, spread: number): number;
};

/** Of this seed; different seeds are independent of each other. */
export const randomOf = (seed: string): Random => {
  let state = hashOf(seed);
  // Mulberry32 (T. Ettinger, public domain): not for secrets.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    one: (of) => {
      const found = of[below(of.length)];
      if (found === undefined) throw new RangeError("nothing to choose from");
      return found;
    },
    weighted: (of) => {
      let rest = next() * of.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of of) {
        rest -= weight;
        if (weight > 0 && rest < 0) return item;
      }
      throw new RangeError("nothing to choose from");
    },
    around: (median, spread) => {
      // Box and Muller; 1 − next, for the logarithm of nothing is none.
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
  };
};

/** FNV-1a, 32 bits, mixed once more so that seeds that differ in their last letter are far apart. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return Math.imul(hash ^ (hash >>> 15), 0x846ca68b) ^ (hash >>> 16);
};
