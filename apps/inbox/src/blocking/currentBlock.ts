import type { BlockView } from "@eigenkanaal/client";
import { useClock } from "../queue/clock.js";

/** The block while it holds, null from its end on. */
export const useCurrentBlock = (block: BlockView | null): BlockView | null => {
  const state = useClock((nowMs) => (block !== null && block.untilMs > nowMs ? "holds" : "none"));
  return state === "holds" ? block : null;
};
