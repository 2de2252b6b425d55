import type { AuditLogActions, SignInFailure } from "@eigenkanaal/client";
import type { AuditAct, AuditActor, AuditLine } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useRef, useState } from "react";

/** Whose lines, and of which act; null: all. */
export type AuditFilter = { actor: AuditActor | null; act: AuditAct | null };

export type AuditLogState =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | {
      at: "shown";
      lines: readonly AuditLine[];
      older: "none" | "more" | "loading";
      /** Why the older ones did not come. */
      failure: SignInFailure | null;
    };

/** So many lines come at a time. */
const page = 50;

/** The log as it is filtered, from the newest line on; and ways to ask again and for older ones. */
export const useAuditLog = (actions: Pick<AuditLogActions, "load">, { actor, act }: AuditFilter) => {
  const [state, setState] = useState<AuditLogState>({ at: "loading" });
  // An answer to what was asked before the filter changed comes too late.
  const asked = useRef(0);
  const load = useCallback(
    async (before: readonly AuditLine[]) => {
      const turn = ++asked.current;
      setState(
        before.length === 0
          ? { at: "loading" }
          : { at: "shown", lines: before, older: "loading", failure: null },
      );
      const last = before.at(-1);
      const answer = await actions.load({
        limit: page,
        ...(last && { beforeLine: last.line }),
        ...(actor !== null && { actor }),
        ...(act !== null && { act }),
      });
      if (turn !== asked.current) return;
      if (answer.ok) {
        const { lines, more } = answer.value;
        setState({ at: "shown", lines: [...before, ...lines], older: more ? "more" : "none", failure: null });
      } else if (before.length === 0) setState({ at: "failed", failure: answer.failure });
      else setState({ at: "shown", lines: before, older: "more", failure: answer.failure });
    },
    [actions, actor, act],
  );
  useEffect(() => void load([]), [load]);
  return { state, load };
};
