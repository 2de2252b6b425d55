import type { ReportActions } from "@eigenkanaal/client";
import type { Report, ReportQuery } from "@eigenkanaal/protocol";
import { useCallback } from "react";
import { type FiguresState, useFigures } from "../../figures/useFigures.js";

/** The report of a query, and a way to ask again. */
export const useReport = (
  { load }: Pick<ReportActions, "load">,
  query: ReportQuery,
  online: boolean,
): [FiguresState<Report>, () => Promise<void>] => {
  const { fromDate, toDate, desk, topic, entry, language } = query;
  const ask = useCallback(
    () => load({ fromDate, toDate, desk, topic, entry, language }),
    [load, fromDate, toDate, desk, topic, entry, language],
  );
  return useFigures(ask, online);
};
