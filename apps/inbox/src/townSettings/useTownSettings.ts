import type { SignInFailure, TownSettingsActions } from "@eigenkanaal/client";
import type { TownSettings } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useState } from "react";

export type TownSettingsState =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; town: TownSettings };

/** The settings as the gateway has them now, and a way to ask again. What was shown stays until the answer is there. */
export const useTownSettings = (
  actions: Pick<TownSettingsActions, "load">,
): [TownSettingsState, () => Promise<void>] => {
  const [state, setState] = useState<TownSettingsState>({ at: "loading" });
  const load = useCallback(async () => {
    const answer = await actions.load();
    setState(answer.ok ? { at: "shown", town: answer.value } : { at: "failed", failure: answer.failure });
  }, [actions]);
  useEffect(() => void load(), [load]);
  return [state, load];
};
