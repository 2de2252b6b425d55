import type { ReviewActions } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import type { Reviews } from "@eigenkanaal/protocol";
import { useEffect } from "react";
import type { Loaded } from "../records/useLoaded.js";

/** What there is to review, kept fresh while it is looked at; `isCurrent`: whether it could be had the last time. */
export const useReviews = (actions: ReviewActions): { state: Loaded<Reviews>; isCurrent: boolean } => {
  const state = useClientState(actions.state);
  useEffect(() => actions.follow(), [actions]);
  if (state.phase === "shown")
    return { state: { at: "shown", value: state.reviews }, isCurrent: state.failure === null };
  return {
    state: state.phase === "failed" ? { at: "failed", failure: state.failure } : { at: "loading" },
    isCurrent: true,
  };
};
