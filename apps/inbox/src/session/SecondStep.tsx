import type { AgentActions, AgentState } from "@eigenkanaal/client";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useState } from "react";
import { CodeField } from "../secondFactor/CodeField.js";
import { EnrolmentForm } from "../secondFactor/EnrolmentForm.js";
import { RecoveryCodes } from "../secondFactor/RecoveryCodes.js";
import { useTexts } from "../texts/texts.js";
import { SessionFailure } from "./Passphrase.js";
import { SessionCard } from "./SessionCard.js";

type At<Phase extends AgentState["phase"]> = Extract<AgentState, { phase: Phase }>;

const OtherAccount = ({ onCancel }: { onCancel: () => void }) => {
  const texts = useTexts();
  return (
    <div className="session-out">
      <Button purpose="secondary" onClick={onCancel}>
        {texts.secondFactor.otherAccount}
      </Button>
    </div>
  );
};

/** The passphrase was right: the code of the app, or one from paper. */
export const CodeStep = ({
  state,
  actions,
}: {
  state: At<"code">;
  actions: Pick<AgentActions, "enterCode" | "cancelSignIn">;
}) => {
  const { session, secondFactor } = useTexts();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void actions.enterCode(code);
    setCode("");
  };
  return (
    <SessionCard title={secondFactor.codeTitle} intro={secondFactor.codeIntro}>
      {state.failure && <SessionFailure failure={state.failure} />}
      <p className="session-account">{state.account}</p>
      <form onSubmit={submit}>
        <CodeField accepts="any" value={code} onChange={setCode} />
        <Button purpose="primary" type="submit">
          {session.signIn}
        </Button>
      </form>
      <Paragraph className="session-help">{secondFactor.allLost}</Paragraph>
      <OtherAccount onCancel={() => void actions.cancelSignIn()} />
    </SessionCard>
  );
};

/** The town asks for a second factor: nothing opens before there is one. */
export const EnrolStep = ({
  state,
  actions,
}: {
  state: At<"enrolling">;
  actions: Pick<AgentActions, "confirmEnrolment" | "cancelSignIn">;
}) => {
  const { secondFactor } = useTexts();
  const { enrolment } = state;
  return (
    <SessionCard title={secondFactor.enrolTitle} intro={secondFactor.enrolIntro}>
      <EnrolmentForm
        enrolment={enrolment}
        failure={state.failure}
        onConfirm={(typed) => void actions.confirmEnrolment(enrolment, typed)}
      />
      <OtherAccount onCancel={() => void actions.cancelSignIn()} />
    </SessionCard>
  );
};

/** Signed in; what must be read before the inbox opens. */
export const Admitted = ({
  state,
  actions,
}: {
  state: At<"admitted">;
  actions: Pick<AgentActions, "proceed">;
}) => {
  const { secondFactor } = useTexts();
  const { notice } = state;
  const proceed = () => void actions.proceed();
  if (notice.kind === "recovery_codes")
    return (
      <SessionCard title={secondFactor.recoveryCodes} intro={secondFactor.recoveryIntro}>
        <RecoveryCodes recoveryCodes={notice.recoveryCodes} onKept={proceed} />
      </SessionCard>
    );
  return (
    <SessionCard title={secondFactor.usedTitle} intro={secondFactor.usedIntro(notice.left)}>
      <Paragraph>{secondFactor.usedAdvice}</Paragraph>
      <Button purpose="primary" onClick={proceed}>
        {secondFactor.proceed}
      </Button>
    </SessionCard>
  );
};
