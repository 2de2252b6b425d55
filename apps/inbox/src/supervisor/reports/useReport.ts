import type { ReportActions, SignInFailure } from "@eigenkanaal/client";
import type { Report, ReportQuery } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useRef, useState } from "react";

export type ReportState =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  /** `isOld`: another is being counted; `failure`: why it did not come. */
  | { at: "shown"; report: Report; isOld: boolean; failure: SignInFailure | null };

/** The report of a query, and a way to ask again. What was shown stays until the next is there; without a connection nothing is asked. */
export const useReport = (
  { load }: Pick<ReportActions, "load">,
  query: ReportQuery,
  online: boolean,
): [ReportState, () => Promise<void>] => {
  const { fromDate, toDate, desk, topic, entry, language } = query;
  const [state, setState] = useState<ReportState>({ at: "loading" });
  // An answer to what was asked before the filter changed comes too late.
  const asked = useRef(0);
  const ask = useCallback(async () => {
    const turn = ++asked.current;
    setState((before) => (before.at === "shown" ? { ...before, isOld: true } : { at: "loading" }));
    const answer = await load({ fromDate, toDate, desk, topic, entry, language });
    if (turn !== asked.current) return;
    setState((before) => {
      if (answer.ok) return { at: "shown", report: answer.value, isOld: false, failure: null };
      return before.at === "shown"
        ? { ...before, failure: answer.failure }
        : { at: "failed", failure: answer.failure };
    });
  }, [load, fromDate, toDate, desk, topic, entry, language]);
  useEffect(() => {
    // Whose connection was lost keeps what they see; who comes without one is told so.
    if (online || asked.current === 0) void ask();
  }, [ask, online]);
  return [state, ask];
};
