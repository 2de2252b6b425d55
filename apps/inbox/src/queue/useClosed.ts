import { useCallback, useEffect, useState } from "react";

type Loading = "loading" | "loaded" | "failed";

/** Asks for the finished conversations whenever their list is shown, and again on request. */
export const useClosed = (shown: boolean, load: () => Promise<void>) => {
  const [state, setState] = useState<Loading>("loading");
  const retry = useCallback(() => {
    setState("loading");
    load().then(
      () => setState("loaded"),
      () => setState("failed"),
    );
  }, [load]);
  useEffect(() => {
    if (shown) retry();
  }, [shown, retry]);
  return { state, retry };
};
