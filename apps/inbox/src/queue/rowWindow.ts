import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/**
 * Which rows stand in the document: those in sight with some beyond, and the one that the keyboard is on, which would
 * otherwise lose the focus when it is scrolled away.
 */
export const rowsInDocument = (range: Range, reachable: number): number[] => {
  const inSight = defaultRangeExtractor(range);
  if (reachable < 0 || inSight.includes(reachable)) return inSight;
  return [...inSight, reachable].toSorted((one, other) => one - other);
};
