/** A count that is the sum of others; all by their place in the list of counts. */
export type Sum = { total: number; parts: readonly number[] };

/** What is about fewer conversations than this is not published: it could be about somebody whom a reader knows. */
export const fewestPublished = 5;

/**
 * The places of counts that stay out of a publication: those about too few conversations, and so many more that no sum gives
 * one of them away (cell suppression, primary and complementary: A. Hundepool and others, "Statistical Disclosure Control", 2012,
 * chapter 4). Nought is about nobody and may be told.
 */
export const suppressed = (counts: readonly number[], sums: readonly Sum[]): ReadonlySet<number> => {
  const isTooFew = (place: number) => countAt(place) > 0 && countAt(place) < fewestPublished;
  const countAt = (place: number) => counts[place] ?? 0;
  const hidden = new Set([...counts.keys()].filter(isTooFew));

  /** Hides the least of a sum that is still told, a nought only where there is nothing else, the total last. */
  const hideOneMore = ({ total, parts }: Sum): boolean => {
    const told = parts.filter((place) => !hidden.has(place));
    const cost = (place: number) => countAt(place) || Number.MAX_SAFE_INTEGER;
    const [least = hidden.has(total) ? undefined : total] = told.toSorted(
      (one, other) => cost(one) - cost(other),
    );
    if (least === undefined) return false;
    hidden.add(least);
    return true;
  };
  /** What a sum tells of its hidden parts together must be about enough, and about more than one of them. */
  const tellsTooMuch = ({ total, parts }: Sum): boolean => {
    const unknown = parts.filter((place) => hidden.has(place));
    if (hidden.has(total)) return unknown.length === 0;
    const together = unknown.reduce((sum, place) => sum + countAt(place), 0);
    return unknown.length === 1 || (unknown.length > 1 && together < fewestPublished);
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const sum of sums) while (tellsTooMuch(sum) && hideOneMore(sum)) changed = true;
    if (changed) continue;
    // Several sums together can tell what none of them tells alone.
    for (const place of derivable(hidden, sums))
      if (isTooFew(place))
        changed =
          sums.some(
            ({ total, parts }) => [total, ...parts].includes(place) && hideOneMore({ total, parts }),
          ) || changed;
  }
  return hidden;
};

const isNought = (value: number) => Math.abs(value) < 1e-9;

/** The hidden places whose count follows from what is told: the sums are linear equations, solved by Gauss and Jordan. */
const derivable = (hidden: ReadonlySet<number>, sums: readonly Sum[]): number[] => {
  const unknowns = [...hidden];
  const columnOf = new Map(unknowns.map((place, column) => [place, column]));
  const rows = sums.flatMap(({ total, parts }) => {
    const row = new Float64Array(unknowns.length);
    for (const place of parts) row[columnOf.get(place) ?? -1] = 1;
    const ofTotal = columnOf.get(total);
    if (ofTotal !== undefined) row[ofTotal] = -1;
    return row.some((value) => value !== 0) ? [row] : [];
  });
  let rank = 0;
  const pivots: number[] = [];
  for (let column = 0; column < unknowns.length && rank < rows.length; column++) {
    const found = rows.findIndex((row, index) => index >= rank && !isNought(row[column] ?? 0));
    const [pivot, first] = [rows[found], rows[rank]];
    if (!pivot || !first) continue;
    [rows[rank], rows[found]] = [pivot, first];
    const by = pivot[column] ?? 1;
    for (const [index, value] of pivot.entries()) pivot[index] = value / by;
    for (const row of rows) {
      const factor = row[column] ?? 0;
      if (row !== pivot && !isNought(factor))
        for (const [index, value] of pivot.entries()) row[index] = (row[index] ?? 0) - factor * value;
    }
    pivots.push(column);
    rank++;
  }
  // A row that is left with its pivot alone says what that is.
  return pivots.flatMap((column, index) => {
    const others = rows[index]?.some((value, at) => at !== column && !isNought(value));
    const place = unknowns[column];
    return others || place === undefined ? [] : [place];
  });
};
