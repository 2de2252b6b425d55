/** Median and ninth decile: values that are among those given, never between two of them; null where there are none. */
export type Spread = { medianMs: number | null; p90Ms: number | null };

const noSpread: Spread = { medianMs: null, p90Ms: null };

/** Of values in any order; leaves them in another. As PostgreSQL's percentile_disc: the first at which the share is reached. */
export const spreadOf = (values: Float64Array): Spread => {
  if (values.length === 0) return noSpread;
  const [median, p90] = [Math.ceil(values.length * 0.5) - 1, Math.ceil(values.length * 0.9) - 1];
  const medianMs = selected(values, median, 0);
  // What is before the median is no larger.
  return { medianMs, p90Ms: selected(values, p90, median) };
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

/**
 * The n-th smallest, counted from 0, of values of which those before `from` are no larger than the rest; puts what is no larger
 * before it. Takes as long as there are values, where sorting takes longer (C. A. R. Hoare, "Algorithm 65: Find", 1961).
 */
const selected = (values: Float64Array, n: number, from: number): number => {
  let [left, right] = [from, values.length - 1];
  while (left < right) {
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
