import { useCallback, useState } from "react";
import { type Filter, filtersOf, keyOf } from "./filters.js";

const place = "eigenkanaal.inbox.filters";

/** The filters on the lists, kept as long as this tab: ids, nothing that is secret. */
export const useFilters = () => {
  const [filters, setFilters] = useState(() => filtersOf(window.sessionStorage.getItem(place)));
  const change = useCallback((next: readonly Filter[]) => {
    window.sessionStorage.setItem(place, next.map(keyOf).join(" "));
    setFilters([...next]);
  }, []);
  return [filters, change] as const;
};
