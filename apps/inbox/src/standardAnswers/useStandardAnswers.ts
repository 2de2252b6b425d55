import type { SignInFailure, StandardAnswerActions } from "@eigenkanaal/client";
import type { StandardAnswer } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useState } from "react";

export type StandardAnswersState =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; answers: StandardAnswer[] };

/** The answers as the gateway has them now, and a way to ask again. */
export const useStandardAnswers = (
  actions: Pick<StandardAnswerActions, "load">,
): [StandardAnswersState, () => Promise<void>] => {
  const [state, setState] = useState<StandardAnswersState>({ at: "loading" });
  const load = useCallback(async () => {
    const answer = await actions.load();
    setState(answer.ok ? { at: "shown", ...answer.value } : { at: "failed", failure: answer.failure });
  }, [actions]);
  useEffect(() => void load(), [load]);
  return [state, load];
};
