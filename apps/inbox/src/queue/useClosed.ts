import type { AgentActions } from "@eigenkanaal/client";
import { useCallback, useEffect, useState } from "react";

/** `more`: there may be older ones than those that are here. */
export type Loading = "loading" | "loading_older" | "more" | "all" | "failed";

/** Asks for the newest finished conversations whenever their list is shown, and for older ones on request. */
export const useClosed = (shown: boolean, load: AgentActions["loadClosed"]) => {
  const [state, setState] = useState<Loading>("loading");
  const retry = useCallback(() => {
    setState("loading");
    void load("newest").then(setState);
  }, [load]);
  const older = useCallback(() => {
    setState("loading_older");
    void load("older").then(setState);
  }, [load]);
  useEffect(() => {
    if (shown) retry();
  }, [shown, retry]);
  return { state, retry, older };
};
