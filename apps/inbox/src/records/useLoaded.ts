import type { AccountAnswer, SignInFailure } from "@eigenkanaal/client";
import { useCallback, useEffect, useState } from "react";

export type Loaded<T> =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; value: T };

/** What the gateway answers, and a way to ask again. What was shown stays until the answer is there. */
export const useLoaded = <T>(ask: () => Promise<AccountAnswer<T>>): [Loaded<T>, () => Promise<void>] => {
  const [state, setState] = useState<Loaded<T>>({ at: "loading" });
  const load = useCallback(async () => {
    const answer = await ask();
    setState(answer.ok ? { at: "shown", value: answer.value } : { at: "failed", failure: answer.failure });
  }, [ask]);
  useEffect(() => void load(), [load]);
  return [state, load];
};
