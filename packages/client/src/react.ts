import { useStore } from "zustand";
import type { Readable } from "./views.js";

/** The state as React sees it; redraws when it is replaced. The only React import of this package. */
export const useClientState = <State>(readable: Readable<State>): State => useStore(readable);
