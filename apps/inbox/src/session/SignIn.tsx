import type { AgentActions, AgentState } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { CheckIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { PassphraseField, SessionFailure } from "./Passphrase.js";
import { SessionCard } from "./SessionCard.js";

type Outside = Extract<AgentState, { phase: "signed_out" | "signing_in" }>;

/** Account and passphrase; while it works, what it is doing. The account stays filled in after a refusal. */
export const SignIn = ({ state, actions }: { state: Outside; actions: Pick<AgentActions, "signIn"> }) => {
  const texts = useTexts();
  const [account, setAccount] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void actions.signIn(account.trim().toLowerCase(), passphrase);
    setPassphrase("");
  };
  if (state.phase === "signing_in") return <SigningIn step={state.step} />;
  return (
    <SessionCard title={texts.session.title} intro={texts.session.intro}>
      {state.ended && !state.failure && (
        <Paragraph className="notice">{texts.session.ended[state.ended]}</Paragraph>
      )}
      {state.failure && <SessionFailure failure={state.failure} />}
      {state.failure !== "untrusted" && (
        <form onSubmit={submit}>
          <label className="label" htmlFor="account">
            {texts.session.account}
          </label>
          <p className="hint" id="account-hint">
            {texts.session.accountHint}
          </p>
          <input
            id="account"
            className="field"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            aria-describedby="account-hint"
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
          <PassphraseField value={passphrase} onChange={setPassphrase} />
          <Button purpose="primary" type="submit">
            {texts.session.signIn}
          </Button>
        </form>
      )}
    </SessionCard>
  );
};

const steps = ["stretching", "asking", "unlocking"] as const;

const SigningIn = ({ step }: { step: (typeof steps)[number] }) => {
  const texts = useTexts();
  const now = steps.indexOf(step);
  return (
    <SessionCard title={texts.session.signingIn} intro={texts.session.stretchingIsSlow}>
      <ol className="steps">
        {steps.map((each, index) => (
          <li
            key={each}
            className={index === now ? "step step-now" : "step"}
            aria-current={index === now ? "step" : undefined}
          >
            <span className="step-mark">{index < now ? <CheckIcon /> : null}</span>
            {texts.session.steps[each]}
            {index < now && <span className="unseen">, {texts.session.stepDone}</span>}
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {texts.session.steps[step]}, {texts.session.stepNow}
      </p>
    </SessionCard>
  );
};
