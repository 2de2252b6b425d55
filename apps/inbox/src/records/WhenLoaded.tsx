import { Button } from "@nl-design-system-candidate/button-react";
import type { ReactNode } from "react";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import type { Loaded } from "./useLoaded.js";

/** What was asked for, once it is there; before that, what it waits for, and afterwards why it is not. */
export const WhenLoaded = <T,>({
  state,
  load,
  loading,
  children,
}: {
  state: Loaded<T>;
  load: () => Promise<void>;
  loading: string;
  children: (value: T) => ReactNode;
}) => {
  const texts = useTexts();
  if (state.at === "loading")
    return (
      <p className="town-body skeleton" role="status">
        {loading}
      </p>
    );
  if (state.at === "failed")
    return (
      <div className="town-body town-form">
        <SessionFailure failure={state.failure} />
        <Button purpose="primary" onClick={() => void load()}>
          {texts.tryAgain}
        </Button>
      </div>
    );
  return children(state.value);
};
