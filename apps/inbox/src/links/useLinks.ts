import type { LinkActions, SignInFailure } from "@eigenkanaal/client";
import type { Links } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useState } from "react";

export type LinksState =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; links: Links };

/** What links are made of as the gateway has it now, and a way to ask again. */
export const useLinks = (actions: Pick<LinkActions, "load">): [LinksState, () => Promise<void>] => {
  const [state, setState] = useState<LinksState>({ at: "loading" });
  const load = useCallback(async () => {
    const answer = await actions.load();
    setState(answer.ok ? { at: "shown", links: answer.value } : { at: "failed", failure: answer.failure });
  }, [actions]);
  useEffect(() => void load(), [load]);
  return [state, load];
};
