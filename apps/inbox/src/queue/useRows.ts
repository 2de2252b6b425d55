import type { QueueItem } from "@eigenkanaal/client";
import { useCallback, useMemo, useState } from "react";
import type { Filter } from "../filter/filters.js";
import { useFilters } from "../filter/useFilters.js";
import type { Route } from "../navigation/route.js";
import { type Arrangement, arrange, type Sort } from "./arrange.js";
import { rowsOf } from "./lists.js";
import type { TownNames } from "./names.js";

type Lists = { queue: readonly QueueItem[]; closed: readonly QueueItem[] };

/** The rows of the list that is shown, as somebody looks at them, and how many other filters would leave. */
export const useRows = ({ queue, closed }: Lists, route: Route, names: TownNames) => {
  const [sort, setSort] = useState<Sort>("longest_wait");
  const [filters, setFilters] = useFilters();
  const { list, desk, conversation: open } = route;
  const arranged = useCallback(
    (chosen: readonly Filter[]) => {
      // These two have an order of their own.
      const isSorted = list === "closed" || list === "snoozed";
      const arrangement = { sort: isSorted ? ("longest_wait" as const) : sort, filters: chosen };
      const around = { open, topicName: names.topic };
      return arrange(rowsOf({ queue, closed }, list, desk), arrangement, around);
    },
    [queue, closed, list, desk, open, sort, names],
  );
  return {
    rows: useMemo(() => arranged(filters), [arranged, filters]),
    arrangement: { sort, filters },
    onArrange: (some: Partial<Arrangement>) => {
      if (some.sort) setSort(some.sort);
      if (some.filters) setFilters(some.filters);
    },
    countOf: (chosen: readonly Filter[]) => arranged(chosen).length,
  };
};
