import type { AccountAnswer, SignInFailure } from "@eigenkanaal/client";
import { useCallback, useEffect, useRef, useState } from "react";

export type FiguresState<Told> =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  /** `isOld`: others are being counted; `failure`: why they did not come. */
  | { at: "shown"; told: Told; isOld: boolean; failure: SignInFailure | null };

/**
 * What `load` tells, and a way to ask again; another `load` is asked at once. What was shown stays until the next is there; without
 * a connection nothing is asked.
 */
export const useFigures = <Told>(
  load: () => Promise<AccountAnswer<Told>>,
  online: boolean,
): [FiguresState<Told>, () => Promise<void>] => {
  const [state, setState] = useState<FiguresState<Told>>({ at: "loading" });
  // An answer to what was asked before the filter changed comes too late.
  const asked = useRef(0);
  const ask = useCallback(async () => {
    const turn = ++asked.current;
    setState((before) => (before.at === "shown" ? { ...before, isOld: true } : { at: "loading" }));
    const answer = await load();
    if (turn !== asked.current) return;
    setState((before) => {
      if (answer.ok) return { at: "shown", told: answer.value, isOld: false, failure: null };
      return before.at === "shown"
        ? { ...before, failure: answer.failure }
        : { at: "failed", failure: answer.failure };
    });
  }, [load]);
  useEffect(() => {
    // Whose connection was lost keeps what they see; who comes without one is told so.
    if (online || asked.current === 0) void ask();
  }, [ask, online]);
  return [state, ask];
};
