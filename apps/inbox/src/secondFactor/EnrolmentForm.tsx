import type { SignInFailure } from "@eigenkanaal/client";
import type { Enrolment } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type FormEvent, useState } from "react";
import { QrCode } from "../print/QrCode.js";
import { SessionFailure } from "../session/Passphrase.js";
import { useTexts } from "../texts/texts.js";
import { CodeField } from "./CodeField.js";

type EnrolmentFormProps = {
  enrolment: Enrolment;
  failure: SignInFailure | null;
  onConfirm: (typed: string) => void;
};

const inFours = (text: string) => text.match(/.{1,4}/g)?.join(" ") ?? text;

/** Takes a secret over into an app, by its picture or by hand, and shows with a code that it arrived. */
export const EnrolmentForm = ({ enrolment, failure, onConfirm }: EnrolmentFormProps) => {
  const { secondFactor } = useTexts();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(code);
    setCode("");
  };
  return (
    <form className="enrolment" onSubmit={submit}>
      <ol className="enrolment-steps">
        <li>{secondFactor.stepApp}</li>
        <li>
          {secondFactor.stepScan}
          <QrCode text={enrolment.uri} label={secondFactor.qrLabel} />
          <p className="hint">{secondFactor.byHand}</p>
          <p className="enrolment-secret">{inFours(enrolment.secretBase32)}</p>
        </li>
        <li>
          {secondFactor.stepConfirm}
          {failure && <SessionFailure failure={failure} />}
          <CodeField accepts="app" value={code} onChange={setCode} />
        </li>
      </ol>
      <Button purpose="primary" type="submit">
        {secondFactor.confirm}
      </Button>
    </form>
  );
};
