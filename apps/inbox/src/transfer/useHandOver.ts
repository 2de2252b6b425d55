import type { ErrorCode } from "@eigenkanaal/protocol";
import { useState } from "react";

/** How handing over went so far. `note_lost`: the conversation went, what was written with it did not. */
export type HandOverState =
  | { at: "filling" }
  | { at: "busy" }
  | { at: "refused"; code: ErrorCode }
  | { at: "note_lost" };

/** Hands over once at a time, and closes the dialog when it went well. */
export const useHandOver = (onDone: () => void) => {
  const [state, setState] = useState<HandOverState>({ at: "filling" });
  const handOver = async (act: () => Promise<ErrorCode | undefined>) => {
    if (state.at === "busy") return;
    setState({ at: "busy" });
    try {
      const code = await act();
      if (!code) return onDone();
      setState({ at: "refused", code });
    } catch {
      setState({ at: "note_lost" });
    }
  };
  return { state, handOver };
};
