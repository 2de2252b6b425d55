import type { AccountActions, SignInFailure } from "@eigenkanaal/client";
import type { Enrolment, SecondFactor as Factor } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Modal } from "../navigation/Modal.js";
import { CodeField } from "../secondFactor/CodeField.js";
import { EnrolmentForm } from "../secondFactor/EnrolmentForm.js";
import { RecoveryCodes } from "../secondFactor/RecoveryCodes.js";
import { PassphraseField, SessionFailure } from "../session/Passphrase.js";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

type SecondFactorProps = {
  account: Pick<AccountActions, "secondFactor" | "enrol" | "confirm" | "removeSecondFactor">;
  onClose: () => void;
};

type Purpose = "enrol" | "renew" | "remove";

type State =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "overview"; factor: Factor; said: string }
  | { at: "proof"; purpose: Purpose; failure: SignInFailure | null; busy: boolean }
  | { at: "enrolment"; enrolment: Enrolment; failure: SignInFailure | null }
  | { at: "codes"; recoveryCodes: string[] };

/** One's own second factor: whether there is one, and every change of it. */
export const SecondFactor = ({ account, onClose }: SecondFactorProps) => {
  const { secondFactor: words } = useTexts();
  const [state, setState] = useState<State>({ at: "loading" });
  const load = useCallback(
    async (said: string) => {
      const answer = await account.secondFactor();
      setState(
        answer.ok
          ? { at: "overview", factor: answer.value, said }
          : { at: "failed", failure: answer.failure },
      );
    },
    [account],
  );
  useEffect(() => void load(""), [load]);
  const step = useRef<HTMLDivElement>(null);
  // What was pressed is gone with its step: the focus goes where the next one begins.
  useEffect(() => {
    if (state.at === "loading") return;
    (step.current?.querySelector<HTMLElement>("input") ?? step.current)?.focus();
  }, [state.at]);

  const prove = async (purpose: Purpose, proof: { passphrase: string; code: string | null }) => {
    setState({ at: "proof", purpose, failure: null, busy: true });
    const refused = (failure: SignInFailure) => setState({ at: "proof", purpose, failure, busy: false });
    if (purpose === "remove") {
      const answer = await account.removeSecondFactor(proof);
      return answer.ok ? load(words.removed) : refused(answer.failure);
    }
    const answer = await account.enrol(proof);
    if (!answer.ok) return refused(answer.failure);
    setState({ at: "enrolment", enrolment: answer.value, failure: null });
  };
  const confirm = async (enrolment: Enrolment, typed: string) => {
    const answer = await account.confirm(typed);
    setState(
      answer.ok ? { at: "codes", ...answer.value } : { at: "enrolment", enrolment, failure: answer.failure },
    );
  };

  return (
    <Modal title={words.title} onClose={onClose}>
      <div ref={step} tabIndex={-1} className="modal-step">
        {state.at === "loading" && <p role="status">{words.loading}</p>}
        {state.at === "failed" && <SessionFailure failure={state.failure} />}
        {state.at === "overview" && (
          <Overview
            {...state}
            onChange={(purpose) => setState({ at: "proof", purpose, failure: null, busy: false })}
          />
        )}
        {state.at === "proof" && (
          <ProofForm {...state} onProof={(proof) => void prove(state.purpose, proof)} />
        )}
        {state.at === "enrolment" && (
          <EnrolmentForm
            enrolment={state.enrolment}
            failure={state.failure}
            onConfirm={(typed) => void confirm(state.enrolment, typed)}
          />
        )}
        {state.at === "codes" && (
          <>
            <Paragraph>{words.recoveryIntro}</Paragraph>
            <RecoveryCodes recoveryCodes={state.recoveryCodes} onKept={() => void load(words.enrolled)} />
          </>
        )}
      </div>
    </Modal>
  );
};

const Overview = ({
  factor: { enrolled, policy },
  said,
  onChange,
}: {
  factor: Factor;
  said: string;
  onChange: (purpose: Purpose) => void;
}) => {
  const { secondFactor: words } = useTexts();
  const { dateTime } = useFormats();
  return (
    <>
      <p className="quiet" role="status">
        {said}
      </p>
      <Paragraph>{words.explained}</Paragraph>
      <Paragraph className="setting-name">
        {enrolled ? words.since(dateTime(enrolled.sinceMs)) : words.none}
      </Paragraph>
      {enrolled && <Paragraph>{words.left(enrolled.recoveryCodesLeft)}</Paragraph>}
      <div className="setting-actions">
        {enrolled ? (
          <Button purpose="primary" data-purpose="renew" onClick={() => onChange("renew")}>
            {words.renew}
          </Button>
        ) : (
          <Button purpose="primary" onClick={() => onChange("enrol")}>
            {words.enrol}
          </Button>
        )}
        {enrolled && policy === "offered" && (
          <Button purpose="secondary" onClick={() => onChange("remove")}>
            {words.remove}
          </Button>
        )}
      </div>
      {policy === "required" && <Paragraph className="quiet">{words.required}</Paragraph>}
    </>
  );
};

const ProofForm = ({
  purpose,
  failure,
  busy,
  onProof,
}: Omit<Extract<State, { at: "proof" }>, "at"> & {
  onProof: (proof: { passphrase: string; code: string | null }) => void;
}) => {
  const { secondFactor: words } = useTexts();
  const [passphrase, setPassphrase] = useState("");
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onProof({ passphrase, code: purpose === "enrol" ? null : code });
    setCode("");
  };
  return (
    <form className="proof" onSubmit={submit}>
      <Paragraph>{words.proof[purpose]}</Paragraph>
      {failure && <SessionFailure failure={failure} />}
      <PassphraseField value={passphrase} onChange={setPassphrase} />
      {purpose !== "enrol" && <CodeField accepts="any" value={code} onChange={setCode} />}
      <p className="quiet" role="status">
        {busy && words.checking}
      </p>
      <Button purpose="primary" type="submit">
        {words.proceedWith[purpose]}
      </Button>
    </form>
  );
};
