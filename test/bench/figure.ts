/** One measured number. */
export type Figure = {
  id: string;
  value: number;
  unit: "ratio" | "ms" | "bytes" | "per_s";
  /** What the value is of, and what it was held against. */
  of: string;
  /** Absent where the figure only stands beside another. */
  target?: { atLeast: number } | { atMost: number };
};

/** How thoroughly to measure: `rounds` of `secondsEach` for each contestant. */
export type Effort = {
  rounds: number;
  secondsEach: number;
  /** For what is measured over very many connections. */
  connections: number;
  report: (step: string) => void;
};

/** What a file of `groups/` exports as `measure`. */
export type Measure = (effort: Effort) => Promise<Figure[]>;

/** The target as text, and whether the value meets it; undefined without a target. */
export const verdictOn = ({ value, target }: Figure): { bound: string; met: boolean } | undefined => {
  if (!target) return undefined;
  return "atLeast" in target
    ? { bound: `≥ ${target.atLeast}`, met: value >= target.atLeast }
    : { bound: `≤ ${target.atMost}`, met: value <= target.atMost };
};

/** The middle one, or of an even count the mean of the middle two. Throws when there is none. */
export const median = (values: readonly number[]): number =>
  (percentile(values, 0.5) +
    percentile(
      values.map((value) => -value),
      0.5,
    ) *
      -1) /
  2;

/** The smallest value that `share` (0–1] of the values do not exceed. Throws when there is none. */
export const percentile = (values: readonly number[], share: number): number => {
  const found = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
};

/** Rounded to as many decimals as tell something. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
