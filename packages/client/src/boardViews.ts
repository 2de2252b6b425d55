import type { Board } from "@eigenkanaal/protocol";
import type { StoreApi } from "zustand/vanilla";
import type { SignInFailure } from "./failures.js";

/** `failure`: why the figures that are shown are not of now; null while they are. */
export type BoardState =
  | { phase: "loading" }
  | { phase: "failed"; failure: SignInFailure }
  | { phase: "shown"; board: Board; failure: SignInFailure | null };

/** How it is at a supervisor's desks. */
export type BoardActions = {
  readonly state: Pick<StoreApi<BoardState>, "getState" | "getInitialState" | "subscribe">;
  /** Keeps it as it is now until what is given back is called; while nobody follows nothing is fetched. */
  follow(): () => void;
  /** Fetches it now. */
  refresh(): Promise<void>;
};
