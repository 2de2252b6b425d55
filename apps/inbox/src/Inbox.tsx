import type { AgentActions, AgentState } from "@eigenkanaal/client";
import { useEffect, useMemo } from "react";
import { DraftsContext } from "./conversation/drafts.js";
import { usePreferences } from "./preferences.js";
import { ClockContext, tickingClock } from "./queue/clock.js";
import { Locked } from "./session/Locked.js";
import { Admitted, CodeStep, EnrolStep } from "./session/SecondStep.js";
import { SignIn } from "./session/SignIn.js";
import { Starting } from "./session/Starting.js";
import { languages, TextsContext } from "./texts/texts.js";
import { Workplace } from "./Workplace.js";

type InboxProps = {
  state: AgentState;
  actions: AgentActions;
  /** The device's clock, in unix milliseconds. */
  readMs: () => number;
  storage: Pick<Storage, "getItem" | "setItem">;
};

const tickMs = 1000;

/** The whole inbox, drawn from plain state. */
export const Inbox = ({ state, actions, readMs, storage }: InboxProps) => {
  const [preferences, changePreferences] = usePreferences(storage);
  const texts = languages[preferences.language];
  const offsetMs = state.phase === "ready" ? state.clockOffsetMs : 0;
  const clock = useMemo(() => tickingClock(() => readMs() + offsetMs, tickMs), [readMs, offsetMs]);

  useEffect(() => {
    document.documentElement.lang = preferences.language;
  }, [preferences.language]);

  return (
    <TextsContext value={texts}>
      <ClockContext value={clock}>
        <DraftsContext value={actions.drafts}>
          {state.phase === "starting" && <Starting />}
          {(state.phase === "signed_out" || state.phase === "signing_in") && (
            <SignIn state={state} actions={actions} />
          )}
          {state.phase === "code" && <CodeStep state={state} actions={actions} />}
          {state.phase === "enrolling" && <EnrolStep state={state} actions={actions} />}
          {state.phase === "admitted" && <Admitted state={state} actions={actions} />}
          {state.phase === "locked" && <Locked state={state} actions={actions} />}
          {state.phase === "ready" && (
            <Workplace
              state={state}
              actions={actions}
              preferences={preferences}
              onPreferences={changePreferences}
            />
          )}
        </DraftsContext>
      </ClockContext>
    </TextsContext>
  );
};
