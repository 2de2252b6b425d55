import { Button } from "@nl-design-system-candidate/button-react";
import type { ReactNode } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import type { FiguresState } from "./useFigures.js";

type FetchedProps<Told> = {
  state: FiguresState<Told>;
  ask: () => Promise<void>;
  /** Said while they are on their way, also behind those that still stand. */
  loading: string;
  children: (told: Told) => ReactNode;
};

/** Figures that are on their way, did not come, or are there; while others are being counted those that are there stay. */
export const Fetched = <Told,>({ state, ask, loading, children }: FetchedProps<Told>) => {
  const { tryAgain } = useTexts();
  switch (state.at) {
    case "loading":
      return (
        <p className="skeleton" role="status">
          {loading}
        </p>
      );
    case "failed":
      return (
        <>
          <SessionFailure failure={state.failure} />
          <Button purpose="primary" onClick={() => void ask()}>
            {tryAgain}
          </Button>
        </>
      );
    case "shown":
      return (
        <>
          {state.failure && <SessionFailure failure={state.failure} />}
          <div className={state.isOld ? "report report-old" : "report"} aria-busy={state.isOld || undefined}>
            {state.isOld && (
              <p className="unseen" role="status">
                {loading}
              </p>
            )}
            {children(state.told)}
          </div>
        </>
      );
    default:
      return state satisfies never;
  }
};
