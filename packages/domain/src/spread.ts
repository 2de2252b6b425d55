/** Median and ninth decile: values that are among those given, never between two of them; null where there are none. */
export type Spread = { medianMs: number | null; p90Ms: number | null };

const noSpread: Spread = { medianMs: null, p90Ms: null };

/** Of values in any order; leaves them in another. As PostgreSQL's percentile_disc: the first at which the share is reached. */
export const spreadOf = (values: Float64Array): Spread => {
  if (values.length === 0) return noSpread;
  const [median, p90] = [Math.ceil(values.length * 0.5) - 1, Math.ceil(values.length * 0.9) - 1];
  const last = values.length - 1;
  const medianMs = selected(values, median, [0, last]);
  // What is before the median is no larger.
  return { medianMs, p90Ms: selected(values, p90, [median, last]) };
};

/** The spread of each group's values, by its number, below `groups`; value and group stand at the same place. */
export const spreadsByGroup = (
  values: Float64Array,
  groupOf: Float64Array,
  groups: number,
): ((group: number) => Spread) => {
  const ends = new Int32Array(groups);
  for (let n = 0; n < groupOf.length; n++) ends[at(groupOf, n)] = at(ends, at(groupOf, n)) + 1;
  for (let group = 1; group < groups; group++) ends[group] = at(ends, group) + at(ends, group - 1);
  const begins = ends.slice();
  const grouped = new Float64Array(values.length);
  for (let n = values.length - 1; n >= 0; n--) {
    const group = at(groupOf, n);
    const place = at(begins, group) - 1;
    begins[group] = place;
    grouped[place] = at(values, n);
  }
  return (group) => spreadOf(grouped.subarray(at(begins, group), at(ends, group)));
};

const at = (values: Float64Array | Int32Array, n: number): number => values[n] as number;

/** Of fewer than this a sample is not worth taking. */
const sampledFrom = 600;

/**
 * The n-th smallest, counted from 0, of values of which those before `left` are no larger than the rest, and those behind `right` no
 * smaller; puts what is no larger before it. Takes as long as there are values, where sorting takes longer (C. A. R. Hoare,
 * "Algorithm 65: Find", 1961; that it first finds in a sample where to part them: R. W. Floyd and R. L. Rivest, "Algorithm 489: The
 * Algorithm SELECT", 1975).
 */
const selected = (values: Float64Array, n: number, [first, last]: readonly [number, number]): number => {
  let [left, right] = [first, last];
  while (left < right) {
    if (right - left >= sampledFrom) selected(values, n, sampleAround(n, left, right));
    const pivot = values[n] as number;
    let [low, high] = [left, right];
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const kept = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = kept;
    }
    if (high < n) left = low;
    if (n < low) right = high;
  }
  return values[n] as number;
};

/** The places of a sample in whose midst the n-th smallest most likely is. */
const sampleAround = (n: number, left: number, right: number): [number, number] => {
  const [count, place] = [right - left + 1, n - left + 1];
  const size = 0.5 * Math.exp((2 * Math.log(count)) / 3);
  const leans =
    0.5 * Math.sqrt((Math.log(count) * size * (count - size)) / count) * Math.sign(place - count / 2);
  return [
    Math.max(left, Math.floor(n - (place * size) / count + leans)),
    Math.min(right, Math.floor(n + ((count - place) * size) / count + leans)),
  ];
};

/** Numbers in the order in which they came. */
export type Column = {
  add(value: number): void;
  /** All of them, and no copy. */
  values(): Float64Array;
};

export const createColumn = (): Column => {
  let values = new Float64Array(256);
  let length = 0;
  return {
    add: (value) => {
      if (length === values.length) {
        const longer = new Float64Array(length * 2);
        longer.set(values);
        values = longer;
      }
      values[length++] = value;
    },
    values: () => values.subarray(0, length),
  };
};
