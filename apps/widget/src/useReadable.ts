import type { Readable } from "@eigenkanaal/client";
import { useLayoutEffect, useState } from "preact/hooks";

/** The state, redrawn when it is replaced. The client's own binding is React's, and would bring in preact/compat. */
export const useReadable = <State>(readable: Readable<State>): State => {
  const [seen, setSeen] = useState({ readable, state: readable.getState() });
  useLayoutEffect(() => {
    const look = (): void => setSeen({ readable, state: readable.getState() });
    // It can have changed between the drawing and now.
    look();
    return readable.subscribe(look);
  }, [readable]);
  return seen.readable === readable ? seen.state : readable.getState();
};
