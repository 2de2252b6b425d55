import type { ReportListQuery } from "@eigenkanaal/protocol";

/**
 * Pages of a list, newest first. A page begins behind a moment and behind as many as were shown of that moment: a place that names
 * no conversation.
 */
type Place = Pick<ReportListQuery, "before" | "limit">;

/** From which moment on, itself included, and how many rows of it to pass over. */
export const placeOf = ({ before }: Pick<Place, "before">): { before: Date | null; shown: number } => {
  const [beforeMs, shown = 0] = before?.split(".").map(Number) ?? [];
  return { before: beforeMs === undefined ? null : new Date(beforeMs), shown };
};

/** Where the next page begins, of the moments of at most one row more than a page has; null where there is no such row. */
export const nextOf = (moments: readonly Date[], place: Place): string | null => {
  const last = moments[place.limit - 1];
  if (moments.length <= place.limit || !last) return null;
  const { before, shown } = placeOf(place);
  const ofLast = moments.slice(0, place.limit).filter((at) => at.getTime() === last.getTime()).length;
  return `${last.getTime()}.${ofLast + (last.getTime() === before?.getTime() ? shown : 0)}`;
};
