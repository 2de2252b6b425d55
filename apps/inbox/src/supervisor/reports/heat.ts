import type { Report } from "@eigenkanaal/protocol";

/** Shades beside none. */
const shades = 4;

/** The hours of the day from the first in which anything began to the last, and each hour of the week with its shade. */
export const heatOf = (byHour: Report["byHour"]) => {
  const inDay = byHour.map(({ hourOfWeek }) => hourOfWeek % 24);
  const [first, last] = [Math.min(...inDay), Math.max(...inDay)];
  const most = Math.max(...byHour.map(({ volume }) => volume));
  return {
    hours: byHour.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, n) => first + n),
    cells: new Map(
      byHour.map(({ hourOfWeek, volume }) => [
        hourOfWeek,
        { volume, heat: Math.ceil((volume / most) * shades) },
      ]),
    ),
  };
};
