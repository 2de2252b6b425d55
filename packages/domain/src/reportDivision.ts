import type { PackedFigure } from "./packedFigures.js";
import { type Column, createColumn, type Spread, spreadsByGroup } from "./spread.js";

/** One desk, topic, way in, language, hour or part of the period. */
export type CountedPart = {
  volume: number;
  answered: number;
  abandoned: number;
  within: number;
  missed: number;
  firstOpen: Spread;
};
export type JudgedPart = CountedPart & { judged: number; helped: number; partly: number; unhelped: number };

/** Counts of a group, in the order in which `parts` reads them. */
const columns = 9;

/**
 * Conversations told apart by a number below `groups`. Of each that was answered the caller adds the time to `firstOpen`, which
 * all divisions of a report have in common.
 */
export const createDivision = (groups: number, firstOpen: Pick<Column, "values">) => {
  const counts = new Int32Array(groups * columns);
  const answeredIn = createColumn();
  const count = (place: number) => {
    counts[place] = (counts[place] ?? 0) + 1;
  };
  return {
    add: (group: number, figure: PackedFigure, norm: "within" | "missed" | null): void => {
      const base = group * columns;
      count(base);
      if (figure.answered) {
        count(base + 1);
        answeredIn.add(group);
      }
      if (figure.abandoned) count(base + 2);
      if (norm) count(base + (norm === "within" ? 3 : 4));
      if (figure.verdict) {
        count(base + 5);
        count(base + verdictColumn[figure.verdict]);
      }
    },
    /** Those groups that have any, by their numbers. */
    *parts(): Generator<undefined, Map<number, JudgedPart>> {
      const spreadOf = spreadsByGroup(firstOpen.values(), answeredIn.values(), groups);
      yield;
      const parts = new Map<number, JudgedPart>();
      for (let group = 0; group < groups; group++) {
        const [volume = 0, answered = 0, abandoned = 0, within = 0, missed = 0, ...said] = counts.subarray(
          group * columns,
          (group + 1) * columns,
        );
        if (volume === 0) continue;
        const [judged = 0, helped = 0, partly = 0, unhelped = 0] = said;
        parts.set(group, {
          ...{ volume, answered, abandoned, within, missed, judged, helped, partly, unhelped },
          firstOpen: spreadOf(group),
        });
      }
      yield;
      return parts;
    },
  };
};

const verdictColumn = { yes: 6, partly: 7, no: 8 } as const;

/** Without what citizens said. */
export const unjudged = ({
  volume,
  answered,
  abandoned,
  within,
  missed,
  firstOpen,
}: CountedPart): CountedPart => ({
  ...{ volume, answered, abandoned, within, missed, firstOpen },
});

export const emptyPart: JudgedPart = {
  ...{ volume: 0, answered: 0, abandoned: 0, within: 0, missed: 0 },
  ...{ judged: 0, helped: 0, partly: 0, unhelped: 0 },
  firstOpen: { medianMs: null, p90Ms: null },
};
