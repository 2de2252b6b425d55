import type { AgentActions, AgentState } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { useTexts } from "../texts/texts.js";
import { PassphraseField, SessionFailure } from "./Passphrase.js";
import { SessionCard } from "./SessionCard.js";

type LockedState = Extract<AgentState, { phase: "locked" }>;
type Props = { state: LockedState; actions: Pick<AgentActions, "unlock" | "signOut"> };

/** The session lives, the key is gone: the passphrase again, or out. */
export const Locked = ({ state, actions }: Props) => {
  const texts = useTexts();
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void actions.unlock(passphrase);
    setPassphrase("");
  };
  return (
    <SessionCard title={texts.session.lockedTitle(state.name)} intro={texts.session.lockedIntro}>
      {state.failure && <SessionFailure failure={state.failure} />}
      <form onSubmit={submit}>
        <p className="session-account">{state.account}</p>
        {/* Lets a password manager know whose passphrase this is. */}
        <input type="hidden" autoComplete="username" value={state.account} readOnly />
        <PassphraseField value={passphrase} onChange={setPassphrase} />
        <Button purpose="primary" type="submit">
          {texts.session.unlock}
        </Button>
      </form>
      <div className="session-out">
        <Paragraph>{texts.session.signOutHint}</Paragraph>
        <Button purpose="secondary" onClick={() => void actions.signOut()}>
          {texts.session.signOut}
        </Button>
      </div>
    </SessionCard>
  );
};
